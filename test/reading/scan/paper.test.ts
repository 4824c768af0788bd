import { afterAll, describe, expect, it } from 'vitest'
import type { PaperOptions } from '../../../src/demo/paper/make-paper.ts'
import type { FormReading } from '../../../src/reading/document-reading.ts'
import { readDocument } from '../../../src/reading/read-document.ts'
import { closeOcr } from '../../../src/reading/scan/ocr.ts'
import { findAgency } from '../../../src/survey/agency-names/find.ts'
import {
  besideEachOther,
  bound,
  markIds,
  paperOf,
  readForm,
  scanOf,
  silentErrors,
  standardFaxOf,
  sureMarks,
} from './papers.ts'

afterAll(closeOcr)

describe('A scanned form', () => {
  it('of 200 dpi is read whole: marks, typed values, signer and seal', async () => {
    // Brackets are higher than figures and hang below them, and are no handwriting for that.
    const own = { 'agency.phone': '(0238) 3844 926' }
    const filled = await paperOf('nghe-an', { wear: { dpi: 200, skew: 0.6 } }, 7, own)
    const read = await readForm(await scanOf(filled))
    expect(sureMarks(read, filled.answers)).toEqual(markIds)
    for (const id of [
      'agency.name',
      'agency.address',
      'agency.phone',
      'contact.name',
      'contact.phone',
      'signed.date',
    ] as const)
      expect(read[id], id).toMatchObject({ value: filled.answers[id], review: false })
    expect(read['frequency.receivedPerMonth']).toMatchObject({ value: 1540, review: false })
    expect(read['signed.title'].value).toBe(filled.answers['signed.title'])
    expect(read['signed.name'].value).toBe(filled.answers['signed.name'])
    expect(read['signed.stamp'].value).toBe('present')
  })

  it.each([
    ['nghe-an', 3, 'colour'],
    ['bo-y-te', 8, 'colour'],
    ['lao-cai', 21, 'grey'],
  ] as const)('of %s names its signer under a strong seal and a signature', async (id, seed, colour) => {
    const wear = { dpi: 200, colour }
    const filled = await paperOf(id, { wear, sealed: 0.9, signed: true, pen: '#111' }, seed)
    const read = await readForm(await scanOf(filled))
    expect(read['signed.title'].value).toBe(filled.answers['signed.title'])
    expect(read['signed.name'].value).toBe(filled.answers['signed.name'])
  })

  it('typed anew, with no printed line for its signer, names the signer all the same', async () => {
    const print = { signatureLines: false }
    const filled = await paperOf('nghe-an', { wear: { dpi: 200 }, print, sealed: 0.9, signed: true }, 3)
    const read = await readForm(await scanOf(filled))
    expect(read['signed.title'].value).toBe(filled.answers['signed.title'])
    expect(read['signed.name'].value).toBe(filled.answers['signed.name'])
  })

  it('shows where each answer stands', async () => {
    const filled = await paperOf('nghe-an')
    const read = await readForm(await scanOf(filled))
    const at = filled.paper.form.places.find(({ id }) => id === 'signing.vsignPdf')
    const box = read['signing.vsignPdf'].evidence.at(-1)?.place
    const toPixels = 200 / 72
    expect(Math.abs((box?.x ?? 0) - (at?.x ?? 0) * toPixels)).toBeLessThan(6)
    expect(Math.abs((box?.y ?? 0) - (at?.y ?? 0) * toPixels)).toBeLessThan(6)
  })

  const worn: Readonly<Record<string, PaperOptions>> = {
    'of 300 dpi in grey': { wear: { dpi: 300, colour: 'grey', skew: -1.2 } },
    'of 150 dpi': { wear: { dpi: 150, colour: 'grey', noise: 5 } },
    'sent by fax': { wear: { dpi: 200, colour: 'black-white', noise: 8 }, pen: '#111' },
    'lying on its side': { wear: { dpi: 200, turn: 90 } },
    'standing on its head': { wear: { dpi: 200, turn: 180 } },
    'with streaks, holes and a black border': {
      wear: { dpi: 200, streaks: 2, punchHoles: true, blackBorder: true, noise: 8 },
    },
  }
  for (const [name, options] of Object.entries(worn))
    it(`${name} keeps at least ten of twelve marks from a person, and none is wrong`, async () => {
      const filled = await paperOf('lao-cai', options, 21)
      const read = await readForm(await scanOf(filled))
      expect(silentErrors(read, filled.answers)).toEqual([])
      expect(sureMarks(read, filled.answers).length).toBeGreaterThanOrEqual(10)
    })

  it.each(['rounded', 'small'] as const)(
    'with %s boxes is read as surely as with squares',
    async (boxKind) => {
      const filled = await paperOf('lao-cai', { wear: { dpi: 200 }, print: { boxKind } }, 21)
      const read = await readForm(await scanOf(filled))
      expect(silentErrors(read, filled.answers)).toEqual([])
      expect(sureMarks(read, filled.answers).length).toBeGreaterThanOrEqual(10)
    },
  )

  it('faxed in standard resolution, its dots twice as high as wide, is read on its true shape', async () => {
    const filled = await paperOf('lao-cai', { wear: { dpi: 200, colour: 'black-white' }, pen: '#111' }, 21)
    const read = await readForm(await standardFaxOf(filled))
    expect(silentErrors(read, filled.answers).filter((id) => !id.startsWith('agency.'))).toEqual([])
    const ofPage = sureMarks(read, filled.answers).filter((id) => !id.startsWith('needs.'))
    expect(ofPage.length).toBeGreaterThanOrEqual(6)
  })

  it('photographed by telephone, slanted and shaded, has no answer that is wrong and sure', async () => {
    const filled = await paperOf('ha-giang', {
      wear: { dpi: 180, perspective: 0.7, shadow: 0.5, noise: 6, jpegQuality: 70 },
    })
    const read = await readForm(await scanOf(filled))
    expect(silentErrors(read, filled.answers)).toEqual([])
    expect(sureMarks(read, filled.answers).length).toBeGreaterThanOrEqual(8)
  })
})

