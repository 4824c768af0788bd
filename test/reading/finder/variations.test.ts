import { describe, expect, it } from 'vitest'
import type { FormReading } from '../../../src/reading/document-reading.ts'
import { findForms } from '../../../src/reading/finder/find-forms.ts'
import { needIds, statementIds } from '../../../src/reading/finder/printed.ts'
import type { Block, Mark, Page, Transcript } from '../../../src/reading/transcript.ts'
import { type QuestionId, questionOf } from '../../../src/survey/form.ts'
import { blank, example, type Filling, truthOf, type Writing, written } from './filled.ts'
import { document, line, table } from './paper.ts'

const only = (transcript: Transcript): FormReading => {
  const { forms } = findForms(transcript)
  expect(forms).toHaveLength(1)
  return forms[0] as FormReading
}

/** Reads the filling written this way; every answer must be the truth and need no person. */
function expectTrue(how: Partial<Writing>, filling: Filling = example, except: readonly string[] = []) {
  const form = only(document(written(filling, how)))
  const read = Object.entries(truthOf(filling))
    .filter(([id]) => !except.includes(id))
    .map(([id, value]) => ({ id, value, answer: form.answers[id as QuestionId] }))
  const wrong = read
    .filter(({ value, answer }) => answer.value !== value || answer.review)
    .map(
      ({ id, value, answer }) =>
        `${id}: ${JSON.stringify(value)} read as ${JSON.stringify(answer.value)} ${answer.reason ?? ''}`,
    )
  expect(wrong).toEqual([])
  return form
}

describe('A form filled in as printed', () => {
  it('is read whole', () => {
    const form = expectTrue({})
    expect(form).toMatchObject({
      missingSections: [],
      changedWording: [],
      section3Remark: null,
      blank: false,
    })
  })

  it('is known as blank when nothing is filled in', () => {
    expect(expectTrue({}, blank).blank).toBe(true)
  })

  it('without a single tick is a valid answer, not a blank', () => {
    const none = { ...example, ticks: blank.ticks, sent: '', received: '' }
    expect(expectTrue({}, none).blank).toBe(false)
  })
})

describe('Ticks are read wherever the box stands', () => {
  const ways: Record<string, Writing['statement']> = {
    'before the statement': (label, ticked) => [`${ticked ? '▣' : '▢'} ${label}`],
    'after the statement': (label, ticked) => [`${label} ${ticked ? '▣' : '▢'}`],
    'on a line of its own above': (label, ticked) => [ticked ? '▣' : '▢', label],
    'on a line of its own below': (label, ticked) => [label, ticked ? '▣' : '▢'],
    'in a cell to the left': (label, ticked) => [table([ticked ? '▣' : '▢', label])],
    'in a cell to the right': (label, ticked) => [table([label, ticked ? '▣' : '▢'])],
    'as a character ☐ or ☑': (label, ticked) => [`${ticked ? '☑' : '☐'} ${label}`],
    'as a character ☐ or ☒, glued to the first word': (label, ticked) => [`${ticked ? '☒' : '☐'}${label}`],
    'in square brackets': (label, ticked) => [`[${ticked ? 'x' : ' '}] ${label}`],
    'in round brackets': (label, ticked) => [`(${ticked ? 'X' : '  '}) ${label}`],
    'as an x typed beside an empty box': (label, ticked) => [`▢ ${ticked ? 'x' : ''} ${label}`],
    'as an x typed over the box, others left empty': (label, ticked) => [`${ticked ? 'x' : '☐'} ${label}`],
    'as a √ behind the statement, no boxes left': (label, ticked) => [`- ${label} ${ticked ? '√' : ''}`],
    'as an X before the statement, no boxes left': (label, ticked) => [`${ticked ? 'X' : ''} ${label}`],
    'as a v before the statement, no boxes left': (label, ticked) => [`${ticked ? 'v' : ''} ${label}`],
    'as a private-use sign of Wingdings': (label, ticked) => [`${ticked ? '\uF0FE' : '\uF0A8'} ${label}`],
    'behind numbering': (label, ticked, index) => [`${index + 1}. ${ticked ? '▣' : '▢'} ${label}`],
    'before numbering': (label, ticked, index) => [`${ticked ? '▣' : '▢'} ${index + 1}) ${label}`],
    'with the statement over three lines': (label, ticked) => {
      const words = label.split(' ')
      const third = Math.ceil(words.length / 3)
      const [first, second, last] = [
        words.slice(0, third),
        words.slice(third, 2 * third),
        words.slice(2 * third),
      ]
      return [`${ticked ? '▣' : '▢'} ${first.join(' ')}`, second.join(' '), last.join(' ')]
    },
    'to the right of the first of two lines': (label, ticked) => {
      const words = label.split(' ')
      const half = Math.ceil(words.length / 2)
      return [`${words.slice(0, half).join(' ')} ${ticked ? '▣' : '▢'}`, words.slice(half).join(' ')]
    },
  }
  it.each(Object.entries(ways))('%s', (_, statement) => {
    expectTrue({ statement })
    expectTrue({ statement }, { ...example, ticks: [false, true, false, true, true, false, true, true] })
  })

  it('in a column whose head says how to mark it, as recognised on paper: "Có (X)"', () => {
    const rows: (readonly [string, string])[] = []
    const head = ['Nội dung', [line('Có (X)', { confidence: 0.9 })]]
    expectTrue({
      statement: (label, ticked, index) => {
        rows.push([label, ticked ? '▣' : '▢'])
        const last = index === 1 || index === statementIds.length - 1
        return last ? [table(head, ...rows.splice(0))] : []
      },
    })
  })

  it('in one table with the statements, boxes in the last column', () => {
    const form = expectTrue({
      statement: (label, ticked, index) => [table([String(index + 1), label, ticked ? 'x' : ''])],
    })
    expect(form.changedWording).toEqual([])
  })

  it('two statements on one line', () => {
    const lines: string[] = []
    expectTrue({
      statement: (label, ticked, index) => {
        lines.push(`${ticked ? '▣' : '▢'} ${label}`)
        return index % 2 === 1 ? [lines.splice(0).join('   ')] : []
      },
    })
  })

  it('with "Có" or "Chưa" written behind every statement instead of marks', () => {
    expectTrue({ statement: (label, ticked) => [`- ${label}: ${ticked ? 'Có' : 'Chưa'}`] })
  })

  it('an empty box with "Chưa" behind it is not ticked', () => {
    expectTrue({ statement: (label, ticked) => [`${ticked ? '▣' : '▢'} ${label}${ticked ? '' : ' (chưa)'}`] })
  })
})

