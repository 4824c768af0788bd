import { clean } from './fold.ts'

type Period = 'month' | 'day' | 'week' | 'quarter' | 'year' | 'other'

/** What was written into the blank of a count, as Vietnamese offices write it. */
export interface QuantityReading {
  /**
   * exact: one figure. inexact: "khoảng", "trên", "dưới", a range. other-period: a figure, but not per month.
   * zero: "không có", "chưa". unknown: "chưa thống kê", "-". several: two figures in one blank ("150/320").
   * words: no figure ("nhiều", "hàng trăm"). unclear: a figure among words that were not understood.
   * noise: signs of a badly read dot leader; a digit in it is no figure. blank: nothing written.
   */
  readonly kind:
    | 'exact'
    | 'inexact'
    | 'other-period'
    | 'zero'
    | 'unknown'
    | 'several'
    | 'words'
    | 'unclear'
    | 'noise'
    | 'blank'
  /** The integer to show, where one figure can stand for what was written; never converted between periods. */
  readonly value: number | null
  readonly min: number | null
  readonly max: number | null
  readonly approximate: boolean
  readonly period: Period
  /** Every figure in the blank, in order. */
  readonly figures: readonly number[]
}

const leaderRun = /(?:[.…_·•‥]\s*){3,}|…|_{2,}|\.{2,}/g
/** A separator followed by exactly three digits parts thousands; the Vietnamese style is the dot. */
const figurePattern =
  /(?<![\p{L}\d])(\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?:\s*(nghin|ngan|k|trieu|tr)(?!\p{L}))?/gu

const multipliers: Record<string, number> = { nghin: 1e3, ngan: 1e3, k: 1e3, trieu: 1e6, tr: 1e6 }

const unknownPhrase =
  /^(chua|khong)( the)? (thong ke|xac dinh|theo doi|tong hop|ro|co so lieu|co thong ke|nam duoc|biet)/
const zeroPhrase =
  /^(khong|chua|khong co|chua co|chua phat sinh|khong phat sinh|chua thuc hien|khong thuc hien|chua trien khai|khong trien khai|chua gui|chua nhan|khong gui|khong nhan|chua ap dung|khong co van ban nao)$/
const numberWord =
  'khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|tram|nghin|ngan|linh|le|trieu|chuc|moi|ruoi|van ban|vb'
const spelledOut = new RegExp(`\\(\\s*(?:(?:${numberWord})[\\s,.]*)+\\)`, 'g')

const periods: readonly (readonly [RegExp, Period])[] = [
  [/(?:\/|moi|mot|hang|tung|trong|1)\s*ngay(?!\p{L})/u, 'day'],
  [/(?:\/|moi|mot|hang|tung|trong|1)\s*tuan(?!\p{L})/u, 'week'],
  [/(?:\/|moi|mot|hang|tung|trong|1)\s*quy(?!\p{L})(?:\s*(?:iv|i{1,3}|[1-4])(?![\p{L}\d]))?/u, 'quarter'],
  [/(?<!\p{L})quy\s*(?:iv|i{1,3}|[1-4])(?![\p{L}\d])(?:\s*\/?\s*(?:nam\s*)?20\d\d)?/u, 'quarter'],
  [/(?<!\p{L})(?:ca\s+)?nam\s+20\d\d/u, 'year'],
  [/(?:\/|moi|mot|hang|tung|trong|1)\s*nam(?!\p{L})/u, 'year'],
  [/(?<!\p{L})\d{1,2}\s+thang(?:\s+(?:dau|cuoi)\s+nam)?(?:\s+20\d\d)?(?!\p{L})/u, 'other'],
  [/(?:\/|moi|mot|hang|tung|1)?\s*thang(?!\p{L})/u, 'month'],
]

const approximateWord =
  /(?<!\p{L})(?:khoang|xap xi|tam|trung binh|binh quan|tb|uoc(?: tinh| dat| khoang)?|chung|do)(?!\p{L})|[~≈±]/u
