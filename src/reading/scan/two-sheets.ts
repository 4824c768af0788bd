import type { Bitmap } from '../pdf/render.ts'
import { darkestOf } from './bitmap.ts'
import { smallInk } from './paper.ts'
import { lieOf } from './upright.ts'

/** Wider than high by so much: a sheet lying on its side, or two that stand. */
const leastWidth = 1.15
/** Where the gap between two sheets may be, as shares of the picture's width. */
const [first, last] = [0.35, 0.65]
/** What sheets lie on is darker than they by so much. */
const deskShade = 0.62
/** Share of the width that stays free of ink between two copied pages, and of all ink that stands on either side. */
const [leastGutter, leastInk] = [0.02, 0.15]

/**
 * The two pages that lie beside each other in one picture, a photograph or a copy on A3, in reading order. Null for a
 * picture of one page.
 */
export function sheetsBeside(picture: Bitmap): [Bitmap, Bitmap] | null {
  if (picture.width < picture.height * leastWidth) return null
  const at = deskBetween(picture) ?? gutterBetween(picture)
  return at === null ? null : [cut(picture, 0, at), cut(picture, at, picture.width)]
}

/** The darkest column between two sheets that were photographed on something darker. */
function deskBetween(picture: Bitmap): number | null {
  const shade = (x: number): number => {
    let sum = 0
    let count = 0
    for (let y = Math.round(picture.height * 0.15); y < picture.height * 0.85; y += 4) {
      sum += darkestOf(picture, x, y)
      count++
    }
    return sum / count
  }
  const columns = Array.from({ length: Math.floor(picture.width / 4) }, (_, index) => ({
    x: index * 4,
    shade: shade(index * 4),
  }))
  const within = (from: number, to: number) =>
    columns.filter(({ x }) => x >= picture.width * from && x < picture.width * to)
  const sheet = [...within(0.15, first), ...within(last, 0.85)].map((one) => one.shade).sort((a, b) => a - b)
  const darkest = within(first, last).reduce((a, b) => (b.shade < a.shade ? b : a))
  return darkest.shade < (sheet[sheet.length >> 1] as number) * deskShade ? darkest.x : null
}

/** The middle of the white band between two pages whose lines run level; between lines that run upright there are many. */
function gutterBetween(picture: Bitmap): number | null {
  const { ink, by } = smallInk(picture)
  if (lieOf(ink).sideways) return null
  const counts = new Uint32Array(ink.width)
  for (let y = Math.round(ink.height * 0.03); y < ink.height * 0.97; y++)
    for (let x = 0; x < ink.width; x++) counts[x]! += ink.data[y * ink.width + x] as number
  const all = counts.reduce((sum, count) => sum + count, 0)
  const free = Math.max(1, ink.height * 0.004)
  let best: { from: number; to: number } | null = null
  for (let x = Math.round(ink.width * first); x < ink.width * last; x++) {
    const from = x
    while (x < ink.width * last && (counts[x] as number) <= free) x++
    if (!best || x - from > best.to - best.from) best = { from, to: x }
  }
  if (!best || best.to - best.from < ink.width * leastGutter) return null
  const before = counts.subarray(0, best.from).reduce((sum, count) => sum + count, 0)
  const behind = counts.subarray(best.to).reduce((sum, count) => sum + count, 0)
  return Math.min(before, behind) < all * leastInk ? null : Math.round(((best.from + best.to) / 2) * by)
}

function cut({ width, height, channels, data }: Bitmap, from: number, to: number): Bitmap {
  const part = new Uint8Array((to - from) * height * channels)
  for (let y = 0; y < height; y++)
    part.set(
      data.subarray((y * width + from) * channels, (y * width + to) * channels),
      y * (to - from) * channels,
    )
  return { width: to - from, height, channels, data: part }
}

/** Sheets one below the other, as one long page; what is narrower has paper at its side. */
export function stacked(sheets: readonly Bitmap[]): Bitmap {
  const [only] = sheets
  if (only && sheets.length === 1) return only
  const width = Math.max(...sheets.map((sheet) => sheet.width))
  const height = sheets.reduce((sum, sheet) => sum + sheet.height, 0)
  const channels = sheets.some((sheet) => sheet.channels === 3) ? 3 : 1
  const data = new Uint8Array(width * height * channels).fill(255)
  let top = 0
  for (const sheet of sheets) {
    for (let y = 0; y < sheet.height; y++)
      for (let x = 0; x < sheet.width; x++)
        for (let channel = 0; channel < channels; channel++)
          data[((top + y) * width + x) * channels + channel] = sheet.data[
            (y * sheet.width + x) * sheet.channels + (sheet.channels === 1 ? 0 : channel)
          ] as number
    top += sheet.height
  }
  return { width, height, channels, data }
}
