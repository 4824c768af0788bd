import { type Html, html } from '../html.ts'

export interface Segment {
  readonly n: number
  readonly className: string
  readonly label: string
}

/** One bar of the whole width, cut into shares. Said in words by its title, and by the table that stands with it. */
export function shareBar(segments: readonly Segment[], whole: number): Html {
  const width = 1000
  let x = 0
  const parts = segments
    .filter((segment) => segment.n > 0 && whole > 0)
    .map((segment) => {
      const share = (segment.n / whole) * width
      const rect = html`<rect class="${segment.className}" x="${x.toFixed(1)}" y="0" width="${share.toFixed(1)}" height="20"><title>${segment.label}: ${segment.n}</title></rect>`
      x += share
      return rect
    })
  return html`<svg class="share" viewBox="0 0 ${width} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="rest" x="0" y="0" width="${width}" height="20"></rect>${parts}</svg>`
}

export interface DayCount {
  readonly day: string
  readonly n: number
}

/** A column of the chart: a day, or all that came before or after the days shown. */
export interface ArrivalColumn extends DayCount {
  readonly total: number
  readonly span: 'earlier' | 'day' | 'later'
}

const daysBefore = 45
const daysAfter = 14

const dayFrom = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
const earlier = (one: string, other: string): string => (one < other ? one : other)
const later = (one: string, other: string): string => (one > other ? one : other)

/**
 * Every day around the deadline, also those on which nothing came. One mail of next year must not press all others into
 * a corner: what came long before or after stands in one column at the edge.
 */
export function arrivalColumns(counts: readonly DayCount[], deadline: string): ArrivalColumn[] {
  const first = counts[0]?.day
  const last = counts.at(-1)?.day
  if (!first || !last) return []
  const to = earlier(later(last, deadline), dayFrom(deadline, daysAfter))
  const from = earlier(later(first, dayFrom(deadline, -daysBefore)), deadline)
  const within = (test: (day: string) => boolean) =>
    counts.reduce((all, { day, n }) => all + (test(day) ? n : 0), 0)
  const columns: Omit<ArrivalColumn, 'total'>[] = []
  const before = within((day) => day < from)
  if (before > 0) columns.push({ span: 'earlier', day: from, n: before })
  for (let day = from; day <= to; day = dayFrom(day, 1))
    columns.push({ span: 'day', day, n: within((one) => one === day) })
  const after = within((day) => day > to)
  if (after > 0) columns.push({ span: 'later', day: to, n: after })
  let total = 0
  return columns.map((column) => {
    total += column.n
    return { ...column, total }
  })
}

/** Round figures from 0 up to `top`, five at most. */
export function ticks(top: number): number[] {
  const rough = top / 4
  const size = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step = [1, 2, 5, 10].map((one) => one * size).find((one) => one >= rough) ?? size
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step)
}

/** Drawn twice, for a desk and for a telephone: letters must not shrink with the page. */
const shapes = {
  wide: { width: 1180, upper: 170, lower: 80, labels: 18 },
  narrow: { width: 380, upper: 150, lower: 70, labels: 5 },
} as const
const edge = { left: 40, right: 14, top: 20, between: 30, bottom: 26 }

export interface ArrivalWords {
  readonly title: string
  readonly deadline: string
  readonly asked: string
  readonly earlier: string
  readonly later: string
}

/**
 * Arrivals added up as steps, against all that were asked; below them each day's own number as a bar, to a scale of its
 * own. The deadline goes through both.
 */
export function arrivalsChart(
  columns: readonly ArrivalColumn[],
  whole: number,
  deadline: string,
  words: ArrivalWords,
): Html {
  return html`${(['wide', 'narrow'] as const).map((shape) => drawn(shape, columns, whole, deadline, words))}`
}