const approximateWords = new RegExp(approximateWord.source, 'gu')
const minWord =
  /(?<!\p{L})(?:tren|hon|it nhat|toi thieu|tu)(?!\p{L})|[>≥]=?(?=\s*#)|(?<!\p{L})tro len(?!\p{L})|(?<=#)\s*\+/gu
const maxWord =
  /(?<!\p{L})(?:duoi|khong qua|toi da|it hon|chua den|nhieu nhat|gan)(?!\p{L})|[<≤]=?(?=\s*#)|(?<!\p{L})tro xuong(?!\p{L})/gu
const unitWord =
  /(?<!\p{L})(?:vbs?|van ban(?: dien tu)?(?: (?:co )?ky so)?|cong van|ban|luot|v b|cv)(?!\p{L})/gu

/** Reads what stands in the blank of a count. Never throws; `raw` may hold leaders, units and words around the figure. */
export function readQuantity(raw: string): QuantityReading {
  const text = plain(raw).replace(leaderRun, ' ').trim()
  const bare = text.replace(/^[\s.,:;_|]+|[\s.,:;_|]+$/g, '')
  if (bare === '') return result('blank')
  if (/^[-/\\?]+$/.test(bare)) return result('unknown')

  const words = bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  if (unknownPhrase.test(words)) return result('unknown')
  if (
    zeroPhrase.test(
      words
        .replace(unitWord, '')
        .replace(/\bthang\b/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  )
    return { ...result('zero'), value: 0, min: 0, max: 0 }

  const { rest: withoutPeriod, period } = takePeriod(bare.replace(spelledOut, ' '))
  const rest = withoutPeriod.replace(unitWord, ' ')
  const figures = [...rest.matchAll(figurePattern)].map((match) => figureOf(match[1] as string, match[2]))
  if (!/[\p{L}\p{N}]/u.test(rest) && /^[\s.,:;()|-]*$/.test(rest)) return { ...result('blank'), period }
  if (rest.includes('%')) return { ...result('words'), period }
  if (figures.length === 0)
    return { ...result(hasLetters(rest) && !/\d/.test(rest) ? 'words' : 'noise'), period }

  const between = rest.replace(figurePattern, '#')
  const approximate = approximateWord.test(between)
  const isMin = between.search(minWord) >= 0
  const isMax = between.search(maxWord) >= 0
  const leftover = between.replace(approximateWords, ' ').replace(minWord, ' ').replace(maxWord, ' ').trim()
  return { ...classify(figures, leftover, { approximate, isMin, isMax }, period), period, figures }
}

function classify(
  figures: readonly number[],
  leftover: string,
  bound: { approximate: boolean; isMin: boolean; isMax: boolean },
  period: Period,
): QuantityReading {
  const [first, second] = figures as [number, number | undefined]
  const base = { approximate: bound.approximate, period, figures }
  if (figures.length === 2 && second !== undefined) {
    const isRange = /^#\s*(?:-|÷|~|den|toi)?\s*#$/u.test(leftover.replace(/\s+/g, ' '))
    const ranged = isRange && !/^#\s*#$/.test(leftover) && first < second
    if (ranged || (/^#\s*#$/.test(leftover) && bound.approximate && first < second))
      return {
        ...base,
        kind: period === 'month' ? 'inexact' : 'other-period',
        value: null,
        min: first,
        max: second,
      }
    return {
      ...base,
      kind: /^#\s*[/;,-]\s*#$/.test(leftover) ? 'several' : 'unclear',
      value: null,
      min: null,
      max: null,
    }
  }
  if (figures.length > 2) return { ...base, kind: 'unclear', value: null, min: null, max: null }
  const whole = Number.isInteger(first)
  const min = bound.isMax ? null : first
  const max = bound.isMin ? null : first
  if (/[^#\s.,:;()'"-]/.test(leftover)) {
    const kind = hasLetters(leftover) && !/[>¦›»«|\\{}[\]<]/.test(leftover) ? 'unclear' : 'noise'
    return { ...base, kind, value: kind === 'unclear' && whole ? first : null, min: null, max: null }
  }
  if (period !== 'month') return { ...base, kind: 'other-period', value: null, min, max }
  if (!whole) return { ...base, kind: 'unclear', value: null, min, max }
  const kind = bound.approximate || bound.isMin || bound.isMax ? 'inexact' : 'exact'
  return { ...base, kind, value: first, min, max }
}

function takePeriod(text: string): { rest: string; period: Period } {
  for (const [pattern, period] of periods) {
    const match = pattern.exec(text)
    // "6 tháng" is a period only beside another figure; alone it is "6 a month" with its slash lost.
    if (match && !(period === 'other' && !/\d/.test(text.replace(match[0], ' '))))
      return { rest: text.replace(match[0], ' '), period }
  }
  return { rest: text, period: 'month' }
}

function figureOf(digits: string, multiplier: string | undefined): number {
  const thousands = /^\d{1,3}(?:[., ]\d{3})+$/.test(digits)
  const factor = multiplier ? (multipliers[multiplier] ?? 1) : 1
  if (thousands && factor === 1) return Number(digits.replace(/[., ]/g, ''))
  // 1.2 times 1000 is 1200 only after rounding.
  return factor === 1
    ? Number(digits.replace(',', '.'))
    : Math.round(Number(digits.replace(',', '.')) * factor)
}

const hasLetters = (text: string) => /\p{L}{2,}/u.test(text)

/** Lower case without tones and hats, punctuation kept. */
const plain = (text: string) =>
  clean(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐðÐ]/g, 'd')
    .toLowerCase()

const result = (kind: QuantityReading['kind']): QuantityReading => ({
  kind,
  value: null,
  min: null,
  max: null,
  approximate: false,
  period: 'month',
  figures: [],
})
