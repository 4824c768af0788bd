import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findForms } from '../../../src/reading/finder/find-forms.ts'
import { needIds, statementIds } from '../../../src/reading/finder/printed.ts'
import type { Block, Token, Transcript } from '../../../src/reading/transcript.ts'
import { type QuestionId, questionIds, questionOf } from '../../../src/survey/form.ts'
import { asPrinted, example, type Filling, truthOf, type Writing, written } from './filled.ts'
import { garble } from './garbling.ts'
import { document, table } from './paper.ts'

const filling: fc.Arbitrary<Filling> = fc.record({
  agency: fc.constantFrom(
    'Văn phòng UBND tỉnh Bắc Giang',
    'Văn phòng Bộ Y tế',
    'Tập đoàn Điện lực Việt Nam',
    'Văn phòng Chính phủ',
  ),
  address: fc.constantFrom('82 Hùng Vương, thành phố Bắc Giang', 'Số 138A Giảng Võ, Hà Nội', ''),
  agencyPhone: fc.constantFrom('0204.3854.123', '080.43811', ''),
  person: fc.constantFrom('Nguyễn Văn Bình', 'Đỗ Thị Thu Hà', ''),
  personPhone: fc.constantFrom('0912345678', '01689998888', ''),
  email: fc.constantFrom('nvbinh.vp@bacgiang.example', 'cntt@moh.example', ''),
  ticks: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  sent: fc.constantFrom('320', '1.200', '45', ''),
  received: fc.constantFrom('540', '12.500', '70', ''),
  needs: fc.array(fc.constantFrom('yes' as const, 'no' as const, null), { minLength: 4, maxLength: 4 }),
  suggestions: fc.constantFrom('Đề nghị hỗ trợ đào tạo cán bộ.', 'Không', ''),
  place: fc.constantFrom('Bắc Giang', 'Hà Nội', ''),
  date: fc.constantFrom('ngày 20 tháng 4 năm 2017', 'ngày …… tháng …… năm 2017'),
  title: fc.constantFrom('CHÁNH VĂN PHÒNG', 'GIÁM ĐỐC'),
  signer: fc.constantFrom('Trần Thị Hoa', 'Lê Hoàng Đức'),
})

const box = (ticked: boolean) => (ticked ? '▣' : '▢')
const labelOf = (id: QuestionId) => questionOf(id).label

const writing: fc.Arbitrary<Partial<Writing>> = fc.record({
  statement: fc.constantFrom<Writing['statement']>(
    asPrinted.statement,
    (label, ticked) => [`${label} ${box(ticked)}`],
    (label, ticked) => [table([box(ticked), label])],
    (label, ticked, index) => [table([String(index + 1), label, box(ticked)])],
  ),
  frequency: fc.constantFrom<Writing['frequency']>(asPrinted.frequency, (f) => [
    `Gửi ${f.sent || '………'} Vb/tháng; Nhận ${f.received || '………'} Vb/tháng`,
  ]),
  needs: fc.constantFrom<Writing['needs']>(
    (f) => [
      table(
        ['STT', 'Nhu cầu', 'Có', 'Không'],
        ...needIds.map((id, index) => [
          String(index + 1),
          labelOf(id),
          box(f.needs[index] === 'yes'),
          box(f.needs[index] === 'no'),
        ]),
      ),
    ],
    (f) => [
      table(
        ['STT', 'Nhu cầu', 'Không', 'Có', 'Ghi chú'],
        ...needIds.map((id, index) => [
          String(index + 1),
          labelOf(id),
          box(f.needs[index] === 'no'),
          box(f.needs[index] === 'yes'),
          '',
        ]),
      ),
    ],
    (f) =>
      needIds.map(
        (id, index) =>
          `${labelOf(id)} ${box(f.needs[index] === 'yes')} Có ${box(f.needs[index] === 'no')} Không`,
      ),
  ),
})

/** Where lines break is the damage's doing. */
const sameText = (value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, ' ') : value)

/** Answers that are wrong although nobody is asked to look. */
function silentErrors(transcript: Transcript, truth: Record<string, unknown>): string[] {
  const { forms } = findForms(transcript)
  if (forms.length > 1) return [`${forms.length} forms found`]
  const answers = forms[0]?.answers
  if (!answers) return []
  return Object.entries(truth).flatMap(([id, value]) => {
    const answer = answers[id as QuestionId]
    return sameText(answer.value) === sameText(value) || answer.review
      ? []
      : [`${id}: ${JSON.stringify(value)} read as ${JSON.stringify(answer.value)} (${answer.confidence})`]
  })
}

