import type { Bitmap } from '../pdf/render.ts'
import type { Scan, ScanReader } from '../pdf/transcribe-pdf.ts'
import { pictureOf } from '../picture.ts'
import type { Page, PagePicture, TranscriptNote } from '../transcript.ts'
import { prepared, setUpright, sheetWidth } from './prepare-page.ts'
import { readPage, recognition } from './read-page.ts'
import { sheetsBeside } from './two-sheets.ts'

/** Dots per inch that pages are read at: lines of 13-point type are then as high as the recogniser wants them. */
const readingDpi = 200

/**
 * Reads pages that are pictures: words, boxes with their ink, tables with their cells, seals and signatures. While the
 * recogniser is at work on a page the next one is rendered, and no more: two readers side by side have two processors.
 */
export const readScan: ScanReader = async (scans, wantsPictures) => {
  const pages: Page[] = []
  const pictures: PagePicture[] = []
  const notes = new Set<TranscriptNote>()
  let coming = await sheetsOf(scans[0])
  for (const [at, { number }] of scans.entries()) {
    const ready = prepared(await setUpright(coming, number))
    const { words } = await recognition(ready)
    const [seen, next] = await Promise.all([words, sheetsOf(scans[at + 1])])
    const { page, upright, turned } = await readPage(ready, seen)
    coming = next
    pages.push(page)
    if (turned) notes.add('rotated')
    if (page.blocks.length === 0) notes.add('empty-page')
    if (wantsPictures) pictures.push(await pictureOf(upright, number))
  }
  return { pages, pictures, notes: [...notes] }
}

/** The sheet that a page shows (none where there is no such page), or the two that lie beside each other on it, in the resolution they are read at. */
async function sheetsOf(scan: Scan | undefined): Promise<readonly Bitmap[]> {
  if (!scan) return []
  const picture = await scan.render(readingDpi)
  const sheets = sheetsBeside(picture)
  if (!sheets) return [picture]
  // A page of a PDF is as large as it says; a photograph is taken for one sheet, so each of two is too small.
  const larger = Math.min(Math.SQRT2, (2 * sheetWidth) / picture.width)
  return (larger > 1.1 && sheetsBeside(await scan.render(readingDpi * larger))) || sheets
}
