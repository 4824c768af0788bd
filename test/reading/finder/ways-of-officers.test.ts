import { describe, expect, it } from 'vitest'
import type { FormReading } from '../../../src/reading/document-reading.ts'
import { findForms } from '../../../src/reading/finder/find-forms.ts'
import { needIds, statementIds } from '../../../src/reading/finder/printed.ts'
import type { Block, Line, Table, Transcript } from '../../../src/reading/transcript.ts'
import { type QuestionId, questionOf } from '../../../src/survey/form.ts'
import { example, type Filling, type Writing, written } from './filled.ts'
import { document, line, table } from './paper.ts'

/** How officers were seen to fill in the form in ways that it does not foresee. */

const only = (transcript: Transcript): FormReading => {
  const { forms } = findForms(transcript)
  expect(forms).toHaveLength(1)
  return forms[0] as FormReading
}
const answersOf = (how: Partial<Writing>, filling: Filling = example) =>
  only(document(written(filling, how))).answers

const coloured = (text: string, on: boolean): Line => line(text, on ? { style: { coloured: true } } : {})
const label = (index: number): string => questionOf(needIds[index] as QuestionId).label

describe('Statements that were chosen by their looks go to a person', () => {
  it('in red, all boxes left empty, and with them those that were not chosen', () => {
    const answers = answersOf({ statement: (text, ticked) => [coloured(`▢ ${text}`, ticked)] })
    for (const [index, id] of statementIds.entries())
      expect([id, answers[id].value, answers[id].reason]).toEqual([id, example.ticks[index], 'style-only'])
  })

  it.each(['highlighted', 'coloured'])('%s, its box left empty where others are ticked', (style) => {
    const answers = answersOf({
      statement: (text, ticked, index) => [
        line(`${ticked ? '▣' : '▢'} ${text}`, index === 3 ? { style: { [style]: true } } : {}),
      ],
    })
    expect(answers['signing.adobePdf']).toMatchObject({ review: true, reason: 'style-only' })
    expect(answers['signing.vsignPdf']).toMatchObject({ value: true, review: false })
    expect(answers['signing.centralized']).toMatchObject({ value: false, review: false })
  })

  it('but colours that the ticked ones have as well are no choice', () => {
    const answers = answersOf({
      statement: (text, ticked) => [line(`${ticked ? '▣' : '▢'} ${text}`, { style: { coloured: true } })],
    })
    expect(answers['signing.adobePdf']).toMatchObject({ value: false, review: false })
  })

  it('with only the box highlighted', () => {
    const answers = answersOf({
      statement: (text, ticked) => [
        {
          kind: 'line',
          place: null,
          tokens: [...line('☐', ticked ? { style: { highlighted: true } } : {}).tokens, ...line(text).tokens],
        },
      ],
    })
    expect(answers['signing.vsignPdf']).toMatchObject({ value: true, review: true, reason: 'style-only' })
  })

  it('by striking out the others', () => {
    const answers = answersOf({
      statement: (text, ticked) => [line(`▢ ${text}`, ticked ? {} : { style: { struck: true } })],
    })
    for (const [index, id] of statementIds.entries())
      expect([id, answers[id].review, answers[id].value]).toEqual([id, true, example.ticks[index]])
  })

  it('but not where the others are struck out and left empty while these are ticked: both say the same', () => {
    const struck = (text: string, on: boolean) => line(text, on ? { style: { struck: true } } : {})
    const agreeing = answersOf({
      statement: (text, ticked) => [struck(`${ticked ? '☒' : '☐'} ${text}`, !ticked)],
    })
    for (const [index, id] of statementIds.entries())
      expect([id, agreeing[id].value, agreeing[id].review]).toEqual([id, example.ticks[index], false])
    const other = answersOf({
      statement: (text, ticked, index) => [struck(`${ticked ? '☒' : '☐'} ${text}`, !ticked || index === 0)],
    })
    expect(other['connection.internal'].review).toBe(true)
    expect(other['signing.adobePdf'].review).toBe(true)
    const all = answersOf({ statement: (text) => [struck(`☐ ${text}`, true)] })
    for (const id of statementIds) expect(all[id].review).toBe(true)
  })

  it('by ☑ where all others have ☒', () => {
    const answers = answersOf({ statement: (text, ticked) => [`${ticked ? '☑' : '☒'} ${text}`] })
    expect(answers['signing.vsignPdf']).toMatchObject({ value: true, review: false })
    expect(answers['signing.adobePdf']).toMatchObject({ review: true, reason: 'mark-conflict' })
  })

  it('and ☒ beside empty boxes is a tick like any other', () => {
    const answers = answersOf({ statement: (text, ticked) => [`${ticked ? '☒' : '☐'} ${text}`] })
    expect(answers['signing.vsignPdf']).toMatchObject({ value: true, review: false })
  })

  it.each(['(nhầm, bỏ)', '(đánh nhầm)', '- hủy', '(đang thử nghiệm)'])(
    'ticked, with "%s" behind',
    (remark) => {
      const answers = answersOf({
        statement: (text, ticked, index) => [
          `${ticked ? '▣' : '▢'} ${text}${index === 2 ? ` ${remark}` : ''}`,
        ],
      })
      expect(answers['signing.vsignPdf'].review).toBe(true)
      expect(answers['signing.integrated']).toMatchObject({ value: true, review: false })
    },
  )
})

