import { PDFDocument, StandardFonts } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { transcribe } from '../../../src/reading/transcribe.ts'
import type { Line } from '../../../src/reading/transcript.ts'

/** A blank of dots with a value drawn over it as a text of its own, `raised` points above the dots. */
async function overTyped(value: string, raised: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  const page = document.addPage([595, 842])
  const draw = (text: string, x: number, y: number) => page.drawText(text, { x, y, size: 12, font })
  for (let row = 0; row < 6; row++) draw('Thong tin chung ve co quan duoc khao sat', 60, 700 - row * 20)
  draw('Dia chi:', 60, 500)
  draw('.'.repeat(120), 105, 500)
  draw(value, 130, 500 + raised)
  return await document.save()
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const seen = await transcribe(bytes)
  if ('problem' in seen) throw new Error(seen.problem.en)
  const lines = seen.transcript.pages.flatMap((page) => page.blocks) as Line[]
  return lines
    .map((line) => line.tokens.map((token) => (token.kind === 'word' ? token.text : '')).join(' '))
    .join('\n')
}

describe('A value typed over the dots of a finished PDF', () => {
  it.each([0, 1, 2])('%d points above the dots keeps its letters together', async (raised) => {
    const text = await textOf(await overTyped('So 5 Tran Phu, TP. Bac Giang, cntt@x.gov.vn', raised))
    expect(text).toMatch(/Dia chi: \.+ ?So 5 Tran Phu, TP\. Bac Giang, cntt@x\.gov\.vn ?\.*/)
  })

  it('leaves the dots where nothing lies over them', async () => {
    expect(await textOf(await overTyped('So 5 Tran Phu', -30))).toMatch(/Dia chi: \.{90,}/)
  })
})