const keepOf = (filled: Filling) =>
  new Set(
    Object.values(filled)
      .filter((value) => typeof value === 'string')
      .flatMap((value) => value.split(/\s+/))
      .flatMap((word) => [word, `${word},`]),
  )

describe('A badly recognised form', () => {
  it.each([0, 0.03, 0.1, 0.2, 0.35])(
    'with %d of its printed words damaged is never read wrong without a person',
    (rate) => {
      fc.assert(
        fc.property(filling, writing, fc.integer(), (filled, how, seed) => {
          const damaged = garble(document(written(filled, how)), { seed, rate, keep: keepOf(filled) })
          expect(silentErrors(damaged, truthOf(filled))).toEqual([])
        }),
        { numRuns: 300, seed: 20_170_425 },
      )
    },
  )

  it.each([0.03, 0.1])(
    'typed by a careless hand, %d of its words, is never read wrong without a person',
    (rate) => {
      fc.assert(
        fc.property(filling, writing, fc.integer(), (filled, how, seed) => {
          const damaged = garble(document(written(filled, how)), {
            seed,
            rate,
            keep: keepOf(filled),
            typed: true,
          })
          expect(silentErrors(damaged, truthOf(filled))).toEqual([])
        }),
        { numRuns: 300, seed: 20_170_426 },
      )
    },
  )

  it('with one word in ten damaged still gives most ticks without a person', () => {
    let sure = 0
    const forms = 100
    for (let seed = 0; seed < forms; seed++) {
      const damaged = garble(document(written(example)), { seed, rate: 0.1, keep: keepOf(example) })
      const answers = findForms(damaged).forms[0]?.answers
      sure += statementIds.filter((id) => answers && !answers[id].review).length
    }
    expect(sure / forms / statementIds.length).toBeGreaterThan(0.9)
  })
})

const word: fc.Arbitrary<Token> = fc.record({
  kind: fc.constant('word' as const),
  text: fc.oneof(
    fc.constantFrom(
      'Đã',
      'kết',
      'nối',
      'Gửi',
      'Nhận',
      'Có',
      'Không',
      'x',
      '☐',
      '☒',
      'Email:',
      'PHIẾU',
      'KHẢO',
      'SÁT',
      '',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(...questionIds.flatMap((id) => labelOf(id).split(' '))),
  ),
  place: fc.option(fc.record({ x: fc.double(), y: fc.double(), width: fc.double(), height: fc.double() })),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  handwritten: fc.boolean(),
  glued: fc.boolean(),
})
const anyBox: fc.Arbitrary<Token> = fc.record({
  kind: fc.constant('box' as const),
  state: fc.constantFrom('empty' as const, 'ticked' as const, 'unclear' as const),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  place: fc.constant(null),
  source: fc.constant('measured' as const),
})
const block: fc.Memo<Block> = fc.memo((depth) =>
  depth <= 1
    ? fc.record({
        kind: fc.constant('line' as const),
        place: fc.constant(null),
        tokens: fc.array(fc.oneof(word, anyBox), { maxLength: 12 }),
      })
    : fc.oneof(
        block(1),
        fc.record({
          kind: fc.constant('table' as const),
          place: fc.constant(null),
          rows: fc.array(
            fc.record({
              cells: fc.array(
                fc.record({
                  column: fc.nat(4),
                  columnSpan: fc.nat(4),
                  continued: fc.boolean(),
                  place: fc.constant(null),
                  blocks: fc.array(block(depth - 1), { maxLength: 3 }),
                }),
                { maxLength: 4 },
              ),
            }),
            { maxLength: 4 },
          ),
        }),
      ),
)

describe('Any transcript whatever', () => {
  it('is read without a fault', () => {
    fc.assert(
      fc.property(fc.array(fc.array(block(3), { maxLength: 12 }), { maxLength: 3 }), (pages) => {
        findForms(document(...pages))
      }),
      { numRuns: 400 },
    )
  })

  it('spliced into a real form is read without a fault', () => {
    fc.assert(
      fc.property(fc.array(block(3), { maxLength: 4 }), fc.nat(40), fc.nat(4), (strange, at, drop) => {
        const blocks = written(example)
        findForms(document([...blocks.slice(0, at), ...strange, ...blocks.slice(at + drop)]))
      }),
      { numRuns: 400 },
    )
  })
})
