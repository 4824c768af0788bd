import type { Bitmap } from '../pdf/render.ts'
import type { ScanReader } from '../pdf/transcribe-pdf.ts'
import { pictureOf } from '../picture.ts'
import type { Page, PagePicture, TranscriptNote } from '../transcript.ts'
import { readPicture, sheetWidth } from './read-page.ts'
import { sheetsBeside } from './two-sheets.ts'

/** Dots per inch that pages are read at: lines of 13-point type are then as high as the recogniser wants them. */
const readingDpi = 200

/** Reads pages that are pictures: words, boxes with their ink, tables with their cells, seals and signatures. */
export const readScan: ScanReader = async (scans, wantsPictures) => {
  const pages: Page[] = []
  const pictures: PagePicture[] = []
  const notes = new Set<TranscriptNote>()
  for (const { number, render } of scans) {
    const { page, upright, turned } = await readPicture(await sheetsOf(render), number)
    pages.push(page)
    if (turned) notes.add('rotated')
    if (page.blocks.length === 0) notes.add('empty-page')
    if (wantsPictures) pictures.push(await pictureOf(upright, number))
  }
  return { pages, pictures, notes: [...notes] }
}

/** The sheet that a page shows, or the two that lie beside each other on it, in the resolution they are read at. */
async function sheetsOf(render: (dpi: number) => Promise<Bitmap>): Promise<readonly Bitmap[]> {
  const picture = await render(readingDpi)
  const sheets = sheetsBeside(picture)
  if (!sheets) return [picture]
  // A page of a PDF is as large as it says; a photograph is taken for one sheet, so each of two is too small.
  const larger = Math.min(Math.SQRT2, (2 * sheetWidth) / picture.width)
  return (larger > 1.1 && sheetsBeside(await render(readingDpi * larger))) || sheets
}