function drawn(
  name: keyof typeof shapes,
  columns: readonly ArrivalColumn[],
  whole: number,
  deadline: string,
  words: ArrivalWords,
): Html {
  const shape = shapes[name]
  const right = shape.width - edge.right
  const step = (right - edge.left) / Math.max(1, columns.length)
  const thick = Math.min(step * 0.72, 26)
  const x = (index: number) => edge.left + index * step
  const most = Math.max(1, ...columns.map(({ n }) => n))
  const top = Math.max(whole, columns.at(-1)?.total ?? 0, 1)
  const floor = edge.top + shape.upper
  const ground = floor + edge.between + shape.lower
  const total = (n: number) => floor - (n / top) * shape.upper
  const own = (n: number) => ground - (n / most) * shape.lower
  const at = columns.findIndex(({ day, span }) => span === 'later' || day > deadline)
  const deadlineIndex = at === -1 ? columns.length : at
  const deadlineX = x(deadlineIndex)
  const every = Math.max(1, Math.ceil(columns.length / shape.labels))
  const grid = (n: number, y: (n: number) => number) =>
    html`<line class="grid" x1="${edge.left}" x2="${right}" y1="${y(n).toFixed(1)}" y2="${y(n).toFixed(1)}"></line><text class="tick" x="${edge.left - 6}" y="${(y(n) + 4).toFixed(1)}" text-anchor="end">${n}</text>`
  const line = columns.map(
    (column, index) =>
      `${x(index).toFixed(1)},${total(column.total).toFixed(1)} ${x(index + 1).toFixed(1)},${total(column.total).toFixed(1)}`,
  )
  return html`<svg class="chart ${name}" viewBox="0 0 ${shape.width} ${ground + edge.bottom}" role="img" aria-label="${words.title}">
${ticks(top)
  .filter((n) => top - n > top / 12)
  .map((n) => grid(n, total))}
<line class="grid whole" x1="${edge.left}" x2="${right}" y1="${total(whole).toFixed(1)}" y2="${total(whole).toFixed(1)}"></line><text class="tick" x="${edge.left - 6}" y="${(total(whole) + 4).toFixed(1)}" text-anchor="end">${whole}</text><text class="tick" x="${edge.left + 4}" y="${(total(whole) - 4).toFixed(1)}">${words.asked}</text>
${ticks(most)
  .filter((n, index, all) => n === 0 || index === all.length - 1)
  .map((n) => grid(n, own))}
${columns.map(({ n, day, span }, index) =>
  n === 0
    ? null
    : html`<rect class="bar${index >= deadlineIndex ? ' late' : ''}" x="${(x(index) + (step - thick) / 2).toFixed(1)}" y="${own(n).toFixed(1)}" width="${thick.toFixed(1)}" height="${(ground - own(n)).toFixed(1)}"><title>${label(day, span, words)}: ${n}</title></rect>`,
)}
<polyline class="line" points="${line.join(' ')}"></polyline>
<line class="deadline" x1="${deadlineX.toFixed(1)}" x2="${deadlineX.toFixed(1)}" y1="${edge.top}" y2="${ground}"></line>
<text class="deadline" x="${(deadlineX - 5).toFixed(1)}" y="${edge.top + 22}" text-anchor="end">${words.deadline}</text>
${columns.map(({ day, span }, index) => {
  // Counted from the deadline's own day, so that it has its date; the columns at the edges stand for no one day.
  if (span === 'day' && (deadlineIndex - 1 - index) % every !== 0) return null
  if (span === 'day' && columns[index + 1]?.span === 'later') return null
  return html`<text class="tick" x="${(x(index) + step / 2).toFixed(1)}" y="${ground + 17}" text-anchor="${span === 'later' ? 'end' : 'middle'}"${span === 'later' ? html` dx="${(step / 2).toFixed(1)}"` : null}>${label(day, span, words)}</text>`
})}
</svg>`
}

/** A day as 25/04: the year stands in the line above the chart. */
function label(day: string, span: ArrivalColumn['span'], words: ArrivalWords): string {
  return span === 'day' ? `${day.slice(8)}/${day.slice(5, 7)}` : words[span]
}