describe('The table of section 3', () => {
  it.each([
    ['ruled so pale that no line is printed', '#cfcfcf'],
    ['whose lines were lost in copying', null],
  ])('%s is read by where its words stand', async (_, ruleColour) => {
    const filled = await paperOf('tra-vinh', { print: { ruleColour } })
    const read = await readForm(await scanOf(filled))
    expect(sureMarks(read, filled.answers)).toEqual(markIds)
  })

  it.each([
    ['has a double border', 'double'],
    ['has dots between its rows', 'dotted'],
    ['has no lines between its columns', 'level'],
  ] as const)('is read where it %s', async (_, ruling) => {
    const filled = await paperOf('tra-vinh', { print: { ruling, ruleWidth: 1 } })
    const read = await readForm(await scanOf(filled))
    expect(sureMarks(read, filled.answers)).toEqual(markIds)
  })

  it('whose lines were lost is asked about where a row seems to have no mark', async () => {
    const blank = { 'needs.crossAuthentication': null }
    const filled = await paperOf('tra-vinh', { print: { ruleColour: null } }, 7, blank)
    const read = await readForm(await scanOf(filled))
    expect(read['needs.crossAuthentication']).toMatchObject({ value: null, review: true })
    expect(read['needs.mobile']).toMatchObject({ value: 'yes', review: false })
  })
})

describe('The boxes of section 2', () => {
  it('are counted on the form alone, not in the seal of the dispatch before it', async () => {
    for (const seed of [3, 5]) {
      const filled = await paperOf('tra-vinh', { dispatch: true, print: { size: 14 } }, seed)
      const read = await readForm(await scanOf(filled))
      expect(sureMarks(read, filled.answers), `seed ${seed}`).toEqual(markIds)
    }
  })

  it('are not looked for in the black border of a copy, nor in the bold letter of a heading', async () => {
    const wear = { dpi: 200, blackBorder: true } as const
    const filled = await paperOf('tra-vinh', { wear, print: { size: 14, margin: 50 } })
    const read = await readForm(await scanOf(filled))
    expect(sureMarks(read, filled.answers)).toEqual(markIds)
  })
})

