import sharp from 'sharp'
import type { Rectangle } from '../../survey/answers.ts'
import type { Block, Page, PagePicture } from '../transcript.ts'

const colours = { empty: '#0a0', ticked: '#e00', unclear: '#f80' }

/** Draws what was read over the page's picture, to look at: words grey, boxes and cells by state, marks blue. PNG. */
export async function drawTranscript(picture: PagePicture, page: Page): Promise<Uint8Array> {
  const scale = picture.width / (page.width ?? picture.width)
  const frame = ({ x, y, width, height }: Rectangle, colour: string, line: number) =>
    `<rect x="${x * scale}" y="${y * scale}" width="${width * scale}" height="${height * scale}" fill="none" stroke="${colour}" stroke-width="${line}"/>`
  const drawn: string[] = []
  const visit = (block: Block): void => {
    if (block.kind === 'table') {
      for (const { cells } of block.rows)
        for (const cell of cells) {
          if (cell.place) drawn.push(frame(cell.place, '#90c', 1))
          cell.blocks.forEach(visit)
        }
      return
    }
    for (const token of block.tokens) {
      if (!token.place) continue
      if (token.kind === 'word')
        drawn.push(frame(token.place, token.handwritten ? '#06f' : '#aaa', token.handwritten ? 3 : 1))
      else drawn.push(frame(token.place, colours[token.state], token.source === 'cell' ? 3 : 4))
    }
  }
  page.blocks.forEach(visit)
  for (const { place, kind } of page.marks)
    if (place) drawn.push(frame(place, kind === 'seal' ? '#c06' : '#09c', 3))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${picture.height}">${drawn.join('')}</svg>`
  const overlay = await sharp(Buffer.from(svg))
    .resize(picture.width, picture.height, { fit: 'fill' })
    .png()
    .toBuffer()
  const bytes = await sharp(picture.bytes)
    .composite([{ input: overlay }])
    .png()
    .toBuffer()
  return new Uint8Array(bytes)
}