/** All statements of 2a, then of 2b, as the rows of one table each. */
const asRows = (
  head: string[],
  row: (label: string, ticked: boolean, index: number) => string[],
): Writing['statement'] => {
  const rows: string[][] = []
  return (label, ticked, index) => {
    rows.push(row(label, ticked, index))
    return index === 1 || index === 7 ? [table(head, ...rows.splice(0))] : []
  }
}

describe('Section 2 rebuilt by the sender', () => {
  const ways: Record<string, Writing['statement']> = {
    'as a table with a column for the mark': asRows(
      ['STT', 'Nội dung', 'Đánh dấu'],
      (label, ticked, index) => [String(index + 1), label, ticked ? 'x' : ''],
    ),
    'as a table with remarks': asRows(['STT', 'Nội dung', 'Thực hiện', 'Ghi chú'], (label, ticked, index) => [
      String(index + 1),
      label,
      ticked ? 'x' : '',
      ticked ? '' : 'Chưa',
    ]),
    'as a table with the columns "Có" and "Không"': asRows(
      ['STT', 'Nội dung', 'Có', 'Không'],
      (label, ticked, index) => [String(index + 1), label, ticked ? 'x' : '', ticked ? '' : 'x'],
    ),
    'as a table with the columns "Đã" and "Chưa"': asRows(
      ['TT', 'Nội dung', 'Đã', 'Chưa'],
      (label, ticked, index) => [String(index + 1), label, ticked ? '☒' : '☐', ticked ? '☐' : '☒'],
    ),
    'with "☒ Có ☐ Không" behind every statement': (label, ticked) => [
      `${label} ${ticked ? '▣ Có ▢ Không' : '▢ Có ▣ Không'}`,
    ],
    'with "☒ Có ☐ Không" below every statement': (label, ticked) => [
      label,
      ticked ? '▣ Có ▢ Không' : '▢ Có ▣ Không',
    ],
    'as a table with "Có" or "Không" in one column': asRows(
      ['STT', 'Nội dung', 'Kết quả'],
      (label, ticked, index) => [String(index + 1), label, ticked ? 'Có' : 'Không'],
    ),
  }
  it.each(Object.entries(ways))('%s', (_, statement) => {
    const form = only(document(written(example, { statement })))
    const wrong = statementIds.filter(
      (id, index) => form.answers[id].value !== example.ticks[index] || form.answers[id].review,
    )
    expect(wrong.map((id) => [id, form.answers[id]])).toEqual([])
  })
})

describe('What cannot be told goes to a person', () => {
  const answers = (statement: Writing['statement'], filling = example) =>
    only(document(written(filling, { statement }))).answers

  it('a ticked box with "Chưa" behind it', () => {
    const read = answers((label, ticked, index) => [
      `${ticked ? '▣' : '▢'} ${label}${index === 0 ? ' Chưa' : ''}`,
    ])
    expect(read['connection.internal']).toMatchObject({ review: true, reason: 'mark-conflict' })
    expect(read['connection.government'].review).toBe(false)
  })

  it('"Chưa kết nối" retyped for "Đã kết nối" with a ticked box', () => {
    const read = answers((label, ticked, index) => [
      `${ticked ? '▣' : '▢'} ${index === 0 ? label.replace('Đã', 'Chưa') : label}`,
    ])
    expect(read['connection.internal'].review).toBe(true)
  })

  it('statements without any box or mark', () => {
    const read = answers((label) => [`- ${label}`])
    expect(read['signing.vsignPdf']).toMatchObject({ value: false, review: true, reason: 'mark-unclear' })
  })

  it('statements chosen by bold type only', () => {
    const read = answers((label, ticked) => [line(`- ${label}`, ticked ? { style: { bold: true } } : {})])
    expect(read['signing.vsignPdf']).toMatchObject({ value: true, review: true, reason: 'style-only' })
    expect(read['signing.adobePdf']).toMatchObject({ value: false, review: true, reason: 'style-only' })
  })

  it('bold type everywhere is no choice', () => {
    const read = answers((label, ticked) => [
      line(`${ticked ? '▣' : '▢'} ${label}`, { style: { bold: true } }),
    ])
    expect(read['signing.vsignPdf']).toMatchObject({ value: true, review: false })
  })

  it('statements struck out', () => {
    const read = answers((label, ticked) => [line(`▢ ${label}`, ticked ? {} : { style: { struck: true } })])
    expect(read['signing.adobePdf']).toMatchObject({ value: false, review: true, reason: 'struck-out' })
  })

  it('a box the reader was not sure of', () => {
    const read = answers((label, ticked, index) => [`${index === 3 ? '▩' : ticked ? '▣' : '▢'} ${label}`])
    expect(read['signing.adobePdf']).toMatchObject({ review: true, reason: 'mark-unclear' })
    expect(read['signing.vsignPdf'].review).toBe(false)
  })

  it('a ticked box that belongs to no statement makes the empty ones unsure', () => {
    const read = answers((label, ticked, index) => [
      `${ticked ? '▣' : '▢'} ${label}`,
      ...(index === 4 ? ['▣ Đã mua thiết bị của nhà cung cấp khác cho đơn vị'] : []),
    ])
    expect(read['signing.adobePdf'].review).toBe(true)
  })
})