describe('Needs that were not answered as printed', () => {
  const rows = (cells: (need: 'yes' | 'no' | null, index: number) => [string, string]): Partial<Writing> => ({
    needs: (filling) => [
      table(
        ['STT', 'Nhu cầu', 'Có', 'Không'],
        ...filling.needs.map((need, index) => [String(index + 1), label(index), ...cells(need, index)]),
      ),
    ],
  })

  it.each(['?', '*', '/'])('a lone "%s" in a cell is for a person', (sign) => {
    const answers = answersOf(rows((_, index) => (index === 1 ? [sign, ''] : ['x', ''])))
    expect(answers['needs.crossAuthentication']).toMatchObject({ value: null, review: true })
    expect(answers['needs.mobile']).toMatchObject({ value: 'yes', review: false })
  })

  it('a sentence below the empty table answers for all of it, to be written down by a person', () => {
    const needs = (filling: Filling): Block[] => [
      ...(written(
        filling,
        rows(() => ['', '']),
      ).filter((one) => typeof one !== 'string') as Block[]),
      line('Có nhu cầu đối với cả 04 nội dung nêu trên.'),
    ]
    const form = only(document(written(example, { needs })))
    for (const id of needIds) expect(form.answers[id]).toMatchObject({ value: null, review: true })
    expect(form.section3Remark).toBeNull()
  })

  it('one mark in a cell over all four rows is for a person, also in the first of them', () => {
    const whole = table(
      ['STT', 'Nhu cầu', 'Có', 'Không'],
      ...needIds.map((_, index) => [String(index + 1), label(index), index === 0 ? 'x' : '', '']),
    )
    const merged: Table = {
      ...whole,
      rows: whole.rows.map(({ cells }, row) => ({
        cells: cells.map((cell) => ({ ...cell, continued: row > 1 && cell.column > 1 })),
      })),
    }
    const answers = answersOf({ needs: () => [merged] })
    for (const id of needIds) expect([id, answers[id].review]).toEqual([id, true])
  })

  it('an unanswered row beside one answered by colour only is for a person too', () => {
    const answers = answersOf({
      needs: () => [
        table(
          ['STT', 'Nhu cầu', 'Trả lời'],
          ...needIds.map((_, index) => [
            String(index + 1),
            label(index),
            [
              {
                kind: 'line' as const,
                place: null,
                tokens: [...coloured('Có', index === 0).tokens, ...line('/').tokens, ...line('Không').tokens],
              },
            ],
          ]),
        ),
      ],
    })
    for (const id of needIds) expect(answers[id]).toMatchObject({ review: true, reason: 'style-only' })
  })

  it('0 below "Có/Không" is most likely no, and for a person', () => {
    const answers = answersOf({
      needs: () => [
        table(
          ['STT', 'Nhu cầu', 'Có/Không'],
          ...needIds.map((_, index) => [String(index + 1), label(index), index % 2 === 0 ? '1' : '0']),
        ),
      ],
    })
    for (const id of needIds) expect([id, answers[id].review]).toEqual([id, true])
  })

  it('the table of section 3 alone, answered, is a form with the rest missing', () => {
    const form = only(
      document([
        'UBND tỉnh Sơn La',
        `3. ${'Nhu cầu sử dụng giải pháp hệ thống ký số tập trung do Văn phòng Chính phủ triển khai để ký số văn bản điện tử các phần mềm và dịch vụ công của cơ quan'}`,
        ...((rows((need) => [need === 'yes' ? 'x' : '', need === 'no' ? 'x' : '']).needs?.(example) ??
          []) as Block[]),
      ]),
    )
    expect(form.answers['needs.mobile']).toMatchObject({ value: 'yes', review: false })
    expect(form.answers['signing.vsignPdf']).toMatchObject({ review: true, reason: 'page-missing' })
    expect(form.missingSections).toEqual(['1', '2', '4'])
  })
})

