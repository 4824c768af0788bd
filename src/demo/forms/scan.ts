import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'
import { PDFDocument } from 'pdf-lib'
import { makePaperForm, type PaperOptions, toScanPdf } from '../paper/make-paper.ts'
import { type Random, randomFrom } from '../random.ts'
import type { FormAnswers } from './answers.ts'

/** The visible stamp that a signing tool puts over a page. */
interface Stamp {
  readonly signer: string
  readonly email: string
  readonly organisation: string
  readonly time: string
}

export interface ScanOptions {
  readonly seed: number
  readonly dispatch?: boolean
  readonly stamp?: Stamp
  /** Everything on the form is written by hand. */
  readonly handwritten?: boolean
  readonly handwrittenFigures?: boolean
}

/** A scanner as it stands in an office: mostly 200 dpi in colour, a little askew. */
const wearOf = (random: Random): NonNullable<PaperOptions['wear']> => ({
  dpi: random.pick([150, 200, 200, 300]),
  colour: random.pick(['colour', 'colour', 'grey']),
  skew: (random.next() - 0.5) * 1.6,
  noise: 2 + 3 * random.next(),
  punchHoles: random.chance(0.2),
})

/** A form printed, ticked by pen, signed, sealed and scanned into a PDF. */
export async function makeScan(answers: FormAnswers, options: ScanOptions): Promise<Uint8Array> {
  const random = randomFrom(options.seed)
  const paper = await makePaperForm(
    answers,
    {
      wear: wearOf(random),
      dispatch: options.dispatch ?? false,
      handwritten: options.handwritten ? 1 : options.handwrittenFigures ? 0.3 : 0,
    },
    options.seed,
  )
  const pdf = await toScanPdf(paper.pages, paper.dpi)
  return options.stamp ? await withStamp(pdf, options.stamp) : pdf
}

/** Pages photographed by telephone: slanted, in shade. */
export async function makePhotos(answers: FormAnswers, seed: number): Promise<readonly Uint8Array[]> {
  const paper = await makePaperForm(
    answers,
    { wear: { dpi: 200, colour: 'colour', perspective: 0.4, shadow: 0.5, noise: 4 }, format: 'jpeg' },
    seed,
  )
  return paper.pages
}

/** A dispatch alone, without the form. */
export async function makeLetterScan(name: string, seed: number): Promise<Uint8Array> {
  const paper = await makePaperForm({ 'agency.name': name }, { dispatch: true, wear: { dpi: 150 } }, seed)
  return await toScanPdf(paper.pages.slice(0, 1), paper.dpi)
}

async function withStamp(pdf: Uint8Array, stamp: Stamp): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf)
  document.registerFontkit(fontkit)
  const file = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
  const font = await document.embedFont(await readFile(file), { subset: true })
  const page = document.getPages()[0]
  const lines = [
    `Người ký: ${stamp.signer}`,
    `Email: ${stamp.email}`,
    `Cơ quan: ${stamp.organisation}`,
    `Thời gian ký: ${stamp.time}`,
  ]
  for (const [index, line] of lines.entries()) {
    page?.drawText(line, { x: 330, y: 800 - index * 11, size: 8, font })
  }
  return await document.save()
}