describe('Drawings over a Word form', () => {
  const withMark = (mark: Partial<Mark>) => {
    const plain = document(written({ ...example, needs: ['yes', null, 'yes', 'no'] }))
    const [first] = plain.pages
    const marks: Mark[] = [{ kind: 'drawing', place: null, confidence: 1, ...mark }]
    return only({ ...plain, pages: [{ ...(first as Page), marks }] }).answers
  }

  it('anchored at a statement make every empty box of the section a question for a person', () => {
    const answers = withMark({ near: `☐ ${questionOf('signing.adobePdf').label}` })
    expect(answers['signing.adobePdf']).toMatchObject({ value: false, review: true, reason: 'drawing-over' })
    expect(answers['signing.vsignPdf']).toMatchObject({ value: true, review: false })
    expect(answers['needs.crossAuthentication'].review).toBe(false)
  })

  it('anchored at a row of needs make the empty rows questions for a person', () => {
    const answers = withMark({ near: questionOf('needs.mobile').label })
    expect(answers['needs.crossAuthentication']).toMatchObject({
      value: null,
      review: true,
      reason: 'drawing-over',
    })
    expect(answers['signing.adobePdf'].review).toBe(false)
  })

  it('in the letterhead or beside the signature mean nothing for the boxes', () => {
    for (const near of ['PHIẾU KHẢO SÁT', 'Cơ quan lập báo cáo', example.signer])
      expect(withMark({ near })['signing.adobePdf'].review).toBe(false)
  })

  it('a scanned signature in a paragraph of its own means nothing for the boxes', () => {
    const answers = withMark({ kind: 'picture', near: '' })
    expect(answers['signing.adobePdf'].review).toBe(false)
    expect(answers['signed.stamp'].value).toBe('unknown')
  })
})

describe('Statements the sender deleted', () => {
  const kept = (label: string, ticked: boolean) => (ticked ? [`▣ ${label}`] : [])

  it('are not ticked, and the reading says which are gone', () => {
    const form = expectTrue({ statement: kept })
    expect(form.changedWording.map(({ question }) => question)).toEqual([
      'signing.adobePdf',
      'signing.microsoftWord',
      'signing.centralized',
    ])
  })

  it('leave the others for a person when those have no mark', () => {
    const form = only(
      document(written(example, { statement: (label, ticked) => (ticked ? [`- ${label}`] : []) })),
    )
    expect(form.answers['signing.vsignPdf'].review).toBe(true)
    expect(form.answers['signing.adobePdf'].review).toBe(true)
  })
})

