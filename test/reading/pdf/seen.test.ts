import fontkit from '@pdf-lib/fontkit'
import { type PDFDict, PDFDocument, PDFName, PDFOperator, PDFOperatorNames, type PDFPage, rgb } from 'pdf-lib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type FormAnswers, plausibleAnswers } from '../../../src/demo/forms/answers.ts'
import { makePdfForm } from '../../../src/demo/forms/pdf.ts'
import { inkStroke } from '../../../src/demo/forms/pdf-boxes.ts'
import { randomFrom } from '../../../src/demo/random.ts'
import { readDocument } from '../../../src/reading/read-document.ts'
import { agencies } from '../../../src/survey/agencies.ts'
import type { Answers, Rectangle } from '../../../src/survey/answers.ts'

/** What counts of a PDF is what a person sees on it, not what its file holds. */

const random = randomFrom(31)
const filled: FormAnswers = {
  ...plausibleAnswers(random.pick(agencies), random),
  'contact.name': 'Trần Thị Hoa',
  'signing.adobePdf': false,
  'signing.microsoftWord': true,
}

async function answersOf(bytes: Uint8Array): Promise<Answers> {
  const { forms, problem } = await readDocument(bytes)
  expect(problem).toBeNull()
  expect(forms).toHaveLength(1)
  return (forms[0] as { answers: Answers }).answers
}

/** The form with drawn boxes, with what somebody drew on its first page, where the reader found an answer before. */
async function drawnOver(
  draw: (
    page: PDFPage,
    place: (id: keyof Answers) => Rectangle,
    document: PDFDocument,
  ) => Promise<void> | void,
): Promise<Answers> {
  const bytes = await makePdfForm(filled, { boxes: 'drawn-tick' })
  const before = await answersOf(bytes)
  const document = await PDFDocument.load(bytes)
  document.registerFontkit(fontkit)
  const page = document.getPage(0)
  const place = (id: keyof Answers): Rectangle => {
    const found = before[id].evidence.at(id.startsWith('signing') ? -1 : 0)?.place
    if (!found) throw new Error(`No place of ${id}`)
    // From the page's top to PDF's bottom.
    return { ...found, y: page.getHeight() - found.y - found.height }
  }
  await draw(page, place, document)
  return await answersOf(await document.save())
}

