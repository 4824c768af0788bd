import { describe, expect, it } from 'vitest'
import type { FormReading } from '../../../src/reading/document-reading.ts'
import { findForms } from '../../../src/reading/finder/find-forms.ts'
import { needIds, statementIds } from '../../../src/reading/finder/printed.ts'
import type { Block, Box, Line } from '../../../src/reading/transcript.ts'
import { type QuestionId, questionOf } from '../../../src/survey/form.ts'
import { example, type Writing, written } from './filled.ts'
import { document, line, table } from './paper.ts'

/** What counts as a mark beside other signs. */

const answersOf = (how: Partial<Writing>): FormReading['answers'] => {
  const { forms } = findForms(document(written(example, how)))
  expect(forms).toHaveLength(1)
  return (forms[0] as FormReading).answers
}
const label = (index: number): string => questionOf(needIds[index] as QuestionId).label

/** As the reader of Word gives the bullet of a list: bare ticks and full squares are everyday bullets. */
const bullet = (state: 'empty' | 'unclear'): Box => ({
  kind: 'box',
  state,
  confidence: state === 'unclear' ? 0.5 : 0.97,
  place: null,
  source: 'list-bullet',
  ...(state === 'unclear' ? { reason: 'style-only' } : {}),
})
const bulleted = (state: 'empty' | 'unclear', text: string): Line => ({
  kind: 'line',
  place: null,
  tokens: [bullet(state), ...line(text).tokens],
})
const expectTicks = (answers: FormReading['answers']) => {
  for (const [index, id] of statementIds.entries())
    expect([id, answers[id].value, answers[id].review]).toEqual([id, example.ticks[index], false])
}

describe('The bullets of a list', () => {
  it('are marks where others of the same list are empty boxes: the sender changed them', () => {
    expectTicks(answersOf({ statement: (text, ticked) => [bulleted(ticked ? 'unclear' : 'empty', text)] }))
  })

  it('are none that anybody can be sure of where all are alike', () => {
    const answers = answersOf({ statement: (text) => [bulleted('unclear', text)] })
    for (const id of statementIds) expect(answers[id].review).toBe(true)
  })

  it('are the mark of a cell that holds nothing else', () => {
    const cell = (on: boolean) => (on ? [bulleted('unclear', '')] : '')
    const needs = (yes: (index: number) => boolean, no: (index: number) => boolean) =>
      answersOf({
        needs: () => [
          table(
            ['STT', 'Nhu cầu', 'Có', 'Không'],
            ...needIds.map((_, index) => [
              String(index + 1),
              label(index),
              cell(yes(index)),
              cell(no(index)),
            ]),
          ),
        ],
      })
    const chosen = needs(
      (index) => example.needs[index] === 'yes',
      (index) => example.needs[index] === 'no',
    )
    for (const [index, id] of needIds.entries())
      expect([id, chosen[id].value, chosen[id].review]).toEqual([id, example.needs[index], false])
    const everywhere = needs(
      () => true,
      () => true,
    )
    for (const id of needIds) expect(everywhere[id]).toMatchObject({ value: null, review: true })
  })
})

describe('An x in brackets', () => {
  it.each([
    ['behind a statement', (text: string) => `☐ ${text} (x)`],
    ['before a statement', (text: string) => `☐ (x) ${text}`],
  ])('%s ticks its box', (_, ticked) => {
    expectTicks(answersOf({ statement: (text, on) => [on ? ticked(text) : `☐ ${text}`] }))
  })

  it('is a box of its own where no other is printed', () => {
    expectTicks(answersOf({ statement: (text, on) => [`(${on ? 'x' : ' '}) ${text}`] }))
  })
})

describe('Round buttons typed as signs', () => {
  it('are chosen where they have a dot', () => {
    const answers = answersOf({
      needs: ({ needs }) => [
        table(
          ['STT', 'Nhu cầu', 'Có', 'Không'],
          ...needIds.map((_, index) => [
            String(index + 1),
            label(index),
            needs[index] === 'yes' ? '◉' : '○',
            needs[index] === 'no' ? '◉' : '○',
          ]),
        ),
      ],
    })
    for (const [index, id] of needIds.entries())
      expect([id, answers[id].value, answers[id].review]).toEqual([id, example.needs[index], false])
  })
})

describe('A ring drawn by pen in a cell', () => {
  const cell = (source: 'measured' | 'cell'): Block[] => [
    {
      kind: 'line',
      place: null,
      tokens: [{ kind: 'box', source, state: 'empty', confidence: 0.96, place: null }],
    },
  ]
  const reviews = (yes: 'measured' | 'cell', no: 'measured' | 'cell') => {
    const answers = answersOf({
      needs: () => [
        table(
          ['STT', 'Nhu cầu', 'Có', 'Không'],
          ...needIds.map((_, index) => [String(index + 1), label(index), cell(yes), cell(no)]),
        ),
      ],
    })
    return needIds.map((id) => answers[id].review)
  }

  it('is no empty box: those are printed in both columns or in none', () => {
    expect(reviews('measured', 'cell')).toEqual([true, true, true, true])
    expect(reviews('measured', 'measured')).toEqual([false, false, false, false])
    expect(reviews('cell', 'cell')).toEqual([false, false, false, false])
  })
})
