import type { ScanReader } from '../pdf/transcribe-pdf.ts'
import { pictureOf } from '../picture.ts'
import type { Page, PagePicture } from '../transcript.ts'

/** Keeps the pictures of scanned pages for a person. */
export const readScan: ScanReader = async (scans, wantsPictures) => {
  const pages: Page[] = []
  const pictures: PagePicture[] = []
  for (const { number, render } of scans) {
    const bitmap = await render(150)
    pages.push({ number, width: bitmap.width, height: bitmap.height, blocks: [], marks: [] })
    if (wantsPictures) pictures.push(await pictureOf(bitmap, number))
  }
  return { pages, pictures, notes: [] }
}
