import type { ScanReader } from '../pdf/transcribe-pdf.ts'
import { pictureOf } from '../picture.ts'
import type { Page, PagePicture, TranscriptNote } from '../transcript.ts'
import { readPicture } from './read-page.ts'

/** Dots per inch that pages are read at: lines of 13-point type are then as high as the recogniser wants them. */
const readingDpi = 200

/** Reads pages that are pictures: words, boxes with their ink, tables with their cells, seals and signatures. */
export const readScan: ScanReader = async (scans, wantsPictures) => {
  const pages: Page[] = []
  const pictures: PagePicture[] = []
  const notes = new Set<TranscriptNote>()
  for (const { number, render } of scans) {
    const { page, upright, turned } = await readPicture(await render(readingDpi), number)
    pages.push(page)
    if (turned) notes.add('rotated')
    if (page.blocks.length === 0) notes.add('empty-page')
    if (wantsPictures) pictures.push(await pictureOf(upright, number))
  }
  return { pages, pictures, notes: [...notes] }
}