describe('The needs of section 3', () => {
  const label = (index: number) => questionOf(needIds[index] as QuestionId).label
  const rows =
    (row: (need: 'yes' | 'no' | null, index: number) => (string | readonly Block[])[]) =>
    (filling: Filling) =>
      filling.needs.map((need, index) => row(need, index))
  const inTable = (head: string[] | null, row: Parameters<typeof rows>[0]): Partial<Writing> => ({
    needs: (filling) => [table(...(head ? [head] : []), ...rows(row)(filling))],
  })
  const mark = (need: unknown, wanted: 'yes' | 'no', sign = 'x', none = '') => (need === wanted ? sign : none)

  it.each(['x', 'X', '✓', '√', 'v', '1', '▣', '☒', 'Có/Không', '(x)', '+'])(
    'are read with "%s" as mark',
    (sign) => {
      const [yes, no] = sign === 'Có/Không' ? ['Có', 'Không'] : [sign, sign]
      expectTrue(
        inTable(['STT', 'Nhu cầu', 'Có', 'Không'], (need, index) => [
          String(index + 1),
          label(index),
          mark(need, 'yes', yes),
          mark(need, 'no', no),
        ]),
      )
    },
  )

  it('with the columns the other way round', () => {
    expectTrue(
      inTable(['STT', 'Nhu cầu', 'Không', 'Có'], (need, index) => [
        String(index + 1),
        label(index),
        mark(need, 'no'),
        mark(need, 'yes'),
      ]),
    )
  })

  it('with more columns', () => {
    expectTrue(
      inTable(['TT', 'Nội dung nhu cầu', 'Có', 'Không', 'Ghi chú'], (need, index) => [
        String(index + 1),
        label(index),
        mark(need, 'yes'),
        mark(need, 'no'),
        index === 0 ? 'Năm 2018' : '',
      ]),
    )
  })

  it('with dashes or zeros in the other column', () => {
    for (const none of ['-', '0', '/']) {
      expectTrue(
        inTable(['STT', 'Nhu cầu', 'Có', 'Không'], (need, index) => [
          String(index + 1),
          label(index),
          mark(need, 'yes', 'x', none),
          mark(need, 'no', 'x', none),
        ]),
      )
    }
  })

  it('with boxes in both columns', () => {
    expectTrue(
      inTable(['STT', 'Nhu cầu', 'Có', 'Không'], (need, index) => [
        String(index + 1),
        label(index),
        mark(need, 'yes', '▣', '▢'),
        mark(need, 'no', '▣', '▢'),
      ]),
    )
  })

  it.each([
    ['Có', 'Không'],
    ['có nhu cầu', 'không có nhu cầu'],
    ['☒ Có ☐ Không', '☐ Có ☒ Không'],
    ['▣ Có\n▢ Không', '▢ Có\n▣ Không'],
    ['Có [x] Không [ ]', 'Có [ ] Không [x]'],
    ['Có: x Không:', 'Có: Không: x'],
  ])('with one answer cell: "%s" or "%s"', (yes, no) => {
    expectTrue(
      inTable(['STT', 'Nhu cầu', 'Trả lời'], (need, index) => [
        String(index + 1),
        label(index),
        need === 'yes' ? yes : no,
      ]),
    )
  })

  it.each([
    [': Có', ': Không'],
    [' ▣ Có ▢ Không', ' ▢ Có ▣ Không'],
    [' Có ▣ Không ▢', ' Có ▢ Không ▣'],
    ['\n▣ Có      ▢ Không', '\n▢ Có      ▣ Không'],
    [' - Không có nhu cầu', ' - Không có nhu cầu'],
  ])('without a table: "…%s" or "…%s"', (yes, no) => {
    const needs = yes === no ? (['no', 'no', 'no', 'no'] as const) : example.needs
    expectTrue(
      {
        needs: (filling) =>
          filling.needs.map((need, index) => `${index + 1}. ${label(index)}${need === 'yes' ? yes : no}`),
      },
      { ...example, needs },
    )
  })

  it('under a head that is split over two rows', () => {
    const head = (text: string, column: number, columnSpan: number, continued = false) => ({
      column,
      columnSpan,
      continued,
      place: null,
      blocks: text === '' ? [] : [line(text)],
    })
    expectTrue({
      needs: (filling) => {
        const body = table(
          ...rows((need, index) => [String(index + 1), label(index), mark(need, 'yes'), mark(need, 'no')])(
            filling,
          ),
        )
        const first = { cells: [head('STT', 0, 1), head('Nhu cầu', 1, 1), head('Trả lời', 2, 2)] }
        const second = {
          cells: [head('', 0, 1, true), head('', 1, 1, true), head('Có', 2, 1), head('Không', 3, 1)],
        }
        return [{ ...body, rows: [first, second, ...body.rows] }]
      },
    })
  })

  it('written behind the label in its cell', () => {
    expectTrue(
      inTable(['STT', 'Nhu cầu'], (need, index) => [
        String(index + 1),
        `${label(index)}: ${need === 'yes' ? 'Có' : 'Không'}`,
      ]),
    )
  })

  it('in a table that a page break cuts', () => {
    const [first, second] = [example.needs.slice(0, 2), example.needs.slice(2)]
    const body = (needs: readonly unknown[], from: number) =>
      needs.map((need, index) => [
        String(from + index + 1),
        label(from + index),
        mark(need, 'yes'),
        mark(need, 'no'),
      ])
    const blocks = written(example, {
      needs: () => [
        table(['STT', 'Nhu cầu', 'Có', 'Không'], ...body(first, 0)),
        'PAGE',
        table(...body(second, 2)),
      ],
    })
    const cut = blocks.indexOf('PAGE')
    const { answers } = only(document(blocks.slice(0, cut), blocks.slice(cut + 1)))
    expect(needIds.map((id) => [answers[id].value, answers[id].review])).toEqual(
      example.needs.map((need) => [need, false]),
    )
  })

  it('marked both ways are for a person', () => {
    const both = inTable(['STT', 'Nhu cầu', 'Có', 'Không'], (_, index) => [
      String(index + 1),
      label(index),
      'x',
      index === 1 ? 'x' : '',
    ])
    const { answers } = only(document(written(example, both)))
    expect(answers['needs.crossAuthentication']).toMatchObject({
      value: null,
      review: true,
      reason: 'both-marked',
    })
    expect(answers['needs.mobile']).toMatchObject({ value: 'yes', review: false })
  })

  it('left empty are null, not "no"', () => {
    expectTrue({}, { ...example, needs: [null, 'yes', null, 'no'] })
  })

  it('marked in flattened text without places are for a person', () => {
    const flat = {
      needs: (filling: Filling) => [
        'Nhu cầu Có Không',
        ...filling.needs.map((_, index) => `${index + 1} ${label(index)} x`),
      ],
    }
    const { answers } = only(document(written(example, flat)))
    for (const id of needIds) expect(answers[id]).toMatchObject({ value: null, review: true })
  })

  it('left empty beside marks that no row has a place for are for a person', () => {
    const apart: Partial<Writing> = {
      needs: () => [
        table(['STT', 'Nhu cầu'], ...needIds.map((_, index) => [String(index + 1), label(index)])),
        table(['Có', 'Không'], ['x', ''], ['', 'x'], ['x', ''], ['', 'x']),
      ],
    }
    const { answers } = only(document(written(example, apart)))
    for (const id of needIds) expect(answers[id]).toMatchObject({ value: null, review: true })
  })

  it('with an x typed beside an empty box are for a person', () => {
    const { answers } = only(
      document(
        written(example, {
          needs: () => needIds.map((_, index) => `${index + 1} ${label(index)} ▢ x`),
        }),
      ),
    )
    for (const id of needIds) expect(answers[id].review).toBe(true)
  })

  it('denied as a whole by a sentence are for a person', () => {
    const denied: Partial<Writing> = {
      needs: (filling) => ['(Đơn vị không có nhu cầu)', ...asTable(filling)],
    }
    const form = only(document(written({ ...example, needs: [null, null, null, null] }, denied)))
    expect(form.section3Remark).toContain('không có nhu cầu')
    expect(form.answers['needs.mobile'].review).toBe(true)
  })
  const asTable = (filling: Filling): (Block | string)[] => [
    table(
      ['STT', 'Nhu cầu', 'Có', 'Không'],
      ...filling.needs.map((_, index) => [String(index + 1), label(index), '', '']),
    ),
  ]
})

