import type { Random } from '../random.ts'
import { drawText, widthOf } from './typeface.ts'

/** A round office seal, 36 mm across as the rules have it: two rings, the body's name around, a star. Points. */
export function seal(cx: number, cy: number, name: string, random: Random, ink = 0.75): string {
  const radius = 49 + random.next() * 3
  const colour = random.pick(['#d0202c', '#c4142a', '#d83a3a'])
  const text = name.toUpperCase()
  const size = 7.5
  const total = widthOf(text, size, 'tinos-bold') * 1.08
  const inner = radius - 11
  let angle = -total / inner / 2
  const letters = [...text].map((sign) => {
    const width = (widthOf(sign, size, 'tinos-bold') * 1.08) / inner
    const turn = ((angle + width / 2) * 180) / Math.PI
    angle += width
    return `<g transform="rotate(${turn.toFixed(1)} ${cx} ${cy})">${drawText(sign, { x: cx - (width * inner) / 2, y: cy - inner, size, face: 'tinos-bold', colour })}</g>`
  })
  const star = Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 ? 4.5 : 11
    const a = -Math.PI / 2 + (i * Math.PI) / 5
    return `${(cx + r * Math.cos(a)).toFixed(1)},${(cy + r * Math.sin(a)).toFixed(1)}`
  }).join(' ')
  return `<g opacity="${ink.toFixed(2)}" transform="rotate(${(random.next() * 16 - 8).toFixed(1)} ${cx} ${cy})">
<circle cx="${cx}" cy="${cy}" r="${radius}" fill="none" stroke="${colour}" stroke-width="2"/>
<circle cx="${cx}" cy="${cy}" r="${radius - 3.2}" fill="none" stroke="${colour}" stroke-width="0.8"/>
<circle cx="${cx}" cy="${cy}" r="${radius - 17}" fill="none" stroke="${colour}" stroke-width="0.8"/>
<polygon points="${star}" fill="${colour}"/>${letters.join('')}</g>`
}
