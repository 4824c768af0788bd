import { expect, test } from 'vitest'
import { type FormAnswers, plausibleAnswers } from '../../../src/demo/forms/answers.ts'
import { boxStyles, makeWordForm, type WordFormOptions } from '../../../src/demo/forms/word.ts'
import { randomFrom } from '../../../src/demo/random.ts'
import { readDocument } from '../../../src/reading/read-document.ts'
import { agencies } from '../../../src/survey/agencies.ts'
import { type QuestionId, questions } from '../../../src/survey/form.ts'

/** What was read and differs from what was written, with whether a person is told. */
async function differences(answers: FormAnswers, options: WordFormOptions): Promise<string[]> {
  const { forms, problem } = await readDocument(await makeWordForm(answers, options))
  expect(problem).toBeNull()
  expect(forms).toHaveLength(1)
  return questions.flatMap(({ id, kind }) => {
    const read = forms[0]?.answers[id as QuestionId]
    const truth = answers[id as QuestionId] ?? (kind === 'tick' ? false : null)
    if (kind === 'presence' || read?.value === truth) return []
    return [`${id}: ${truth} read as ${read?.value}${read?.review ? '' : ', and nobody is told'}`]
  })
}

const variants: WordFormOptions[] = [
  {},
  { legacyFont: true },
  { boxesRight: true },
  { leaders: true, separators: { thousands: true } },
  { mark: 'X', legacyFont: true, leaders: true },
  { mark: '✓' },
]

test.each(boxStyles)('a form whose boxes are made as %s is read as it was filled in', async (boxes) => {
  for (const [index, options] of variants.entries()) {
    const random = randomFrom(1000 + index)
    const answers = plausibleAnswers(random.pick(agencies), random)
    expect(await differences(answers, { boxes, ...options }), JSON.stringify(options)).toEqual([])
  }
})

test('statements left out and rows marked twice are never answered without a person', async () => {
  const random = randomFrom(7)
  const answers = plausibleAnswers(random.pick(agencies), random)
  const options: WordFormOptions = {
    boxes: 'content-control',
    deleted: ['signing.adobePdf'],
    bothMarked: ['needs.mobile'],
  }
  const { forms } = await readDocument(await makeWordForm({ ...answers, 'signing.adobePdf': false }, options))
  expect(forms[0]?.answers['signing.adobePdf']).toMatchObject({ value: false })
  expect(forms[0]?.answers['needs.mobile']).toMatchObject({ value: null, review: true })
})