describe('A mark on paper', () => {
  it('taken back by inking it out goes to a person', async () => {
    const filled = await paperOf('son-la', { corrected: ['signing.adobePdf'] })
    const read = await readForm(await scanOf(filled))
    expect(read['signing.adobePdf']).toMatchObject({ review: true, reason: 'struck-out' })
    expect(read['signing.vsignPdf']).toMatchObject({ value: true, review: false })
  })

  it.each(['circle', 'beside'] as const)('made as "%s" leaves no box empty and sure', async (style) => {
    const filled = await paperOf('son-la', { marks: [style] })
    const read = await readForm(await scanOf(filled))
    for (const id of ['connection.internal', 'signing.vsignPdf', 'signing.integrated'] as const)
      expect(read[id].review || read[id].value === true, id).toBe(true)
  })

  it.each(['cross', 'slash', 'dot', 'thick', 'faint', 'fill'] as const)(
    'made as "%s" is read',
    async (style) => {
      const filled = await paperOf('son-la', { marks: [style] })
      const read = await readForm(await scanOf(filled))
      expect(silentErrors(read, filled.answers)).toEqual([])
      // A fill that runs over the rim looks inked out.
      expect(sureMarks(read, filled.answers).length).toBeGreaterThanOrEqual(style === 'fill' ? 9 : 11)
    },
  )
})

describe('A value on paper', () => {
  it.each(['colour', 'grey'] as const)(
    'written by hand (%s) is left to a person, never guessed',
    async (colour) => {
      const filled = await paperOf('kien-giang', { wear: { colour }, handwritten: 1, pen: '#1a2f8f' })
      const read = await readForm(await scanOf(filled))
      expect(filled.paper.handwritten.size).toBeGreaterThan(5)
      for (const id of filled.paper.handwritten) expect(read[id].review, id).toBe(true)
    },
  )

  it('left blank is no number, however its dots are read', async () => {
    const filled = await paperOf('kien-giang', { print: { leader: '…' } })
    const blank = { ...filled.answers, 'frequency.sentPerMonth': null, 'agency.phone': null }
    const { makePaperForm } = await import('../../../src/demo/paper/make-paper.ts')
    const paper = await makePaperForm(blank, { print: { leader: '…' } }, 11)
    const read = await readForm(await scanOf({ paper, answers: blank }))
    expect(read['frequency.sentPerMonth'].value).toBeNull()
    expect(read['agency.phone'].value).toBeNull()
  })
})

const bodyOf = ({ answers }: FormReading) => findAgency(String(answers['agency.name'].value))?.agencyId

describe('A scanned file', () => {
  it('with the dispatch first and the form behind it is read as one form', async () => {
    const filled = await paperOf('quang-nam', { dispatch: true })
    const { forms } = await readDocument(await scanOf(filled))
    expect(forms.map(bodyOf)).toEqual(['quang-nam'])
  })

  it('with two bodies’ forms is two forms, each of its own body', async () => {
    const bytes = await bound(await paperOf('quang-nam'), await paperOf('binh-dinh', {}, 8))
    const { forms } = await readDocument(bytes)
    expect(forms.map(bodyOf)).toEqual(['quang-nam', 'binh-dinh'])
  })

  it('with both pages beside each other on A3 is read as one form', async () => {
    const filled = await paperOf('quang-nam')
    const read = await readForm(await besideEachOther(filled))
    expect(silentErrors(read, filled.answers)).toEqual([])
    expect(sureMarks(read, filled.answers).length).toBeGreaterThanOrEqual(10)
  })

  it('whose second page is missing says so for what stood there', async () => {
    const filled = await paperOf('quang-nam')
    const first = { ...filled, paper: { ...filled.paper, pages: filled.paper.pages.slice(0, 1) } }
    const read = await readForm(await scanOf(first))
    expect(read['signed.date']).toMatchObject({ value: null, review: true, reason: 'page-missing' })
    expect(read['connection.internal']).toMatchObject({ value: true, review: false })
  })
})
