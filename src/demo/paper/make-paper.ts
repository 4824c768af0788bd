import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import type { QuestionId } from '../../survey/form.ts'
import type { FormAnswers } from '../forms/answers.ts'
import { type Random, randomFrom } from '../random.ts'
import { type MarkStyle, penOf } from './pen.ts'
import { type FillStyle, type PrintedForm, type PrintStyle, printForm } from './print-form.ts'
import { newSheet, paperWidth, toSvg, wrap, write, writeCentred } from './sheet.ts'
import { cleanScan, type Wear, wornPicture } from './wear.ts'

export interface PaperOptions {
  readonly wear?: Partial<Wear>
  readonly print?: Partial<PrintStyle>
  readonly pen?: string
  readonly marks?: readonly MarkStyle[]
  /** Share of the values written by hand, 0 to 1; without it all are typed. */
  readonly handwritten?: number
  readonly corrected?: readonly QuestionId[]
  readonly signed?: boolean
  /** Strength of the seal's ink, 0 for none. */
  readonly sealed?: number
  /** The body's dispatch stands before the form. */
  readonly dispatch?: boolean
  /** PNG for tests of a reader, JPEG as scanners write. */
  readonly format?: 'jpeg' | 'png'
}

export interface Paper {
  /** One picture file a page. */
  readonly pages: readonly Uint8Array[]
  readonly dpi: number
  readonly form: PrintedForm
  /** What a person reads on it. */
  readonly answers: FormAnswers
  readonly handwritten: ReadonlySet<QuestionId>
}

const printStyles = (random: Random): PrintStyle => {
  const face = random.pick(['tinos', 'tinos', 'tinos', 'dejavu-serif', 'dejavu-sans'] as const)
  const wide = face !== 'tinos'
  return {
    face,
    bold: wide ? face : 'tinos-bold',
    size: wide ? 10 + random.next() * 1.2 : 12 + random.next() * 2,
    margin: 50 + random.next() * 25,
    boxKind: random.pick(['square', 'square', 'thin', 'glyph', 'heavy'] as const),
    boxSide: random.chance(0.85) ? 'left' : 'right',
    leader: random.pick(['.', '.', '…', '_'] as const),
    ruleWidth: random.pick([0.4, 0.5, 0.8]),
    ruleColour: '#111',
    ruling: 'plain',
    breakBefore3: random.chance(0.4),
    signatureLines: true,
  }
}

/** Prints the form, fills it in by pen or type, signs, seals and scans it. The same seed gives the same paper. */
export async function makePaperForm(
  answers: FormAnswers,
  options: PaperOptions,
  seed: number,
): Promise<Paper> {
  const random = randomFrom(seed * 7919 + 13)
  const print = { ...printStyles(random), ...options.print }
  const habit = random.pick(
    options.marks ?? (['tick', 'tick', 'cross', 'cross', 'slash', 'overshoot', 'fill'] as const),
  )
  const handwritten = new Set<QuestionId>()
  const byHand = new Map<QuestionId, boolean>()
  const fill: FillStyle = {
    pen: penOf(random, options.pen),
    marks: () => (random.chance(0.8) ? habit : random.pick(options.marks ?? [habit])),
    handwritten: (id) => {
      const known = byHand.get(id) ?? random.chance(options.handwritten ?? 0)
      byHand.set(id, known)
      if (known) handwritten.add(id)
      return known
    },
    corrected: new Set(options.corrected ?? []),
    signed: options.signed ?? true,
    sealed: options.sealed ?? 0.7,
  }
  const form = printForm(answers, print, fill, random)
  const wear = { ...cleanScan, ...options.wear }
  const sheets = options.dispatch ? [dispatchSheet(answers, print), ...form.sheets] : form.sheets
  const pages: Uint8Array[] = []
  for (const sheet of sheets) {
    const { width, height, data } = await wornPicture(toSvg(sheet), wear, random)
    let picture = sharp(data, { raw: { width, height, channels: 3 } }).withMetadata({ density: wear.dpi })
    if (wear.colour !== 'colour') picture = picture.greyscale()
    const file =
      options.format === 'png' || wear.colour === 'black-white'
        ? picture.png(wear.colour === 'black-white' ? { palette: true, colours: 2 } : {})
        : picture.jpeg({ quality: wear.jpegQuality })
    pages.push(new Uint8Array(await file.toBuffer()))
  }
  return { pages, dpi: wear.dpi, form, answers, handwritten }
}

/** The body's covering letter. */
function dispatchSheet(answers: FormAnswers, { face, bold, margin }: PrintStyle) {
  const sheet = newSheet(margin + 10)
  const name = String(answers['agency.name'] ?? 'CƠ QUAN')
  writeCentred(sheet, name.toUpperCase().slice(0, 34), 165, 11, bold)
  writeCentred(sheet, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 420, 11, bold)
  sheet.y += 16
  writeCentred(sheet, 'Số: 845/VP-TTTH', 165, 12, face)
  writeCentred(sheet, 'Độc lập - Tự do - Hạnh phúc', 420, 12, bold)
  sheet.y += 60
  writeCentred(sheet, 'Kính gửi: Trung tâm Tin học, Văn phòng Chính phủ', paperWidth / 2, 13, face)
  sheet.y += 20
  const body = `Thực hiện Công văn số 121/TTTH-ATANTT của Trung tâm Tin học về việc khảo sát ứng dụng chữ ký số phục vụ gửi/nhận văn bản điện tử, ${name} xin gửi kèm Phiếu khảo sát. Trân trọng./.`
  for (const line of wrap(body, paperWidth - 2 * margin, 13, face)) {
    sheet.y += 20
    write(sheet, line, margin, 13, face)
  }
  return sheet
}

/** Puts the pictures (JPEG or PNG) into a PDF, a page each, as a scanner does. */
export async function toScanPdf(pages: readonly Uint8Array[], dpi: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (const bytes of pages) {
    const image = bytes[0] === 0xff ? await pdf.embedJpg(bytes) : await pdf.embedPng(bytes)
    const page = pdf.addPage([(image.width / dpi) * 72, (image.height / dpi) * 72])
    page.drawImage(image, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() })
  }
  return await pdf.save()
}