describe('The labelled blanks of section 1', () => {
  const ways: Record<string, Writing['fields']> = {
    'typed over the leaders': (f) => [
      `Tên cơ quan: ……${f.agency}…………`,
      `Địa chỉ:.....${f.address}.........`,
      `Điện thoại ${f.agencyPhone}……`,
      'Người cung cấp thông tin:',
      `Họ và tên: ____${f.person}_____`,
      `Số điện thoại: ${f.personPhone}`,
      `Email: ${f.email}......`,
    ],
    'without tones in the labels': (f) => [
      `Ten co quan: ${f.agency}`,
      `Dia chi: ${f.address}`,
      `Dien thoai: ${f.agencyPhone}`,
      'Nguoi cung cap thong tin:',
      `Ho va ten: ${f.person}`,
      `So dien thoai: ${f.personPhone}`,
      `Email: ${f.email}`,
    ],
    'in a table of two columns': (f) => [
      table(
        ['Tên cơ quan', f.agency],
        ['Địa chỉ', f.address],
        ['Điện thoại', f.agencyPhone],
        ['Người cung cấp thông tin', ''],
        ['Họ và tên', f.person],
        ['Số điện thoại', f.personPhone],
        ['Email', f.email],
      ),
    ],
    'with the values on the next line': (f) => [
      'Tên cơ quan:',
      f.agency,
      'Địa chỉ:',
      f.address,
      'Điện thoại:',
      f.agencyPhone,
      'Người cung cấp thông tin:',
      'Họ và tên:',
      f.person,
      'Số điện thoại:',
      f.personPhone,
      'Email:',
      f.email,
    ],
    'with several labels on a line': (f) => [
      `Tên cơ quan: ${f.agency}`,
      `Địa chỉ: ${f.address}`,
      `Điện thoại: ${f.agencyPhone}      Fax: 0204.3854.999`,
      `Người cung cấp thông tin: Họ và tên: ${f.person}   Số điện thoại: ${f.personPhone}   Email: ${f.email}`,
    ],
    'with more labels than printed': (f) => [
      `- Tên cơ quan: ${f.agency}`,
      `- Địa chỉ: ${f.address}`,
      `- Điện thoại: ${f.agencyPhone}; Fax: 0204.3854.999; Website: www.bacgiang.example`,
      '- Người cung cấp thông tin:',
      `+ Họ và tên: ${f.person}`,
      '+ Chức vụ: Phó Trưởng phòng',
      '+ Đơn vị: Trung tâm Tin học - Công báo',
      `+ Số điện thoại: ${f.personPhone}`,
      `+ Email: ${f.email}`,
    ],
    'with values over two lines': (f) => [
      `Tên cơ quan: ${f.agency.split(' ').slice(0, 3).join(' ')}`,
      f.agency.split(' ').slice(3).join(' '),
      `Địa chỉ: ${f.address.split(' ').slice(0, 3).join(' ')}`,
      f.address.split(' ').slice(3).join(' '),
      `Điện thoại: ${f.agencyPhone}`,
      'Người cung cấp thông tin:',
      `Họ và tên: ${f.person}`,
      `Số điện thoại: ${f.personPhone}`,
      `Email: ${f.email.replace('@', ' @')}`,
    ],
    'as column heads above the values': (f) => [
      `Tên cơ quan: ${f.agency}`,
      `Địa chỉ: ${f.address}`,
      `Điện thoại: ${f.agencyPhone}`,
      'Người cung cấp thông tin:',
      table(['Họ và tên', 'Số điện thoại', 'Email'], [f.person, f.personPhone, f.email]),
    ],
    'with other words for the labels': (f) => [
      `Tên đơn vị: ${f.agency}`,
      `Địa chỉ trụ sở: ${f.address}`,
      `Số điện thoại: ${f.agencyPhone}`,
      'Thông tin người cung cấp',
      `Họ tên: ${f.person}`,
      `Điện thoại liên hệ: ${f.personPhone}`,
      `Địa chỉ thư điện tử: ${f.email}`,
    ],
  }
  it.each(Object.entries(ways))('%s', (_, fields) => {
    expectTrue({ fields })
  })

  it('in two columns, the person beside the agency', () => {
    const form = only(
      document(
        written(example, {
          fields: (f) => [
            table(
              [`Tên cơ quan: ${f.agency}`, 'Người cung cấp thông tin:'],
              [`Địa chỉ: ${f.address}`, `Họ và tên: ${f.person}`],
              [`Điện thoại: ${f.agencyPhone}`, `Số điện thoại: ${f.personPhone}`],
              ['', `Email: ${f.email}`],
            ),
          ],
        }),
      ),
    )
    const truth = truthOf(example)
    for (const id of [
      'agency.name',
      'agency.address',
      'agency.phone',
      'contact.name',
      'contact.phone',
      'contact.email',
    ] as const)
      expect([id, form.answers[id].value]).toEqual([id, truth[id]])
  })

  it('tell the two telephones apart when the agency gives only the person’s', () => {
    const form = expectTrue(
      {
        fields: (f) => [
          `Tên cơ quan: ${f.agency}`,
          `Địa chỉ: ${f.address}`,
          'Người cung cấp thông tin:',
          `Họ và tên: ${f.person}`,
          `Số điện thoại: ${f.personPhone}`,
          `Email: ${f.email}`,
        ],
      },
      { ...example, agencyPhone: '' },
      ['agency.phone'],
    )
    expect(form.answers['agency.phone']).toMatchObject({ value: null, review: true })
  })

  it('in handwriting are for a person', () => {
    const form = only(
      document(
        written(example, {
          fields: (f) => [
            {
              kind: 'line',
              place: null,
              tokens: [
                ...line('Tên cơ quan:').tokens,
                { kind: 'word', text: '', place: null, confidence: 0.9, handwritten: true },
              ],
            },
            `Địa chỉ: ${f.address}`,
            `Điện thoại: ${f.agencyPhone}`,
          ],
        }),
      ),
    )
    expect(form.answers['agency.name']).toMatchObject({ value: null, review: true, reason: 'handwriting' })
    expect(form.blank).toBe(false)
  })
})

