import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { createWorker, OEM } from 'tesseract.js'
import { openClosedRoom } from '../../src/closed-room/closed-room.ts'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeScan } from '../../src/demo/forms/scan.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { openForRendering } from '../../src/reading/pdf/render.ts'
import { readDocument } from '../../src/reading/read-document.ts'
import { closeOcr } from '../../src/reading/scan/ocr.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { type Bench, duel, ms } from './measure.ts'

const dpi = 200
/** The work on the pixels takes twice as long on the first page as on the sixth, when its code is compiled. */
const rounds = 10

/** Reading a two-page scan to its answers, against plain recognition of both whole pages by the same library. */
export const bench: Bench = {
  name: 'Reading a two-page scan of 200 dpi (peer: tesseract.js on the whole pages; one reader process)',
  missing: () => null,
  async run(progress) {
    const scan = await makeScan(plausibleAnswers(agencyOf('nghe-an') as Agency, randomFrom(9)), { seed: 12 })
    const pages = await picturesOf(scan)
    const langPath = join(
      dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json')),
      '4.0.0_best_int',
    )
    const plain = await createWorker('vie', OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true })
    progress('reading against plain OCR')
    const { ours, peer } = await duel(
      rounds,
      () => readDocument(scan),
      async () => {
        for (const page of pages) await plain.recognize(page)
      },
    )
    await plain.terminate()
    await closeOcr()

    progress('one and two reader processes')
    const one = await throughput(scan, 1)
    const two = await throughput(scan, 2)
    return [
      {
        what: `${pages.length} pages to answers`,
        ours: ms(ours),
        peer: ms(peer),
        ratio: ours / peer,
        bound: { atMost: 1.3 },
      },
      {
        what: 'documents a minute, two readers against one',
        ours: two.perMinute.toFixed(1),
        peer: one.perMinute.toFixed(1),
        ratio: two.perMinute / one.perMinute,
        bound: { atLeast: 1.7 },
      },
      { what: 'peak memory of a reader', ours: `${two.peakMb} MB`, peer: '', ratio: null, bound: null },
    ]
  },
}

async function picturesOf(pdf: Uint8Array): Promise<Buffer[]> {
  const document = await openForRendering(pdf)
  const pictures: Buffer[] = []
  for (let page = 1; page <= document.pageCount; page++) {
    const { data, width, height, channels } = await document.render(page, dpi)
    pictures.push(
      await sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 1 }).toBuffer(),
    )
  }
  document.close()
  return pictures
}

async function throughput(scan: Uint8Array, size: number): Promise<{ perMinute: number; peakMb: number }> {
  const room = openClosedRoom({ size, memoryMb: 2048, timeoutMs: 120_000, office: null })
  // The first document of a child loads the language data, and its first pages take twice as long as its sixth.
  await Promise.all(Array.from({ length: 3 * size }, () => room.run('read-document', scan)))
  const count = 8
  const start = performance.now()
  const outcomes = await Promise.all(Array.from({ length: count }, () => room.run('read-document', scan)))
  const minutes = (performance.now() - start) / 60_000
  await room.close()
  return {
    perMinute: count / minutes,
    peakMb: Math.max(...outcomes.map(({ peakMemoryMb }) => peakMemoryMb ?? 0)),
  }
}
