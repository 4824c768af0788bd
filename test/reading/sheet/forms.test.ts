import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { findOffice } from '../../../src/closed-room/office.ts'
import { sniff } from '../../../src/files/sniff.ts'
import { readDocument } from '../../../src/reading/read-document.ts'
import type { QuestionId } from '../../../src/survey/form.ts'
import {
  counts,
  example,
  fields,
  heading,
  type Layout,
  label,
  needs,
  needTables,
  ruled,
  sheetOf,
  signatures,
  statements,
  ticks,
  truthOf,
  type Written,
} from './laid-out.ts'
import { columnName, type Sheet, sheetFile } from './sheet-file.ts'

const usual: Layout = {
  fields: fields.besides,
  ticks: ticks.left(),
  counts: counts.threeCells,
  needs: needTables.numbered(),
  signature: signatures.oneColumn,
}
const other: Written = {
  ...example,
  sent: '1.200',
  received: '950',
  ticks: [false, true, false, true, true, false, true, true],
  needs: ['no', null, 'yes', 'yes'],
  suggestions: '',
}
const laidOut = (layout: Partial<Layout>, written = example): Sheet =>
  sheetOf(written, { ...usual, ...layout })

/** What was read and differs from what was written, with whether a person is told; every form of the file. */
async function differences(sheets: readonly Sheet[], truth = truthOf(example)): Promise<string[]> {
  const { forms, problem, format } = await readDocument(sheetFile(sheets))
  if (problem || forms.length !== 1 || format !== 'xlsx') return [`${forms.length} forms, ${problem?.code}`]
  return Object.entries(truth).flatMap(([id, value]) => {
    const read = forms[0]?.answers[id as QuestionId]
    if (read?.value === (value === '' ? null : value) && !read?.review) return []
    return [
      `${id}: ${value} read as ${read?.value}${read?.review ? ` (${read.reason})` : ', and nobody is told'}`,
    ]
  })
}

const each = <T>(of: Readonly<Record<string, T>>) => Object.entries(of)
const variants: [string, Partial<Layout>][] = [
  ...each(fields).map(([name, one]): [string, Partial<Layout>] => [`fields ${name}`, { fields: one }]),
  ...each({
    left: ticks.left(),
    'left ✓': ticks.left('✓'),
    right: ticks.right('X'),
    farRight: ticks.farRight(),
    ruledLeft: ticks.ruledLeft(),
    ruledRight: ticks.ruledRight('√'),
    glyphs: ticks.glyphs,
    glyphColumn: ticks.glyphColumn,
    wingdings: ticks.wingdings,
    inBrackets: ticks.inBrackets,
    words: ticks.words,
  }).map(([name, one]): [string, Partial<Layout>] => [`ticks ${name}`, { ticks: one }]),
  ...each(counts).map(([name, one]): [string, Partial<Layout>] => [`counts ${name}`, { counts: one }]),
  ...each({
    numbered: needTables.numbered('X'),
    ruled: needTables.ruled(),
    withoutNumbers: needTables.withoutNumbers(),
    oneColumn: needTables.oneColumn,
    boxed: needTables.boxed,
  }).map(([name, one]): [string, Partial<Layout>] => [`needs ${name}`, { needs: one }]),
  ...each(signatures).map(([name, one]): [string, Partial<Layout>] => [
    `signature ${name}`,
    { signature: one },
  ]),
]

test.each(variants)(
  'a form with its %s is read as it was filled in, and nothing is asked',
  async (_, layout) => {
    for (const written of [example, other])
      expect(await differences([laidOut(layout, written)], truthOf(written))).toEqual([])
  },
)

/** Every cell merged over several narrow columns, headings over all of them. */
function overNarrowColumns({ rows }: Sheet, narrow: number): Sheet {
  const merges: string[] = []
  const spread = rows.map((row, at) => {
    let column = 1
    const single = row?.length === 1
    return (row ?? []).flatMap((cell, index) => {
      const span = single ? 30 : index === 1 ? 18 : narrow
      merges.push(`${columnName(column)}${at + 1}:${columnName(column + span - 1)}${at + 1}`)
      column += span
      return [cell, ...Array.from({ length: span - 1 }, () => null)]
    })
  })
  return { rows: spread, merges }
}