describe('The counts of section 2b', () => {
  const ways: Record<string, Writing['frequency']> = {
    'on one line': (f) => [`Gửi ${f.sent} Vb/tháng; Nhận ${f.received} Vb/tháng`],
    'typed over leaders': (f) => [`Gửi ….${f.sent}…. Vb/tháng;`, `Nhận ….${f.received}….. Vb/tháng`],
    'with other units': (f) => [`Gửi: ${f.sent} văn bản/tháng, nhận: ${f.received} văn bản/tháng`],
    'in table cells': (f) => [table([`Gửi`, f.sent, 'Vb/tháng'], ['Nhận', f.received, 'Vb/tháng'])],
    'with bullets': (f) => [`- Gửi: ${f.sent} Vb/tháng;`, `- Nhận: ${f.received} Vb/tháng.`],
    'with "đi" and "về"': (f) => [`Gửi đi: ${f.sent} Vb/tháng`, `Nhận về: ${f.received} Vb/tháng`],
    'the other way round': (f) => [`Nhận ${f.received} Vb/tháng;`, `Gửi ${f.sent} Vb/tháng`],
    'in a table with the labels as heads': (f) => [
      table(['Gửi (Vb/tháng)', 'Nhận (Vb/tháng)'], [f.sent, f.received]),
    ],
    'in a table with the labels to the left': (f) => [
      table(['Gửi (Vb/tháng)', f.sent], ['Nhận (Vb/tháng)', f.received]),
    ],
    'with the unit in brackets': (f) => [`- Gửi (Vb/tháng): ${f.sent}`, `- Nhận (Vb/tháng): ${f.received}`],
    'without a unit': (f) => [`Gửi: ${f.sent}`, `Nhận: ${f.received}`],
  }
  it.each(Object.entries(ways))('%s', (_, frequency) => {
    expectTrue({ frequency })
  })

  it('"không có" is a stated 0, an empty blank is null', () => {
    const form = expectTrue(
      { frequency: () => ['Gửi không có Vb/tháng; Nhận ……… Vb/tháng'] },
      { ...example, sent: '0', received: '' },
    )
    expect(form.answers['frequency.sentPerMonth'].raw).toContain('không có')
  })

  it.each([
    ['khoảng 300', 300, 'not-exact'],
    ['200-300', null, 'not-exact'],
    ['hàng trăm', null, 'in-words'],
    ['150/320', null, 'not-exact'],
    ['2017', 2017, 'implausible'],
  ])('"%s" is for a person', (sent, value, reason) => {
    const { answers } = only(document(written({ ...example, sent })))
    expect(answers['frequency.sentPerMonth']).toMatchObject({ value, review: true, reason })
  })

  it('per day is kept and not converted', () => {
    const { answers } = only(
      document(written(example, { frequency: () => ['Gửi 10 Vb/ngày; Nhận 20 Vb/tháng'] })),
    )
    expect(answers['frequency.sentPerMonth']).toMatchObject({
      value: null,
      review: true,
      reason: 'other-period',
      quantity: { min: 10, period: 'day' },
    })
    expect(answers['frequency.receivedPerMonth']).toMatchObject({ value: 20, review: false })
  })

  it('beside an unticked box count as ticked, and a person confirms it', () => {
    const ticks = [...example.ticks.slice(0, 7), false]
    const { answers } = only(document(written({ ...example, ticks })))
    expect(answers['frequency.exchanged']).toMatchObject({
      value: true,
      review: true,
      reason: 'mark-conflict',
    })
  })
})

describe('Pen strokes on paper that no word accounts for', () => {
  /** Lines one below the other, words side by side, as a reader of pictures places them. */
  const placed = (blocks: readonly (Block | string)[]) => {
    let y = 0
    return blocks
      .flatMap((block): (Block | string)[] => (typeof block === 'string' ? block.split('\n') : [block]))
      .map((block): Block => {
        y += 20
        if (typeof block !== 'string') return block
        let x = 100
        const tokens = line(block).tokens.map((token) => {
          const width = token.kind === 'word' ? token.text.length * 8 : 12
          const place = { x, y, width, height: 12 }
          x += width + 6
          return { ...token, place, confidence: 0.95 }
        })
        return { kind: 'line' as const, tokens, place: { x: 100, y, width: x - 100, height: 12 } }
      })
  }
  const read = (filling: Filling, mark: Mark['place']) => {
    const blocks = placed(written(filling))
    const marks: Mark[] = mark ? [{ kind: 'stroke', place: mark, confidence: 0.9 }] : []
    const pages = [{ number: 1, width: 800, height: 1200, blocks, marks }]
    return only({ format: 'pdf-scan', pages, signatures: [], notes: [] }).answers
  }
  const empty = { ...example, address: '', received: '', suggestions: '' }
  const beside = (filling: Filling, start: string) => {
    const blocks = placed(written(filling))
    const found = blocks.find(
      (block) => block.kind === 'line' && block.tokens[0]?.kind === 'word' && block.tokens[0].text === start,
    )
    return { x: 320, y: (found?.place?.y ?? 0) + 1, width: 60, height: 10 }
  }

  it('make an empty blank a question for a person', () => {
    expect(read(empty, null)['agency.address']).toMatchObject({ value: null, review: false })
    expect(read(empty, beside(empty, 'Địa'))['agency.address']).toMatchObject({
      value: null,
      reason: 'handwriting',
    })
    expect(read(empty, beside(empty, 'Nhận'))['frequency.receivedPerMonth']).toMatchObject({
      reason: 'handwriting',
    })
    const below = beside(empty, '4.')
    expect(read(empty, { ...below, y: below.y + 20 }).suggestions).toMatchObject({ reason: 'handwriting' })
  })
})

