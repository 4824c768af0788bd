import { describe, expect, it } from 'vitest'
import { type FormAnswers, plausibleAnswers } from '../../../src/demo/forms/answers.ts'
import { makePdfForm, type PdfFormOptions } from '../../../src/demo/forms/pdf.ts'
import { pdfBoxStyles } from '../../../src/demo/forms/pdf-boxes.ts'
import { randomFrom } from '../../../src/demo/random.ts'
import { readDocument } from '../../../src/reading/read-document.ts'
import { agencies } from '../../../src/survey/agencies.ts'
import type { QuestionId } from '../../../src/survey/form.ts'

/** Answers read from a form of these options, against what was filled in: wrong ones, and right ones left to a person. */
async function read(answers: FormAnswers, options: PdfFormOptions) {
  const reading = await readDocument(await makePdfForm(answers, options))
  expect(reading.problem).toBeNull()
  expect(reading.forms).toHaveLength(1)
  const wrong: string[] = []
  const review: string[] = []
  for (const [id, wanted] of Object.entries(answers) as [QuestionId, FormAnswers[QuestionId]][]) {
    const answer = reading.forms[0]?.answers[id]
    if (answer?.review) review.push(id)
    else if ((answer?.value ?? null) !== (wanted ?? null)) wrong.push(`${id}: ${answer?.value} for ${wanted}`)
  }
  return { reading, wrong, review }
}

const answersOf = (seed: number): FormAnswers => {
  const random = randomFrom(seed)
  return plausibleAnswers(random.pick(agencies), random)
}

describe('A PDF form is read whatever its boxes are made of', () => {
  it.each(pdfBoxStyles)('boxes as %s', async (boxes) => {
    for (const seed of [11, 12]) {
      expect(await read(answersOf(seed), { boxes })).toMatchObject({ wrong: [], review: [] })
    }
  })
})

describe('A PDF form is read whatever its table and text are like', () => {
  const variants: PdfFormOptions[] = [
    { mark: 'X' },
    { mark: '✓' },
    { mark: 'drawn' },
    { mark: 'ink' },
    { mark: 'button' },
    { rulings: 'sides' },
    { rulings: 'bars' },
    { rulings: 'narrow-bars' },
    { rulings: 'none' },
    { textFields: true, boxes: 'field' },
    { leaders: true },
    { shuffled: true },
    { serif: true, size: 12 },
    { size: 9 },
    { size: 14 },
    { rotate: 90 },
    { rotate: 180 },
    { rotate: 270 },
  ]
  it.each(variants)('%o', async (options) => {
    expect(await read(answersOf(21), options)).toMatchObject({ wrong: [], review: [] })
  })

  it('gives marks drawn beside an unruled table to a person, never a guess', async () => {
    const { wrong, review } = await read(answersOf(22), { rulings: 'none', mark: 'drawn' })
    expect(wrong).toEqual([])
    expect(review).toContain('needs.mobile')
  })

  it('gives a row with both cells marked to a person', async () => {
    const { reading } = await read(answersOf(23), { bothMarked: ['needs.mobile'] })
    expect(reading.forms[0]?.answers['needs.mobile']).toMatchObject({ value: null, review: true })
  })

  it('says that a page lying on its side was turned', async () => {
    const { reading } = await read(answersOf(24), { rotate: 90 })
    expect(reading.transcript?.notes).toContain('rotated')
    expect(reading.transcript?.pages[0]?.width).toBeCloseTo(595, 0)
  })
})

describe('The visible stamp of an electronic signature', () => {
  const signatureStamp = {
    signer: 'Văn phòng',
    email: 'vanphong@bo-b.example',
    organisation: 'Bộ B',
    time: '21.04.2017 16:40:12 +07:00',
  }
  it('is kept as evidence of the sender and is no answer', async () => {
    const { wrong, reading } = await read(answersOf(31), { signatureStamp })
    expect(wrong).toEqual([])
    expect(reading.transcript?.signatures).toEqual([
      {
        signer: 'Văn phòng',
        organisation: 'Bộ B',
        email: 'vanphong@bo-b.example',
        signedAt: '2017-04-21T16:40:12+07:00',
        source: 'stamp',
      },
    ])
    expect(reading.forms[0]?.answers['contact.email'].value).not.toBe('vanphong@bo-b.example')
  })
})