describe('Figures written where there is room', () => {
  const counts = (sent: string, received: string) =>
    answersOf({ frequency: () => [`Gửi ………… Vb/tháng${sent}`, `Nhận ………… Vb/tháng${received}`] })

  it('behind the unit, in figures or in words', () => {
    const answers = counts(': 120', ': ba trăm')
    expect(answers['frequency.sentPerMonth']).toMatchObject({ value: 120, review: false })
    expect(answers['frequency.receivedPerMonth'].review).toBe(true)
  })

  it('and "chưa có" behind the unit is no empty blank', () => {
    expect(counts(': chưa có', '')['frequency.sentPerMonth'].value).toBe(0)
  })
})

describe('The signature block', () => {
  const signed = (...lines: string[]) => answersOf({ signature: () => lines })
  const head = ['Bắc Giang, ngày 20 tháng 4 năm 2017', 'Cơ quan lập báo cáo', 'CHÁNH VĂN PHÒNG']

  it.each([
    ...['Cao Anh Thắng', 'Nông Văn Trường', 'Trương Thị Hà', 'Phó Đức Phương', 'Nguyễn Văn Quyền'],
    ...['Vũ Thị Bích Quyên', 'Triệu Ngọc Quyên', 'Lê Văn Trưởng'],
    // Of the peoples of the Central Highlands.
    ...["K'Brếp", 'K’Brếp', "H'Yim Kđoh", 'Y Thịnh Niê', 'Rơ Châm Hyéo', "Ksor H'Bơ Khăp"],
  ])('is signed by %s', (name) => {
    expect(signed(...head, name)['signed.name']).toMatchObject({ value: name, review: false })
    expect(signed(...head, name)['signed.title'].value).toBe('CHÁNH VĂN PHÒNG')
  })

  it('may name the signer first and the office below', () => {
    const answers = signed(...head.slice(0, 2), 'Phạm Kim Lan', 'CHÁNH VĂN PHÒNG')
    expect(answers['signed.name']).toMatchObject({ value: 'Phạm Kim Lan', review: false })
    expect(answers['signed.title']).toMatchObject({ value: 'CHÁNH VĂN PHÒNG', review: false })
  })

  it.each(['Trưởng phòng', 'Quyền Giám đốc', 'Phó Trưởng Ban'])('"%s" is an office, not a name', (title) => {
    const answers = signed(...head.slice(0, 2), title, 'Trần Thị Hoa')
    expect(answers['signed.title'].value).toBe(title)
    expect(answers['signed.name'].value).toBe('Trần Thị Hoa')
  })

  it('whose date line clings to the list of copies or to the suggestions is found all the same', () => {
    const clinging = signed('- Lưu: VT.Hà Nội, ngày 12 tháng 4 năm 2017', ...head.slice(1), 'Trần Thị Hoa')
    expect(clinging['signed.place'].value).toBe('Hà Nội')
    expect(clinging['signed.date'].value).toBe('2017-04-12')
    const nowhere = signed(
      '- Lưu: VT, TH. ………………, ngày 17 tháng 4 năm 2017',
      ...head.slice(1),
      'Trần Thị Hoa',
    )
    expect(nowhere['signed.place'].value).toBeNull()
    expect(nowhere['signed.date'].value).toBe('2017-04-17')
    const below = answersOf({
      suggestions: () => [
        '4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:',
        'Đề nghị nâng cấp.Hậu Giang, ngày 26 tháng 4 năm 2017',
      ],
      signature: () => head.slice(1),
    })
    expect(below.suggestions.value).toBe('Đề nghị nâng cấp.')
    expect(below['signed.place'].value).toBe('Hậu Giang')
  })

  it('whose day was written by pen and read as a letter is dated by a person, and ends the suggestions', () => {
    const below = answersOf({
      suggestions: () => ['4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:', 'Đề nghị nâng cấp.'],
      signature: () => ['Cao Bằng, ngày 2ƒ tháng .Š. năm 2017', ...head.slice(1), 'Trần Thị Hoa'],
    })
    expect(below.suggestions.value).toBe('Đề nghị nâng cấp.')
    expect(below['signed.place'].value).toBe('Cao Bằng')
    expect(below['signed.date'].review).toBe(true)
  })

  it.each(['………………, ngày 20/4/2017', 'ngày 20/4/2017'])(
    'dated "%s", its place left blank, ends the suggestions',
    (date) => {
      const answers = signed(date, ...head.slice(1), 'Trần Thị Hoa')
      expect(answers['signed.place']).toMatchObject({ value: null, review: false })
      expect(answers['signed.date']).toMatchObject({ value: '2017-04-20', review: false })
      expect(answers.suggestions).toMatchObject({ value: example.suggestions, review: false })
    },
  )

  describe('beside which the officer signs who filled in the form', () => {
    const preparer = ['Người lập phiếu', '(Ký, ghi rõ họ tên)', 'Đỗ Như Trưởng']
    const signer = [
      ...head.slice(0, 2),
      '(Ký, ghi rõ họ tên, chức vụ và đóng dấu)',
      'CHÁNH VĂN PHÒNG',
      'Trần Thị Hoa',
    ]
    const cells = (...columns: string[][]) =>
      answersOf({ signature: () => [table(columns.map((lines) => lines.join('\n')))] })
    const expectSigner = (answers: FormReading['answers']) => {
      expect(answers.suggestions).toMatchObject({ value: example.suggestions, review: false })
      expect(answers['signed.name']).toMatchObject({ value: 'Trần Thị Hoa', review: false })
      expect(answers['signed.title']).toMatchObject({ value: 'CHÁNH VĂN PHÒNG', review: false })
    }

    it.each([
      preparer,
      ['NGƯỜI LẬP BIỂU', ...preparer.slice(1)],
      ['Cán bộ tổng hợp', 'Đỗ Như Trưởng'],
      ['Người lập phiếu: Đỗ Như Trưởng'],
    ])('the signer is who signs for the body: %s', (...lines) => {
      expectSigner(cells(lines, signer))
      expectSigner(cells(signer, lines))
      const rows = signer.map((text, row) => [lines[row] ?? '', text])
      expectSigner(answersOf({ signature: () => [table(...rows)] }))
      expectSigner(signed(...lines, ...signer))
      expectSigner(signed(...signer, ...lines))
    })

    it('also where only the hint below his office tells him', () => {
      const lines = ['Phụ trách phòng CNTT', ...preparer.slice(1)]
      expectSigner(cells(lines, signer))
      expectSigner(cells(signer, lines))
      expectSigner(signed(...lines, ...signer))
      expect(cells(lines, signer.slice(0, 3))['signed.name'].review).toBe(true)
    })

    it('the form is not signed as long as only that officer did', () => {
      const unsigned = cells(preparer, signer.slice(0, 3))
      expect(unsigned['signed.name']).toMatchObject({ value: null, review: false })
      expect(unsigned['signed.title']).toMatchObject({ value: null, review: false })
    })

    it('a person tells the two apart where they share their lines', () => {
      const shared = signed(
        head[0] as string,
        'Người lập phiếu Cơ quan lập báo cáo',
        '(Ký, ghi rõ họ tên) (Ký, ghi rõ họ tên, chức vụ và đóng dấu)',
        'Đỗ Như Trưởng Trần Thị Hoa',
      )
      expect(shared['signed.name'].review).toBe(true)
      expect(shared.suggestions).toMatchObject({ value: example.suggestions, review: false })
    })

    it('a sentence about such officers is a suggestion like any other', () => {
      const text = 'Người lập phiếu cần được tập huấn.'
      const answers = answersOf({}, { ...example, suggestions: text })
      expect(answers.suggestions).toMatchObject({ value: text, review: false })
    })
  })

  it('in a place whose dots go on behind it ends the suggestions before the place', () => {
    const answers = signed('.....Đắk Lắk....., ngày ...10. tháng ...4... năm 2017', ...head.slice(1))
    expect(answers['signed.place']).toMatchObject({ value: 'Đắk Lắk', review: false })
    expect(answers['signed.date']).toMatchObject({ value: '2017-04-10', review: false })
    expect(answers.suggestions.value).toBe(example.suggestions)
  })

  it('in TP.Hồ Chí Minh, typed without a space, is one place', () => {
    expect(signed('TP.Hồ Chí Minh, ngày 12 tháng 4 năm 2017', ...head.slice(1))['signed.place'].value).toBe(
      'TP.Hồ Chí Minh',
    )
  })
})