describe('Free text and signature', () => {
  it('suggestions keep their paragraphs and end before the signature', () => {
    const text = '- Đào tạo cán bộ;\n- Hỗ trợ kinh phí, thiết bị.\nTrân trọng.'
    expectTrue({}, { ...example, suggestions: text })
  })

  it('"Không" is a text', () => {
    expectTrue({}, { ...example, suggestions: 'Không' })
    expectTrue(
      { suggestions: () => ['4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ: Không có'] },
      { ...example, suggestions: 'Không có' },
    )
  })

  it('a deputy signs for the head, in two lines', () => {
    expectTrue(
      {
        signature: () => [
          'Bắc Giang, ngày 20 tháng 4 năm 2017',
          'KT. CHÁNH VĂN PHÒNG',
          'PHÓ CHÁNH VĂN PHÒNG',
          '(đã ký)',
          'Trần Thị Hoa',
        ],
      },
      { ...example, title: 'KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG' },
    )
  })

  it('"Nơi nhận" in the cell beside is not the signer', () => {
    expectTrue({
      signature: (f) => [
        table([
          'Nơi nhận:\n- Như trên;\n- Lưu: VT.',
          `${f.place}, ${f.date}\nCơ quan lập báo cáo\n(Ký, ghi rõ họ tên, chức vụ và đóng dấu)\n${f.title}\n${f.signer}`,
        ]),
      ],
    })
  })

  it('Word has no stamp, a signed file has one', () => {
    const plain = document(written(example))
    expect(only(plain).answers['signed.stamp'].value).toBe('absent')
    const signature = {
      signer: 'Văn phòng',
      organisation: null,
      email: null,
      signedAt: null,
      source: 'certificate' as const,
    }
    expect(only({ ...plain, signatures: [signature] }).answers['signed.stamp'].value).toBe('present')
  })
})

describe('A telephone of the contact', () => {
  it.each(['Số ĐT di động', 'Số ĐTDĐ', 'Số điện thoại liên lạc', 'Số ĐT liên hệ'])(
    'stands behind "%s"',
    (label) => {
      const lines = written(example).map((block) =>
        typeof block === 'string' ? block.replace(/^Số điện thoại(?=:)/, label) : block,
      )
      expect(lines.some((block) => typeof block === 'string' && block.startsWith(`${label}:`))).toBe(true)
      expect(only(document(lines)).answers['contact.phone']).toMatchObject({
        value: example.personPhone,
        review: false,
      })
    },
  )
})

