import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import Tesseract from 'tesseract.js'
import type { Rectangle } from '../../survey/answers.ts'
import type { Plane } from './bitmap.ts'

/** A word as recognised: pixels of the picture, confidence 0 to 1. */
export interface SeenWord {
  readonly text: string
  readonly confidence: number
  readonly place: Rectangle
  /** The line it was recognised in: words of one line share the number. */
  readonly line: number
}

const require = createRequire(import.meta.url)
/** The language data lies in its npm package, gzipped: nothing is downloaded. */
const data = join(dirname(require.resolve('@tesseract.js-data/vie/package.json')), '4.0.0')

let worker: Promise<Tesseract.Worker> | undefined

/** One worker for the process, started with the first picture: starting takes 0.3 s, a page a second. */
async function engine(): Promise<Tesseract.Worker> {
  worker ??= Tesseract.createWorker('vie', Tesseract.OEM.LSTM_ONLY, {
    langPath: data,
    gzip: true,
    cacheMethod: 'none',
    logger: () => {},
    errorHandler: () => {},
  })
  return await worker
}

/** Ends the recogniser's thread, so that the process can end. */
export async function closeOcr(): Promise<void> {
  const running = worker
  worker = undefined
  await (await running)?.terminate()
}

/** Recognises the words of a flattened picture. `digitsOnly` reads nothing but figures, for a second opinion. */
export async function recognise(
  picture: Plane,
  options: { digitsOnly?: boolean; line?: boolean } = {},
): Promise<SeenWord[]> {
  const png = await sharp(picture.data, {
    raw: { width: picture.width, height: picture.height, channels: 1 },
  })
    .png({ compressionLevel: 1 })
    .toBuffer()
  const tesseract = await engine()
  await tesseract.setParameters({
    tessedit_pageseg_mode: options.line ? Tesseract.PSM.SINGLE_LINE : Tesseract.PSM.SINGLE_BLOCK,
    tessedit_char_whitelist: options.digitsOnly ? '0123456789.,-' : '',
    // White on black does not occur; trying it costs time on every badly read line.
    tessedit_do_invert: '0',
    user_defined_dpi: '200',
  })
  const { data } = await tesseract.recognize(png, {}, { blocks: true, text: false })
  const words: SeenWord[] = []
  let line = 0
  for (const block of data.blocks ?? [])
    for (const paragraph of block.paragraphs)
      for (const { words: seen } of paragraph.lines) {
        line++
        for (const { text, confidence, bbox } of seen)
          if (text.trim() !== '')
            words.push({
              text: text.normalize('NFC'),
              confidence: Math.max(0, Math.min(1, confidence / 100)),
              place: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
              line,
            })
      }
  return words
}