describe('A row of section 3', () => {
  it('with a mark in a cell that no head stands over goes to a person', () => {
    const [head, ...rows] = needIds.map((_, index) => ['', label(index), '', ''])
    const { answers } = only(
      document(
        written(example, {
          needs: () => [
            table(
              ['STT', 'Nhu cầu', 'Có', 'Không'],
              ['1', head?.[1] ?? '', '▣', '▢'],
              ...rows.map((row, index) =>
                index === 1
                  ? [String(index + 2), row[1] ?? '', '▢', '▢', '▩']
                  : [String(index + 2), row[1] ?? '', '▢', '▣'],
              ),
            ),
          ],
        }),
      ),
    )
    expect(answers['needs.mobile']).toMatchObject({ value: 'yes', review: false })
    expect(answers['needs.signatureTraining']).toMatchObject({ value: null, review: true })
  })
})

describe('Section 1', () => {
  it('of which the last line of the address is "Hải Phòng", no label of a department', () => {
    const answers = answersOf({
      fields: (f) => [
        `Tên cơ quan: ${f.agency}`,
        'Địa chỉ: Số 1 lô 11A đường Lê Hồng Phong, quận Ngô Quyền, thành phố',
        'Hải Phòng',
        `Điện thoại: ${f.agencyPhone}`,
        'Người cung cấp thông tin:',
        `Họ và tên: ${f.person}`,
      ],
    })
    expect(answers['agency.address'].value).toBe(
      'Số 1 lô 11A đường Lê Hồng Phong, quận Ngô Quyền, thành phố Hải Phòng',
    )
  })

  it('is read with labels in English', () => {
    const answers = answersOf({
      fields: (f) => [
        `Agency name: ${f.agency}`,
        `Address: ${f.address}`,
        `Telephone: ${f.agencyPhone}`,
        'Information provided by:',
        `Full name: ${f.person}`,
        `Phone number: ${f.personPhone}`,
        `E-mail: ${f.email}`,
      ],
    })
    expect(answers['agency.name']).toMatchObject({ value: example.agency, review: false })
    expect(answers['agency.phone'].value).toBe(example.agencyPhone)
    expect(answers['contact.phone'].value).toBe(example.personPhone)
  })

  it('keeps the full stop of a sentence whose leader goes on behind it', () => {
    const answers = answersOf({
      suggestions: () => [
        '4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:',
        'Đề nghị cấp thêm chứng thư số. ..............................',
      ],
    })
    expect(answers.suggestions.value).toBe('Đề nghị cấp thêm chứng thư số.')
  })

  describe('with values typed below the dots of their labels', () => {
    const below = (filling: Filling) =>
      [
        ['Tên cơ quan', filling.agency],
        ['Địa chỉ', filling.address],
        ['Điện thoại', filling.agencyPhone],
        ['Người cung cấp thông tin', null],
        ['Họ và tên', filling.person],
        ['Số điện thoại', filling.personPhone],
        ['Email', filling.email],
      ] as const
    const fields = [
      'agency.name',
      'agency.address',
      'agency.phone',
      'contact.name',
      'contact.phone',
      'contact.email',
    ] as const
    const truth = [
      example.agency,
      example.address,
      example.agencyPhone,
      example.person,
      example.personPhone,
      example.email,
    ]

    it('is read where every value has its label and every label its value', () => {
      const answers = answersOf({
        fields: (f) =>
          below(f).flatMap(([name, value]) => (value === null ? [`${name}:`] : [`${name}: ……………`, value])),
      })
      for (const [index, id] of fields.entries())
        expect([id, answers[id].value, answers[id].review]).toEqual([id, truth[index], false])
    })

    it('is read where a long value alone went to the next line', () => {
      const answers = answersOf({
        fields: (f) =>
          below(f).flatMap(([name, value]) =>
            name === 'Email' || name === 'Điện thoại'
              ? [`${name}: ……`, `${value}……`]
              : [`${name}: ${value ?? ''}`],
          ),
      })
      for (const [index, id] of fields.entries())
        expect([id, answers[id].value, answers[id].review]).toEqual([id, truth[index], false])
    })

    it.each(['……………', ''])(
      'goes to a person where the values may as well stand above their labels: "%s"',
      (dots) => {
        const answers = answersOf({
          fields: (f) =>
            below(f).flatMap(([name, value]) =>
              value === null ? [`${name}:`] : [value, `${name}: ${dots}`],
            ),
        })
        for (const id of fields) expect([id, answers[id]]).toMatchObject([id, { review: true }])
      },
    )

    it('goes to a person where one may belong to the empty blank below', () => {
      const answers = answersOf({
        fields: (f) => [
          `Tên cơ quan: ${f.agency}`,
          'Địa chỉ: ……………',
          f.address,
          'Điện thoại: ……………',
          'Người cung cấp thông tin:',
          `Họ và tên: ${f.person}`,
          `Số điện thoại: ${f.personPhone}`,
          `Email: ${f.email}`,
        ],
      })
      expect(answers['agency.address'].review).toBe(true)
    })
  })

  it('keeps the stop of "TP." where a line ends behind it and the dots go on', () => {
    const answers = answersOf({
      fields: (f) => [
        `Tên cơ quan: ${f.agency}`,
        'Địa chỉ: 85A đường Nguyễn Trãi, TP.........',
        '.Cần Thơ..................',
        `Điện thoại: ${f.agencyPhone}`,
        'Người cung cấp thông tin:',
        `Họ và tên: ${f.person}`,
        `Số điện thoại: ${f.personPhone}`,
        `Email: ${f.email}`,
      ],
    })
    expect(answers['agency.address'].value).toBe('85A đường Nguyễn Trãi, TP. Cần Thơ')
  })

  it('ends a value at a label that officers add, whatever they call it', () => {
    const answers = answersOf({
      fields: (f) => [
        `Tên cơ quan: ${f.agency}`,
        `Họ và tên: ${f.person}`,
        'Chức vụ, phòng: Chuyên viên',
        `Số điện thoại: ${f.personPhone}`,
      ],
    })
    expect(answers['contact.name']).toMatchObject({ value: example.person, review: false })
  })
})