describe('The form among other text', () => {
  const dispatch = [
    'UBND TỈNH BẮC GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'VĂN PHÒNG Độc lập - Tự do - Hạnh phúc',
    'Số: 845/VP-TTTH Bắc Giang, ngày 20 tháng 4 năm 2017',
    'V/v cung cấp thông tin khảo sát ứng dụng chữ ký số',
    'Kính gửi: Trung tâm Tin học, Văn phòng Chính phủ',
    'Thực hiện Công văn số 121/TTTH-ATANTT, Văn phòng UBND tỉnh xin gửi phiếu khảo sát kèm theo. Cơ quan đã thực hiện ký số văn bản điện tử sử dụng phần mềm Adobe PDF.',
    'Nơi nhận: - Như trên; KT. CHÁNH VĂN PHÒNG',
    'PHÓ CHÁNH VĂN PHÒNG',
    'Lê Văn Tám',
  ]
  const letter = [
    'Để hoàn thiện kết nối, liên thông phần mềm quản lý văn bản giữa các cơ quan hành chính nhà nước các cấp, Trung tâm Tin học Văn phòng Chính phủ đề nghị cung cấp thông tin về việc triển khai ứng dụng chữ ký số tại cơ quan (theo mẫu khảo sát đính kèm).',
    'Kết quả khảo sát xin gửi về Trung tâm Tin học Văn phòng Chính phủ trước ngày 25/4/2017 (bản điện tử xin gửi vào hòm thư: atantt@chinhphu.vn).',
  ]

  it('a dispatch before the form on pages of its own', () => {
    const { forms, evidence } = findForms(document(dispatch, written(example)))
    expect(forms).toHaveLength(1)
    expect(forms[0]?.answers['signing.adobePdf']).toMatchObject({ value: false, review: false })
    expect(forms[0]?.pages).toEqual([2, 2])
    expect(evidence.header[0]).toContain('UBND TỈNH BẮC GIANG')
  })

  it('a dispatch whose "Kính gửi" is no count, though that of the form lost a letter', () => {
    const misread = written(example).map((block) =>
      typeof block === 'string' ? block.replace(/^Gửi 320/, 'Gử 320') : block,
    )
    const section3 = misread.findIndex((block) => typeof block === 'string' && block.startsWith('3.'))
    const enclosing = [
      ...dispatch.slice(0, 4),
      'Kính gửi: Trung tâm Tin học, Văn phòng Chính phủ',
      'Thực hiện Công văn số 121/TTTH-ATANTT ngày 04 tháng 4 năm 2017 của Trung tâm Tin học, Văn phòng Chính phủ về việc khảo sát ứng dụng chữ ký số phục vụ gửi/nhận văn bản điện tử qua Hệ thống liên thông văn bản, Văn phòng UBND tỉnh xin gửi Phiếu khảo sát của đơn vị (kèm theo công văn này).',
    ]
    const { answers } = only(document(enclosing, misread.slice(0, section3), misread.slice(section3)))
    expect(answers['frequency.sentPerMonth'].value).toBe(320)
    expect(answers['frequency.exchanged']).toMatchObject({ value: true, review: false })
  })

  it('a dispatch before the form on the same page', () => {
    const { forms } = findForms(document([...dispatch, ...written(example)]))
    expect(forms).toHaveLength(1)
    expect(forms[0]?.answers['agency.name'].value).toBe(example.agency)
  })

  it('a letter behind a form that nobody signed is no part of the suggestions', () => {
    const unsigned = written({ ...example, place: '', date: '', title: '', signer: '' }).slice(0, -5)
    const { suggestions } = only(document(unsigned, dispatch.slice(3, 5))).answers
    expect(suggestions.value).toBe(only(document(unsigned)).answers.suggestions.value)
  })

  it('a letter before a form whose signature has a page of its own is no part of the suggestions', () => {
    const whole = written(example)
    const { suggestions } = only(document(dispatch, whole.slice(0, -5), whole.slice(-5))).answers
    expect(suggestions.value).toBe(only(document(whole)).answers.suggestions.value)
  })

  it('the letter alone is no form', () => {
    expect(findForms(document(letter)).forms).toEqual([])
    expect(findForms(document(dispatch)).forms).toEqual([])
  })

  it('the letter quoted after the form changes nothing', () => {
    const form = only(document(written(example), letter))
    expect(form.answers['signing.vsignPdf'].value).toBe(true)
  })

  it('two agencies in one document are two forms', () => {
    const other = {
      ...example,
      agency: 'Văn phòng UBND tỉnh Hà Nam',
      ticks: blank.ticks,
      sent: '',
      received: '',
    }
    const { forms } = findForms(document(written(example), written(other)))
    expect(forms.map((form) => form.answers['agency.name'].value)).toEqual([example.agency, other.agency])
    expect(forms.map((form) => form.pages)).toEqual([
      [1, 1],
      [2, 2],
    ])
    expect(forms[1]?.answers['signing.vsignPdf']).toMatchObject({ value: false, review: false })
    const together = findForms(document([...written(example), ...written(other)])).forms
    expect(together.map((form) => form.answers['agency.name'].value)).toEqual([example.agency, other.agency])
  })

  it('pages in the wrong order are one form', () => {
    const blocks = written(example)
    const cut = blocks.findIndex((block) => typeof block === 'string' && block.startsWith('3. '))
    const form = only(document(blocks.slice(cut), blocks.slice(0, cut)))
    for (const [id, value] of Object.entries(truthOf(example)))
      expect([id, form.answers[id as QuestionId].value]).toEqual([id, value])
    expect(form.missingSections).toEqual([])
  })

  it('a page of the signature alone, laid before the others, is theirs', () => {
    const blocks = written(example)
    const cut = blocks.findIndex((block) => typeof block === 'string' && block.includes(', ngày '))
    const form = only(document(blocks.slice(cut), blocks.slice(0, cut)))
    for (const [id, value] of Object.entries(truthOf(example)))
      expect([id, form.answers[id as QuestionId].value]).toEqual([id, value])
  })

  it('a statement over a page break with page numbers is found', () => {
    const blocks = written(example)
    const at = blocks.findIndex(
      (block) => typeof block === 'string' && block.includes('tập trung để thực hiện'),
    )
    const words = String(blocks[at]).split(' ')
    const form = only(
      document(
        [...blocks.slice(0, at), words.slice(0, 12).join(' '), '1'],
        [words.slice(12).join(' '), ...blocks.slice(at + 1)],
      ),
    )
    for (const [id, value] of Object.entries(truthOf(example)))
      expect([id, form.answers[id as QuestionId].value]).toEqual([id, value])
  })

  it('a missing second page is named, and its answers are for a person', () => {
    const blocks = written(example)
    const cut = blocks.findIndex((block) => typeof block === 'string' && block.startsWith('3. '))
    const form = only(document(blocks.slice(0, cut)))
    expect(form.missingSections).toEqual(['3', '4'])
    expect(form.answers['needs.mobile']).toMatchObject({ value: null, review: true, reason: 'page-missing' })
    expect(form.answers['signing.vsignPdf']).toMatchObject({ value: true, review: false })
  })

  it('the second page alone is a form with its first part missing', () => {
    const blocks = written(example)
    const cut = blocks.findIndex((block) => typeof block === 'string' && block.startsWith('3. '))
    const form = only(document(blocks.slice(cut)))
    expect(form.missingSections).toEqual(['1', '2'])
    expect(form.answers['signing.vsignPdf']).toMatchObject({
      value: false,
      review: true,
      reason: 'page-missing',
    })
    expect(form.answers['agency.name']).toMatchObject({ value: null, review: true })
    expect(form.answers['needs.mobile']).toMatchObject({ value: 'yes', review: false })
  })
})
