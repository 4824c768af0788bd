import { PDFDocument, rgb } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { openForRendering } from '../../../src/reading/pdf/render.ts'

describe('A page drawn from a PDF', () => {
  it('keeps its colours: the seal red, the pen blue', async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([100, 50])
    page.drawRectangle({ x: 0, y: 0, width: 50, height: 50, color: rgb(0.8, 0.1, 0.1) })
    page.drawRectangle({ x: 50, y: 0, width: 50, height: 50, color: rgb(0.1, 0.2, 0.6) })
    const drawn = await openForRendering(await pdf.save())
    const { data, width, channels } = await drawn.render(1, 72)
    drawn.close()
    const pixel = (x: number, y: number) => [
      ...data.slice((y * width + x) * channels, (y * width + x) * channels + 3),
    ]
    expect(pixel(25, 25)).toEqual([204, 26, 26])
    expect(pixel(75, 25)).toEqual([26, 51, 153])
  })
})