describe('Suggestions', () => {
  const heading = '4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:'

  it('keep the dot of a kind of file that a line begins with', () => {
    const text = 'Hỗ trợ ký số phụ lục định dạng'
    const answers = answersOf({ suggestions: () => [heading, text, '.xls, .xlsx.'] })
    expect(answers.suggestions.value).toMatch(/\.xls, \.xlsx\.$/)
  })

  it('end at the head of a section that stands behind them', () => {
    const parts = written(example)
    const [from, to] = ['3. ', '4. '].map((head) =>
      parts.findIndex((part) => typeof part === 'string' && part.startsWith(head)),
    ) as [number, number]
    const needs = parts.splice(from, to - from)
    parts.splice(from + 2, 0, ...needs)
    const { answers } = only(document(parts))
    expect(answers.suggestions).toMatchObject({ value: example.suggestions, review: false })
    expect(answers['needs.mobile']).toMatchObject({ value: 'yes', review: false })
  })

  it('into which lines of a column beside them ran go to a person', () => {
    const answers = answersOf({
      suggestions: () => [heading, 'Đề nghị thông báo khi Họ và tên: Chu Quốc Tuấn thay đổi cấu hình'],
    })
    expect(answers.suggestions.review).toBe(true)
  })
})

describe('Where a page ends', () => {
  const needsOver = (options: string, ...between: string[]): ReturnType<typeof only> => {
    const all = written(example, {
      needs: () => needIds.flatMap((_, index) => [`${index + 1}. ${label(index)}`, '▢ Có ▣ Không']),
    })
    const cut = all.findIndex((block) => typeof block === 'string' && block.startsWith('2. Nhu cầu xác'))
    return only(document([...all.slice(0, cut + 1), ...between], [options, ...all.slice(cut + 2)]))
  }

  it('between a need and its answer, the answer is read', () => {
    expect(needsOver('▣ Có ▢ Không').answers['needs.crossAuthentication']).toMatchObject({
      value: 'yes',
      review: false,
    })
    expect(needsOver('▣ Có ▢ Không').answers['needs.mobile']).toMatchObject({ value: 'no', review: false })
  })

  it.each([
    'https://mail.example/phieu.html 1/2',
    '20/4/2017, 15:01 Phiếu khảo sát',
    'Trang 1/2',
    '- 1 -',
    '1',
  ])('and a program printed "%s" there, nobody wrote that', (furniture) => {
    const { answers } = needsOver('▣ Có ▢ Không', furniture)
    expect(answers['needs.crossAuthentication']).toMatchObject({ value: 'yes', review: false })
    const all = written({ ...example, suggestions: '' })
    const cut = all.length - 5
    const split = only(document([...all.slice(0, cut), furniture], all.slice(cut)))
    expect(split.answers.suggestions).toMatchObject({ value: null, review: false })
  })
})

describe('Of two options printed behind a need', () => {
  const answered = (options: string) =>
    answersOf({ needs: () => needIds.map((_, index) => `${index + 1}. ${label(index)} ${options}`) })

  it.each(['/ Không', 'Có /'])('one alone, "%s", goes to a person: a ring hides the other', (options) => {
    for (const id of needIds) expect(answered(options)[id]).toMatchObject({ review: true })
  })
})
