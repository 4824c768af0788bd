import type { FormAnswers } from '../../src/demo/forms/answers.ts'
import { makePaperForm, type PaperOptions, toScanPdf } from '../../src/demo/paper/make-paper.ts'
import { markStyles } from '../../src/demo/paper/pen.ts'
import { type Random, randomFrom } from '../../src/demo/random.ts'
import type { QuestionId } from '../../src/survey/form.ts'

/** A document made for the measurement, and what a person reads on it. */
export interface Made {
  readonly bytes: Uint8Array
  readonly answers: FormAnswers
  readonly handwritten: ReadonlySet<QuestionId>
}

type Maker = (answers: FormAnswers, seed: number, random: Random) => Promise<Made>

const paper =
  (options: (random: Random) => PaperOptions): Maker =>
  async (answers, seed, random) => {
    const made = await makePaperForm(answers, options(random), seed)
    return { bytes: await toScanPdf(made.pages, made.dpi), answers, handwritten: made.handwritten }
  }

const skewed = (random: Random) => (random.next() - 0.5) * 3

/** One entry a kind of document. `held` seeds give other papers than those the reader was tuned on. */
export const kinds: Readonly<Record<string, Maker>> = {
  word: async (answers) => {
    const { makeWordForm } = await import('../../src/demo/forms/word.ts')
    return { bytes: await makeWordForm(answers), answers, handwritten: new Set() }
  },
  pdf: async (answers) => {
    const { makePdfForm } = await import('../../src/demo/forms/pdf.ts')
    return { bytes: await makePdfForm(answers), answers, handwritten: new Set() }
  },
  'scan 200': paper((random) => ({
    wear: { dpi: 200, colour: random.pick(['colour', 'grey']), skew: skewed(random) * 0.4 },
    dispatch: random.chance(0.2),
  })),
  'scan 300': paper((random) => ({
    wear: { dpi: 300, colour: random.pick(['colour', 'grey']), skew: skewed(random) },
  })),
  'scan 150': paper((random) => ({
    wear: { dpi: 150, colour: random.pick(['colour', 'grey']), skew: skewed(random), noise: 5 },
  })),
  fax: paper((random) => ({
    wear: { dpi: 200, colour: 'black-white', skew: skewed(random) * 0.5, noise: 8 },
    pen: random.pick(['#111', '#1a2f8f']),
  })),
  worn: paper((random) => ({
    wear: {
      dpi: random.pick([150, 200, 200, 300]),
      colour: random.pick(['colour', 'grey', 'grey']),
      skew: skewed(random) * 2,
      turn: random.pick([0, 0, 0, 90, 180, 270]),
      noise: 4 + random.next() * 14,
      fading: random.next() * 0.45,
      streaks: random.whole(0, 3),
      punchHoles: random.chance(0.5),
      blackBorder: random.chance(0.4),
      blur: 0.4 + random.next() * 0.6,
      jpegQuality: random.whole(45, 85),
      shadow: random.next() * 0.3,
    },
  })),
  'odd marks': paper((random) => {
    const colour = random.pick(['colour', 'grey', 'black-white'] as const)
    return {
      wear: { dpi: 200, colour, skew: skewed(random) * 0.5 },
      // A pale pencil leaves nothing in black and white, for people neither.
      marks: colour === 'black-white' ? markStyles.filter((style) => style !== 'faint') : markStyles,
      corrected: [random.pick(['signing.adobePdf', 'signing.microsoftWord'] as const)],
    }
  }),
  handwritten: paper((random) => ({
    wear: { dpi: 200, colour: random.pick(['colour', 'grey']), skew: skewed(random) * 0.4 },
    handwritten: 0.6,
  })),
  'scan 100': paper((random) => ({ wear: { dpi: 100, colour: 'grey', skew: skewed(random), noise: 4 } })),
  photo: paper((random) => ({
    wear: {
      dpi: 180,
      colour: 'colour',
      skew: skewed(random),
      perspective: 0.3 + random.next() * 0.7,
      shadow: random.next() * 0.7,
      noise: 6,
      blur: 0.7,
      jpegQuality: 70,
      turn: random.pick([0, 0, 90]),
    },
  })),
}

/** Answers for a measurement: plausible ones shaken, so that every mark and blank occurs in every state. */
export function shaken(answers: FormAnswers, seed: number): FormAnswers {
  const random = randomFrom(seed * 31 + 5)
  const mixed: Record<string, unknown> = { ...answers }
  for (const [id, value] of Object.entries(answers)) {
    if (typeof value === 'boolean') mixed[id] = random.chance(0.45)
    if (id.startsWith('needs.')) mixed[id] = random.pick(['yes', 'yes', 'no', 'no', null])
    if (
      typeof value === 'string' &&
      !id.startsWith('needs.') &&
      !id.startsWith('signed.') &&
      random.chance(0.1)
    )
      mixed[id] = null
  }
  const exchanged = mixed['frequency.exchanged'] === true
  mixed['frequency.sentPerMonth'] = exchanged && random.chance(0.85) ? random.whole(1, 2500) : null
  mixed['frequency.receivedPerMonth'] = exchanged && random.chance(0.85) ? random.whole(1, 4000) : null
  return mixed as FormAnswers
}