describe('A form on a sheet', () => {
  const plain = (text: string) => [text]
  const moved = ({ rows }: Sheet): Sheet => ({
    rows: [null, null, null, ...rows.map((row) => row && [null, null, ...row])],
  })
  const allRuled = ({ rows }: Sheet): Sheet => ({
    rows: rows.map((row) =>
      Array.from({ length: 5 }, (_, at) => {
        const cell = row?.[at] ?? null
        return typeof cell === 'object' && cell !== null && 'is' in cell
          ? { ...cell, ruled: true }
          : { is: cell, ruled: true }
      }),
    ),
  })
  const spaced = ({ rows }: Sheet): Sheet => ({ rows: rows.flatMap((row) => [row, null]) })

  it.each([
    ['without bold headings', laidOut({ head: plain })],
    ['somewhere in the middle of it', moved(laidOut({ head: plain }))],
    ['drawn over many narrow columns', overNarrowColumns(laidOut({}), 3)],
    ['drawn over very many narrow columns', overNarrowColumns(laidOut({ counts: counts.fromA }), 5)],
    ['ruled all over', allRuled(laidOut({ head: plain, ticks: ticks.right() }))],
    ['with empty rows between', spaced(laidOut({}))],
    [
      'with heads “Có” and “Không” over the statements',
      laidOut({
        ticks: ({ ticks: ticked }) => [
          ['Nội dung', 'Có', 'Không'],
          ...statements.map((id, at) => [label(id), ticked[at] ? 'x' : null, ticked[at] ? null : 'x']),
        ],
      }),
    ],
    [
      'with two labels in a row',
      laidOut({
        fields: (written) => [
          ['Tên cơ quan:', written.agency],
          ['Địa chỉ:', written.address, 'Điện thoại:', written.phone],
          ['Người cung cấp thông tin:'],
          ['Họ và tên:', written.person, 'Chức vụ:', 'Chuyên viên'],
          ['Số điện thoại:', written.personPhone, 'Email:', written.email],
        ],
      }),
    ],
    [
      'as one table with a column for the answers',
      {
        rows: [
          ['PHIẾU KHẢO SÁT'],
          ['STT', 'Nội dung', 'Trả lời'],
          [1, heading('section1')],
          ...fields.bare(example).map((row) => [null, ...(row ?? [])]),
          [2, heading('section2')],
          ...statements.map((id, at) => [null, label(id), example.ticks[at] ? 'x' : null]),
          [null, 'Gửi (Vb/tháng)', example.sent],
          [null, 'Nhận (Vb/tháng)', example.received],
          [3, heading('section3')],
          ...needs.map((id, at) => [null, label(id), example.needs[at] === 'yes' ? 'Có' : 'Không']),
          [4, heading('section4'), example.suggestions],
          ...signatures.oneColumn(example),
        ],
      },
    ],
    [
      'with its statements broken over two rows',
      laidOut({
        ticks: ({ ticks: ticked }) =>
          statements.flatMap((id, at) => {
            const text = label(id)
            const end = text.length > 90 ? text.indexOf(' ', 80) : text.length
            const mark = ticked[at] ? 'x' : null
            return end === text.length
              ? [[mark, text]]
              : [
                  [mark, text.slice(0, end)],
                  [null, text.slice(end + 1)],
                ]
          }),
      }),
    ],
    [
      'with the counts below their heads',
      laidOut({
        counts: ({ sent, received }) => [
          ['Gửi (Vb/tháng)', 'Nhận (Vb/tháng)'],
          [sent, received],
        ],
      }),
    ],
  ])('%s is read as it was filled in', async (_, sheet) => {
    expect(await differences([sheet as Sheet])).toEqual([])
  })

  it('that goes on on the next sheet is one form', async () => {
    const { rows } = laidOut({})
    expect(await differences([{ rows: rows.slice(0, 26) }, { rows: rows.slice(26) }])).toEqual([])
  })

  it('for each of two bodies is two forms', async () => {
    const second = laidOut({}, { ...example, agency: 'Văn phòng UBND tỉnh Lào Cai' })
    const { forms } = await readDocument(sheetFile([laidOut({}), second]))
    expect(forms.map(({ answers }) => answers['agency.name'].value)).toEqual([
      'Văn phòng UBND tỉnh Bắc Giang',
      'Văn phòng UBND tỉnh Lào Cai',
    ])
    const { forms: stacked } = await readDocument(
      sheetFile([{ rows: [...laidOut({}).rows, null, null, ...second.rows] }]),
    )
    expect(stacked).toHaveLength(2)
  })

  it('that is not filled in is blank', async () => {
    const nothing = {
      ...example,
      ...{ agency: '', address: '', phone: '', person: '', personPhone: '', email: '', suggestions: '' },
      ...{ ticks: [], needs: [], sent: '', received: '', signer: '', title: '' },
    }
    const signature = () => [['……, ngày …… tháng …… năm 2017'], ['Cơ quan lập báo cáo']]
    const { forms } = await readDocument(sheetFile([laidOut({ signature, counts: counts.oneCell }, nothing)]))
    expect(forms.map(({ blank }) => blank)).toEqual([true])
  })
})

