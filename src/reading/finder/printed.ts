import { type HeadingId, headings, type QuestionId, questions } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'

/** A piece of printed wording long enough to be found by itself: a statement, a table row, a heading. */
export interface PrintedUnit {
  readonly id: UnitId
  readonly kind: 'statement' | 'need' | 'heading'
  readonly words: readonly PrintedWord[]
  /** Sum of the words' weights: what a perfect match scores. */
  readonly weight: number
  /** Sum over the words that tell the unit from its neighbours. */
  readonly distinctWeight: number
}

interface PrintedWord {
  readonly key: string
  readonly weight: number
  /** No other unit of the same kind in the same section has this word. */
  readonly distinct: boolean
}

export type UnitId = QuestionId | HeadingId

/** Telling words count more: "adobe" decides between two statements that share twelve other words. */
const distinctWeight = 2.5

/** The four words of the surveyor's name at the end of a heading count less: many write "đối với VPCP". */
const nameWeight = 0.5
const surveyorsName = fold('Văn phòng Chính phủ').split(' ')
const isOfName = (keys: readonly string[], index: number): boolean =>
  index >= keys.length - surveyorsName.length &&
  surveyorsName.every((key, at) => keys[keys.length - surveyorsName.length + at] === key)

export const statementIds = questions.filter(({ kind }) => kind === 'tick').map(({ id }) => id)
export const needIds = questions.filter(({ kind }) => kind === 'yesno').map(({ id }) => id)

const sources: readonly { id: UnitId; kind: PrintedUnit['kind']; keys: string[] }[] = [
  ...questions
    .filter(({ kind }) => kind === 'tick' || kind === 'yesno')
    .map(({ id, kind, label }) => ({
      id,
      kind: kind === 'tick' ? ('statement' as const) : ('need' as const),
      keys: fold(label).split(' '),
    })),
  ...headings.map(({ id, label }) => ({ id, kind: 'heading' as const, keys: fold(label).split(' ') })),
]

/** Every unit of the printed form, questions first, each group in printed order. */
export const printedUnits: readonly PrintedUnit[] = sources.map(({ id, kind, keys }) => {
  const others = sources.filter((other) => other.id !== id && other.kind === kind && kind !== 'heading')
  const words = keys.map((key, index) => {
    const distinct = !others.some((other) => other.keys.includes(key))
    const isTelling = distinct && kind !== 'heading'
    const isName = kind === 'heading' && isOfName(keys, index)
    return { key, distinct, weight: isTelling ? distinctWeight : isName ? nameWeight : 1 }
  })
  const sum = (chosen: readonly PrintedWord[]) => chosen.reduce((total, word) => total + word.weight, 0)
  return { id, kind, words, weight: sum(words), distinctWeight: sum(words.filter((word) => word.distinct)) }
})
