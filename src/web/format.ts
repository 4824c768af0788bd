import { type Answer, type AnswerValue, reviewReasons } from '../survey/answers.ts'
import { type AnswerKind, type QuestionId, questionOf, questions } from '../survey/form.ts'
import type { Language } from './texts/languages.ts'
import type { Texts } from './texts/vi.ts'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function split(date: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]))
}

/** A time as people in Hà Nội write it: 25/04/2017 23:59. */
export function moment(date: Date | null): string {
  if (!date) return '–'
  const part = split(date)
  return `${part.day}/${part.month}/${part.year} ${part.hour}:${part.minute}`
}

const numbers = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') }

export function number(value: number, lang: Language): string {
  return numbers[lang].format(value)
}

export function percent(part: number, whole: number, lang: Language): string {
  if (whole === 0) return '–'
  const share = ((part / whole) * 100).toFixed(1)
  return `${lang === 'vi' ? share.replace('.', ',') : share}%`
}

export function bytes(size: number, lang: Language): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 ** 2) return `${number(Math.round(size / 1024), lang)} KB`
  return `${number(Math.round((size / 1024 ** 2) * 10) / 10, lang)} MB`
}

/** The question with this id, or null where an old record names one that the form no longer has. */
export function knownQuestion(id: string): QuestionId | null {
  return questions.find((question) => question.id === id)?.id ?? null
}

export function questionName(id: string, lang: Language): string {
  const known = knownQuestion(id)
  return known ? questionOf(known).short[lang] : id
}

/** What an agency wrote itself is Vietnamese; all other values are in words of ours. */
export const isOwnWords = (kind: AnswerKind): boolean => ['text', 'longtext', 'phone', 'email'].includes(kind)

/** A value in words; what an agency wrote stays as it is. */
export function valueText(kind: AnswerKind, value: unknown, t: Texts, lang: Language): string {
  if (value === null || value === undefined || value === '') return t.values.empty
  if (kind === 'tick') return value === true ? t.values.ticked : t.values.unticked
  if (kind === 'yesno') return value === 'yes' ? t.values.yes : t.values.no
  if (kind === 'presence')
    return value === 'present' ? t.values.present : value === 'absent' ? t.values.absent : t.values.unknown
  if (kind === 'number' && typeof value === 'number') return number(value, lang)
  if (kind === 'date' && typeof value === 'string') return value.split('-').reverse().join('/')
  return String(value)
}

/** What is known of an answer beside its value: null may be "both boxes marked" or "200 to 300", and not nothing. */
export interface SaidAnswer {
  readonly value: unknown
  readonly reason?: string | null
  readonly quantity?: Answer['quantity'] | null
}

/** What was said where there is no value for it, in words; null where nothing was, or the value says it. */
export function unvaluedText(
  { value, reason, quantity }: SaidAnswer,
  t: Texts,
  lang: Language,
): string | null {
  if (value !== null) return null
  if (reason === 'both-marked') return t.values.bothMarked
  const range = quantityText(quantity ?? null, t, lang)
  return range === null ? null : t.values.noExact(range)
}

export function answerText(kind: AnswerKind, said: SaidAnswer, t: Texts, lang: Language): string {
  return unvaluedText(said, t, lang) ?? valueText(kind, said.value, t, lang)
}

export function reasonText(reason: string | null, lang: Language): string {
  if (reason !== null && Object.hasOwn(reviewReasons, reason))
    return reviewReasons[reason as keyof typeof reviewReasons][lang]
  return reason ?? reviewReasons['low-confidence'][lang]
}

/** What a number's blank said beyond the exact figure; null where there is no more. */
export function quantityText(quantity: Answer['quantity'] | null, t: Texts, lang: Language): string | null {
  if (!quantity) return null
  const period = quantity.period === 'month' ? '' : `/${t.submission.periods[quantity.period]}`
  const { min, max } = quantity
  if (min !== null && max !== null && min !== max)
    return t.submission.range(number(min, lang), number(max, lang)) + period
  if (min === null || max === null)
    return `${min === null ? '≤' : '≥'} ${number(max ?? min ?? 0, lang)}${period}`
  if (!quantity.approximate && period === '') return null
  return `${quantity.approximate ? `${t.submission.approx} ` : ''}${number(min, lang)}${period}`
}

/**
 * What an officer typed, as a value of this kind: "1.200" is 1200, "20/4/2017" a day, "" nothing. Undefined where it is
 * none.
 */
export function typedValue(kind: AnswerKind, typed: string): AnswerValue | undefined {
  const text = typed.trim()
  if (kind === 'tick') return text === 'true' ? true : text === 'false' ? false : undefined
  if (kind === 'presence') return ['present', 'absent', 'unknown'].includes(text) ? text : undefined
  if (text === '') return null
  if (kind === 'yesno') return text === 'yes' || text === 'no' ? text : undefined
  if (kind === 'number') {
    const digits = /^\d{1,3}([. ,]\d{3})+$/.test(text) ? text.replace(/[. ,]/g, '') : text
    return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
  }
  if (kind === 'date') return typedDay(text)
  return text
}

function typedDay(text: string): string | undefined {
  const local = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)
  const iso = local ? `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}` : text
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}
