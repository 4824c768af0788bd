import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
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

/**
 * Whose language data a recogniser reads with, gzipped: nothing is downloaded.
 * - `office`: our own, made from `vie` by teaching it lines as Vietnamese offices write them (test/training).
 * - `vie`: Vietnamese as it comes from npm, the second opinion on words: what the two read alike is seldom wrong.
 * - `eng`: English from npm, the second opinion on figures and addresses. Of 144 telephone and other numbers in twelve
 *   typefaces `vie` misread 5 (ó for 6, ] for 1), English none.
 */
export type Language = 'office' | 'vie' | 'eng'

/** Of the sets in a package: that for the recogniser used here alone. The others hold the same network beside an old one. */
const set = '4.0.0_best_int'

const folderOf = (language: Language): string =>
  language === 'office'
    ? join(import.meta.dirname, 'language')
    : join(dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)), set)

const workers = new Map<Language, Promise<Tesseract.Worker>>()

/** One worker for the process and language, started when first needed: starting takes 0.3 s, a page a second. */
async function engine(language: Language): Promise<Tesseract.Worker> {
  const running = workers.get(language) ?? started(language)
  workers.set(language, running)
  return await running
}

async function started(language: Language): Promise<Tesseract.Worker> {
  const worker = await Tesseract.createWorker(language, Tesseract.OEM.LSTM_ONLY, {
    langPath: folderOf(language),
    gzip: true,
    cacheMethod: 'none',
    logger: () => {},
    errorHandler: () => {},
  })
  await worker.setParameters({
    tessedit_pageseg_mode: Tesseract.PSM.SINGLE_BLOCK,
    // White on black does not occur; trying it costs time on every badly read line.
    tessedit_do_invert: '0',
    user_defined_dpi: '200',
  })
  return worker
}

/** Ends the recognisers' threads, so that the process can end. */
export async function closeOcr(): Promise<void> {
  const running = [...workers.values()]
  workers.clear()
  for (const worker of running) await (await worker).terminate()
}

/** Words that a recogniser's thread is at work on. */
export interface Recognition {
  readonly words: Promise<SeenWord[]>
}

/** Hands a flattened picture to the recogniser. When it has it, the caller's thread is free for other work. */
export async function handedOver(picture: Plane): Promise<Recognition> {
  return await handedTo('office', picture, 1)
}

/**
 * Recognises a flattened picture half as large again, which is read otherwise where the letters are doubtful. Places are
 * those of `picture`.
 */
export async function recogniseAgain(picture: Plane, language: Language = 'office'): Promise<SeenWord[]> {
  return await (await handedTo(language, picture, enlarged)).words
}

const enlarged = 1.5

/**
 * The picture, `scale` times as large, as a PNG that is not compressed: unpacking one that is took the recogniser 13 % of
 * a page's time, a PGM, which it reads byte by byte, 2 %.
 */
async function pngOf({ width, height, data }: Plane, scale: number): Promise<Buffer> {
  const picture = sharp(data, { raw: { width, height, channels: 1 } })
  if (scale !== 1) picture.resize({ width: Math.round(width * scale), kernel: 'cubic' })
  return await picture.toColourspace('b-w').png({ compressionLevel: 0 }).toBuffer()
}

/** The Icelandic Ð looks like the Đ of every statement. */
const asVietnamese = (text: string): string => text.normalize('NFC').replaceAll('Ð', 'Đ').replaceAll('ð', 'đ')

async function handedTo(language: Language, picture: Plane, scale: number): Promise<Recognition> {
  const tesseract = await engine(language)
  const result = tesseract.recognize(await pngOf(picture, scale), {}, { tsv: true, text: false })
  // The picture is sent in turns of the loop that work begun now would hold up.
  await setImmediate()
  return { words: result.then(({ data }) => wordsIn(data.tsv ?? '', scale)) }
}

/** What the first field of a row of TSV tells it is of. */
const level = { line: '4', word: '5' } as const

/**
 * The words of a result in TSV. Of all forms of a result it is the one soonest made: the tree of blocks holds what else
 * each letter may be, 640 KB for a page, and took 5 % of a page's time.
 */
function wordsIn(tsv: string, scale: number): SeenWord[] {
  const words: SeenWord[] = []
  let line = 0
  for (const row of tsv.split('\n')) {
    const [kind, , , , , , x, y, width, height, confidence, text = ''] = row.split('\t')
    if (kind === level.line) line++
    if (kind !== level.word || text.trim() === '') continue
    words.push({
      text: asVietnamese(text),
      // Whole hundredths, so that a confidence printed is the one that counted.
      confidence: Math.max(0, Math.min(1, Math.floor(Number(confidence)) / 100)),
      place: {
        x: Number(x) / scale,
        y: Number(y) / scale,
        width: Number(width) / scale,
        height: Number(height) / scale,
      },
      line,
    })
  }
  return words
}
