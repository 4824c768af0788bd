import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { type FormAnswers, plausibleAnswers } from '../../../src/demo/forms/answers.ts'
import {
  makePaperForm,
  type Paper,
  type PaperOptions,
  toScanPdf,
} from '../../../src/demo/paper/make-paper.ts'
import { randomFrom } from '../../../src/demo/random.ts'
import { readDocument } from '../../../src/reading/read-document.ts'
import { agencies } from '../../../src/survey/agencies.ts'
import type { Answer } from '../../../src/survey/answers.ts'
import { type QuestionId, questions } from '../../../src/survey/form.ts'

/** The print that most bodies use; tests of marks and wear change nothing else. */
const usual = {
  face: 'tinos',
  bold: 'tinos-bold',
  size: 13,
  margin: 60,
  boxKind: 'square',
  boxSide: 'left',
  leader: '.',
  ruleWidth: 0.5,
  ruleColour: '#111',
  ruling: 'plain',
  breakBefore3: true,
} as const

export interface Filled {
  readonly paper: Paper
  readonly answers: FormAnswers
}

/** A form of the body with this id on paper, every statement of 2 ticked or not in turn, `own` answers apart. */
export async function paperOf(
  id: string,
  options: PaperOptions = {},
  seed = 7,
  own: FormAnswers = {},
): Promise<Filled> {
  const agency = agencies.find((one) => one.id === id)
  if (!agency) throw new Error(`No body "${id}"`)
  const answers: FormAnswers = {
    ...plausibleAnswers(agency, randomFrom(seed)),
    'connection.internal': true,
    'connection.government': false,
    'signing.vsignPdf': true,
    'signing.adobePdf': false,
    'signing.microsoftWord': false,
    'signing.integrated': true,
    'signing.centralized': false,
    'frequency.exchanged': true,
    'frequency.sentPerMonth': 320,
    'frequency.receivedPerMonth': 1540,
    'needs.mobile': 'yes',
    'needs.crossAuthentication': 'no',
    'needs.signatureTraining': 'yes',
    'needs.securityTraining': 'no',
    suggestions: null,
    ...own,
  }
  const marks = options.marks ?? ['tick']
  return {
    paper: await makePaperForm(answers, { ...options, marks, print: { ...usual, ...options.print } }, seed),
    answers,
  }
}

export const scanOf = async ({ paper }: Filled): Promise<Uint8Array> =>
  await toScanPdf(paper.pages, paper.dpi)

/** One file of several papers' pages. */
export async function bound(...papers: readonly Filled[]): Promise<Uint8Array> {
  const whole = await PDFDocument.create()
  for (const filled of papers) {
    const part = await PDFDocument.load(await scanOf(filled))
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page)
  }
  return await whole.save()
}

/** Both pages copied beside each other on one sheet of A3. */
export async function besideEachOther({ paper }: Filled): Promise<Uint8Array> {
  const { width, height } = await sharp(paper.pages[0]).metadata()
  const pages = paper.pages
    .slice(0, 2)
    .map((input, index) => ({ input: Buffer.from(input), left: index * width, top: 0 }))
  const sheet = { width: 2 * width, height, channels: 3, background: '#fff' } as const
  return await sharp({ create: sheet }).composite(pages).jpeg({ quality: 85 }).toBuffer()
}

/** The first page as a fax machine of standard resolution keeps it: 204 dots an inch across and 98 down. */
export async function standardFaxOf({ paper }: Filled): Promise<Uint8Array> {
  const page = sharp(paper.pages[0])
  const { width, height } = await page.metadata()
  const [across, down] = [204 / paper.dpi, 98 / paper.dpi]
  return await page
    .resize({ width: Math.round(width * across), height: Math.round(height * down), fit: 'fill' })
    .greyscale()
    .threshold(170)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 204 / 25.4, yres: 98 / 25.4 })
    .toBuffer()
}

/** The first form of the file, which must be there. */
export async function readForm(bytes: Uint8Array): Promise<Record<QuestionId, Answer>> {
  const { forms } = await readDocument(bytes)
  const [form] = forms
  if (!form) throw new Error('No form was found')
  return form.answers as Record<QuestionId, Answer>
}

const isMark = (id: QuestionId): boolean => /^(connection|signing|needs)\.|^frequency\.exchanged$/.test(id)
export const markIds = questions.map(({ id }) => id).filter(isMark)

/** Answers that are wrong without being given to a person: there must be none. */
export const silentErrors = (read: Record<QuestionId, Answer>, truth: FormAnswers): QuestionId[] =>
  questions
    .filter(({ id, kind }) => kind !== 'presence' && !read[id].review)
    .map(({ id }) => id)
    .filter(
      (id) =>
        (read[id].value ?? null) !== (truth[id] ?? null) && !(isMark(id) && !read[id].value && !truth[id]),
    )

/** Marks that are right and need nobody's look. */
export const sureMarks = (read: Record<QuestionId, Answer>, truth: FormAnswers): QuestionId[] =>
  markIds.filter((id) => !read[id].review && read[id].value === truth[id])