describe('What only a person can say goes to a person', () => {
  const reviewed = async (layout: Partial<Layout>, ids: readonly string[]) => {
    const { forms } = await readDocument(sheetFile([laidOut(layout)]))
    const answers = forms[0]?.answers as Record<string, { review: boolean }>
    return ids.filter((id) => !answers[id]?.review)
  }

  it('statements and needs chosen by colour', async () => {
    const coloured = (chosen: boolean) => ({ is: null, ...(chosen ? { fill: 'FFFF00' } : {}) })
    const byFill: Layout['ticks'] = ({ ticks: ticked }) =>
      statements.map((id, at) => [coloured(ticked[at] ?? false), label(id)])
    const byLetters: Layout['ticks'] = ({ ticks: ticked }) =>
      statements.map((id, at) => [{ is: label(id), ...(ticked[at] ? { colour: 'FF0000' } : {}) }])
    expect(await reviewed({ ticks: byFill }, statements)).toEqual([])
    expect(await reviewed({ ticks: byLetters }, statements)).toEqual([])
    const inTable: Layout['needs'] = ({ needs: chosen }) => [
      ['STT', 'Nhu cầu', 'Có', 'Không'],
      ...needs.map((id, at) => [
        at + 1,
        label(id),
        coloured(chosen[at] === 'yes'),
        coloured(chosen[at] === 'no'),
      ]),
    ]
    expect(await reviewed({ needs: inTable }, needs)).toEqual([])
  })

  it('marks in two columns that have no heads', async () => {
    const twoColumns: Layout['ticks'] = ({ ticks: ticked }) =>
      statements.map((id, at) => [label(id), ticked[at] ? 'x' : null, ticked[at] ? null : 'x'])
    expect(await reviewed({ ticks: twoColumns }, statements)).toEqual([])
  })

  it('TRUE and FALSE, 1 and 0 beside the statements', async () => {
    const bare: Layout['ticks'] = ({ ticks: ticked }) =>
      statements.map((id, at) => [label(id), ticked[at] ?? false])
    const figures: Layout['ticks'] = ({ ticks: ticked }) =>
      statements.map((id, at) => [label(id), ticked[at] ? 1 : 0])
    expect(await reviewed({ ticks: bare }, statements)).toEqual([])
    expect(await reviewed({ ticks: figures }, statements)).toEqual([])
  })

  it('words about all needs, merged over their table or typed into its first cell', async () => {
    const empty = needTables.ruled()({ ...example, needs: [] })
    const [head, ...rest] = empty
    for (const remark of [
      ['Cơ quan không có nhu cầu'],
      ['Cơ quan không có nhu cầu', null, null, null].map((text) => ruled(text)),
    ]) {
      expect(await reviewed({ needs: () => [head ?? [], remark, ...rest] }, needs)).toEqual([])
    }
  })

  it('a mark merged over several needs, a count with a fraction or a day in its place', async () => {
    const sheet = laidOut({ needs: () => needTables.numbered()({ ...example, needs: ['yes'] }) })
    const at = sheet.rows.findIndex((row) => row?.[0] === 'STT')
    const { forms } = await readDocument(sheetFile([{ ...sheet, merges: [`C${at + 2}:C${at + 5}`] }]))
    expect(needs.map((id) => forms[0]?.answers[id].review)).toEqual([true, true, true, true])
    const odd = {
      counts: () => [
        ['Gửi', 12.125, 'Vb/tháng'],
        ['Nhận', { is: 43_078, format: 'd-mmm' }, 'Vb/tháng'],
      ],
    }
    expect(await reviewed(odd, ['frequency.sentPerMonth', 'frequency.receivedPerMonth'])).toEqual([])
  })

  it('a telephone that lost its zero as a number', async () => {
    const asNumbers: Layout['fields'] = () => [
      ['Tên cơ quan:', example.agency],
      ['Địa chỉ:', example.address],
      ['Điện thoại:', 2_043_854_123],
      ['Họ và tên:', example.person],
      ['Số điện thoại:', 912_345_678],
      ['Email:', example.email],
    ]
    expect(await reviewed({ fields: asNumbers }, ['agency.phone', 'contact.phone'])).toEqual([])
  })
})