describe('Of a PDF only what is seen counts', () => {
  it('a value covered by a white patch is gone, and the one typed over it is read', async () => {
    const answers = await drawnOver((page, place) => {
      const { x, y, width, height } = place('contact.name')
      page.drawRectangle({ x: x - 1, y: y - 2, width: width + 4, height: height + 4, color: rgb(1, 1, 1) })
      page.drawText('Le Van An', { x, y: y + 3, size: 10 })
    })
    expect(answers['contact.name'].value).toBe('Le Van An')
  })

  it('a tick in white ink is none', async () => {
    const answers = await drawnOver((page, place) => {
      const { x, y } = place('signing.adobePdf')
      page.drawText('x', { x: x + 2, y: y + 2, size: 10, color: rgb(1, 1, 1) })
    })
    expect(answers['signing.adobePdf']).toMatchObject({ value: false, review: false })
  })

  it('a note of the printer beyond the edge of the page is none', async () => {
    const answers = await drawnOver((page) => {
      page.drawText('in thu trang 1', { x: -30, y: -20, size: 8 })
      page.drawText('phieu khao sat', { x: 60, y: -20, size: 8 })
      page.setMediaBox(-42, -42, page.getWidth() + 84, page.getHeight() + 84)
      page.setCropBox(0, 0, page.getWidth() - 84, page.getHeight() - 84)
    })
    expect(answers.suggestions).toMatchObject({ value: filled.suggestions, review: false })
    expect(answers['signing.microsoftWord']).toMatchObject({ value: true, review: false })
  })

  it('a picture of a tick on a box is a tick', async () => {
    const tick = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#164a16' } })
      .png()
      .toBuffer()
    const answers = await drawnOver(async (page, place, document) => {
      const { x, y, width, height } = place('signing.adobePdf')
      const picture = await document.embedPng(tick)
      page.drawImage(picture, { x: x + 1, y: y + 1, width: width - 2, height: height - 2 })
    })
    expect(answers['signing.adobePdf']).toMatchObject({ value: true, review: false })
  })

  it('a sign nobody knows in a box is for a person', async () => {
    const answers = await drawnOver((page, place) => {
      const { x, y } = place('signing.adobePdf')
      page.drawText('o', { x: x + 2, y: y + 2, size: 9 })
    })
    expect(answers['signing.adobePdf'].review).toBe(true)
  })

  it('a tick scribbled over is taken back, so a person decides', async () => {
    const answers = await drawnOver((page, place) => {
      const { x, y, width, height } = place('signing.microsoftWord')
      for (let at = 0; at < 7; at++)
        page.drawLine({
          start: { x: x + 1, y: y + 1 + (at * height) / 8 },
          end: { x: x + width - 1, y: y + height - 1 - (at * height) / 8 },
          thickness: 0.8,
        })
    })
    expect(answers['signing.microsoftWord']).toMatchObject({ review: true, reason: 'struck-out' })
  })

  it('a statement struck through by one long line is for a person, ticked or not', async () => {
    const answers = await drawnOver((page, place) => {
      const { y, height } = place('signing.microsoftWord')
      page.drawLine({
        start: { x: 80, y: y + height * 0.45 },
        end: { x: 540, y: y + height * 0.45 },
        thickness: 0.8,
      })
    })
    expect(answers['signing.microsoftWord'].review).toBe(true)
  })

  const highlight = (page: PDFPage, document: PDFDocument, { x, y, height }: Rectangle) => {
    const Rect = [x + 12, y - 1, x + 250, y + height]
    const [left, bottom, right, top] = Rect as [number, number, number, number]
    const QuadPoints = [left, top, right, top, left, bottom, right, bottom]
    const note = { Type: 'Annot', Subtype: 'Highlight', Rect, QuadPoints, C: [1, 1, 0] }
    page.node.addAnnot(document.context.register(document.context.obj(note)))
  }

  it('a highlighter says nothing against a tick, and something of an empty box', async () => {
    const ticked = await drawnOver((page, place, document) =>
      highlight(page, document, place('signing.microsoftWord')),
    )
    expect(ticked['signing.microsoftWord']).toMatchObject({ value: true, review: false })
    const empty = await drawnOver((page, place, document) =>
      highlight(page, document, place('signing.adobePdf')),
    )
    expect(empty['signing.adobePdf'].review).toBe(true)
  })

  it('a tall tick is that of its own box, also where its tip reaches into the statement above', async () => {
    const tall = (id: 'signing.microsoftWord' | 'signing.adobePdf', reach: number) =>
      drawnOver((page, place, document) => {
        const { x, y, width, height } = place(id)
        const points = [
          [x + 1, y + 5],
          [x + 4, y + 1],
          [x + width + 8, y + height + reach],
        ] as const
        inkStroke({ document, page } as Parameters<typeof inkStroke>[0], points)
      })
    const answers = await tall('signing.microsoftWord', 6)
    expect(answers['signing.microsoftWord']).toMatchObject({ value: true, review: false })
    expect(answers['signing.adobePdf']).toMatchObject({ value: false, review: false })
    const wild = await tall('signing.microsoftWord', 24)
    expect(wild['signing.adobePdf'].review).toBe(true)
  })

  it('ticks on a layer that is switched off are not there', async () => {
    const answers = await drawnOver((page, place, document) => {
      const { x, y } = place('signing.adobePdf')
      const layer = document.context.register(document.context.obj({ Type: 'OCG', Name: 'Nhap' }))
      document.catalog.set(
        PDFName.of('OCProperties'),
        document.context.obj({ OCGs: [layer], D: { OFF: [layer], Order: [layer] } }),
      )
      const resources = page.node.Resources() as PDFDict
      resources.set(PDFName.of('Properties'), document.context.obj({ MC0: layer }))
      page.pushOperators(
        PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of('OC'), PDFName.of('MC0')]),
      )
      page.drawText('x', { x: x + 2, y: y + 2, size: 10 })
      page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent))
    })
    expect(answers['signing.adobePdf']).toMatchObject({ value: false, review: false })
  })
})

describe('Two pages printed side by side on one sheet', () => {
  it('are read one after the other', async () => {
    const single = await PDFDocument.load(await makePdfForm(filled))
    const sheet = await PDFDocument.create()
    const page = sheet.addPage([842, 595])
    for (const [index, part] of (await sheet.embedPages(single.getPages())).slice(0, 2).entries())
      page.drawPage(part, { x: index * 421, y: 0, width: 421, height: 595 })
    const answers = await answersOf(await sheet.save())
    const wrong = Object.entries(filled).filter(
      ([id, value]) =>
        answers[id as keyof Answers].value !== (value ?? null) || answers[id as keyof Answers].review,
    )
    expect(wrong.map(([id, value]) => [id, value, answers[id as keyof Answers]])).toEqual([])
  })
})

describe('Fields whose drawing the file leaves to the viewer', () => {
  it('are read by their value, and prompts that nobody typed over are none', async () => {
    const document = await PDFDocument.load(await makePdfForm(filled, { textFields: true }))
    const form = document.getForm()
    form.acroForm.dict.set(PDFName.of('NeedAppearances'), document.context.obj(true))
    for (const field of form.getFields())
      for (const widget of field.acroField.getWidgets()) widget.dict.delete(PDFName.of('AP'))
    const answers = await answersOf(await document.save({ updateFieldAppearances: false }))
    expect(answers['agency.name']).toMatchObject({ value: filled['agency.name'], review: false })
    expect(answers['contact.name']).toMatchObject({ value: filled['contact.name'], review: false })
  })
})

describe('Fields printed into their page, with the frames that were drawn around them', () => {
  it('are read like fields: the frames are no table and no boxes', async () => {
    const document = await PDFDocument.load(await makePdfForm(filled, { textFields: true, boxes: 'field' }))
    document.getForm().flatten()
    const answers = await answersOf(await document.save())
    for (const [id, value] of Object.entries(filled) as [keyof Answers, unknown][])
      expect([id, answers[id].value, answers[id].review]).toEqual([id, value, false])
  })
})
