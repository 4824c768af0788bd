import { expect, it, vi } from 'vitest'
import { plausibleAnswers } from '../../../src/demo/forms/answers.ts'
import { makeScan } from '../../../src/demo/forms/scan.ts'
import { randomFrom } from '../../../src/demo/random.ts'
import { transcribePdf } from '../../../src/reading/pdf/transcribe-pdf.ts'
import { type Agency, agencyOf } from '../../../src/survey/agencies.ts'

it('A scan is unpacked once, by the library that draws it, and pdf.js tells only where it lies', async () => {
  const { ImageDecoder } = globalThis as unknown as { ImageDecoder: { prototype: { decode(): unknown } } }
  const leftOut = vi.spyOn(ImageDecoder.prototype, 'decode')
  const scan = await makeScan(plausibleAnswers(agencyOf('nghe-an') as Agency, randomFrom(3)), { seed: 3 })
  const drawn: number[] = []
  await transcribePdf(scan, {
    pictures: false,
    passwords: [],
    readScan: async (pages) => {
      for (const { number, render } of pages) if ((await render(50)).width > 0) drawn.push(number)
      return { pages: [], pictures: [], notes: [] }
    },
  })
  expect(drawn).toEqual([1, 2])
  expect(leftOut).toHaveBeenCalledTimes(2)
})