describe('A sheet that is not the form has no form in it', () => {
  const mark = (at: number) => (at % 3 ? 'x' : null)
  const bodies = ['Công ty A', 'Công ty B', 'Công ty C']
  const facts: [string, ...string[]][] = [
    ['Tên cơ quan', ...bodies],
    ['Địa chỉ', '1 Lê Lợi', '2 Lê Lợi', '3 Lê Lợi'],
    ['Điện thoại', '0204.3854.121', '0204.3854.122', '0204.3854.123'],
    ['Họ và tên', 'Nguyễn Văn An', 'Trần Văn Bình', 'Lê Văn Cường'],
  ]
  const sheets: [string, Sheet['rows']][] = [
    [
      'a list of bodies, the form’s words over its columns',
      [
        ['TỔNG HỢP PHIẾU KHẢO SÁT'],
        ['STT', ...facts.map(([name]) => name), ...statements.map(label), 'Gửi', 'Nhận', ...needs.map(label)],
        ...bodies.map((name, at) => [
          at + 1,
          ...[name, '1 Lê Lợi', '0204.3854.121', 'Nguyễn Văn An'],
          ...statements.map((_, index) => mark(at + index)),
          ...[10, 20],
          ...needs.map((_, index) => (mark(at + index) ? 'Có' : 'Không')),
        ]),
      ],
    ],
    [
      'the form’s words with a column for each body',
      [
        ['Nội dung', ...bodies],
        ...facts,
        ...statements.map((id, at) => [label(id), ...bodies.map((_, index) => mark(at + index))]),
        ['Gửi (Vb/tháng)', 10, 20, 30],
        ...needs.map((id, at) => [
          label(id),
          ...bodies.map((_, index) => (mark(at + index) ? 'Có' : 'Không')),
        ]),
      ],
    ],
    [
      'the form’s words with how many bodies answered so',
      [
        ['BẢNG TỔNG HỢP KẾT QUẢ KHẢO SÁT'],
        ['STT', 'Nội dung', 'Có', 'Không'],
        ...[...statements, ...needs].map((id, at) => [at + 1, label(id), at * 3, 40 - at]),
      ],
    ],
    [
      'a list of member units',
      [
        ['STT', 'Đơn vị', 'Gửi', 'Nhận'],
        [1, 'Công ty A', 10, 20],
        [2, 'Công ty B', 30, 40],
      ],
    ],
    ['an empty sheet', []],
  ]
  it.each(sheets)('%s', async (_, rows) => {
    const { forms, problem } = await readDocument(sheetFile([{ rows }]))
    expect([forms.length, problem]).toEqual([0, null])
  })
})

describe('Other spreadsheets', () => {
  const required = process.env.HOMPHIEU_PEERS === 'required'
  const office = findOffice(process.env.PATH ?? '')
  const missing = office ? null : 'LibreOffice is not installed (apt-get install libreoffice-calc)'
  const files = (['xls', 'ods'] as const).map((kind) => ({
    kind,
    bytes: readFileSync(new URL(`./fixtures/phieu.${kind}`, import.meta.url)),
  }))
  if (missing && required) it('needs LibreOffice', () => expect.fail(missing))

  it.each(files)('.$kind is known by its content', ({ kind, bytes }) => {
    expect(sniff(bytes)).toBe(kind)
  })

  it.skipIf(missing).each(files)(
    `.$kind is read as surely as .xlsx by LibreOffice${missing ? ` (skipped: ${missing})` : ''}`,
    async ({ bytes }) => {
      const { forms, format } = await readDocument(bytes, { office })
      const truth = truthOf(example)
      const answers = forms[0]?.answers as Record<string, { value: unknown; review: boolean }>
      expect([format, forms.length]).toEqual(['xlsx', 1])
      expect(Object.fromEntries(Object.keys(truth).map((id) => [id, answers[id]?.value]))).toEqual(truth)
      expect(Object.keys(truth).filter((id) => answers[id]?.review)).toEqual([])
    },
    120_000,
  )

  it.each(files)('.$kind is not supported without it, and says so', async ({ kind, bytes }) => {
    const { problem, format } = await readDocument(bytes, { office: null })
    expect([format, problem?.code]).toEqual(['xlsx', 'unsupported'])
    expect(problem?.vi).toContain(`(${kind})`)
  })
})
