import {
  AlignmentType,
  CheckBox,
  Document,
  Packer,
  Paragraph,
  type ParagraphChild,
  SymbolRun,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { type QuestionId, questionOf } from '../../survey/form.ts'
import tcvn3 from '../../vietnamese/tcvn3.json' with { type: 'json' }
import type { FormAnswers } from './answers.ts'
import { type PackedBoxStyle, packedBoxStyles, placeOf, withBoxes } from './word-boxes.ts'

/** How boxes are made; each is met in real answers. */
export const boxStyles = [
  'content-control',
  'symbol',
  'symbol-2',
  'wingdings-letters',
  'unicode',
  'unicode-tick',
  'brackets',
  'typed-over',
  ...packedBoxStyles,
] as const
type BoxStyle = (typeof boxStyles)[number]

export interface WordFormOptions {
  readonly boxes?: BoxStyle
  /** What stands in a chosen cell of section 3. */
  readonly mark?: string
  /** Boxes behind their statements instead of before. */
  readonly boxesRight?: boolean
  /** Dot leaders around what was filled in. */
  readonly leaders?: boolean
  /** Written in the TCVN3 font .VnTime, as from an old template. */
  readonly legacyFont?: boolean
  /** Statements left out by the sender. */
  readonly deleted?: readonly QuestionId[]
  /** Rows of section 3 in which both cells are marked. */
  readonly bothMarked?: readonly QuestionId[]
  readonly separators?: { readonly thousands: boolean }
}

const toTcvn3 = new Map([
  ...Object.entries(tcvn3.upperToned.encodeAs),
  ...Object.entries(tcvn3.map).map(([code, letter]) => [letter, code] as const),
])

/** Unicode to TCVN3, as the letters look when read as Latin-1. */
const encodeTcvn3 = (text: string): string =>
  [...text].map((letter) => toTcvn3.get(letter) ?? letter).join('')

const onlyInCapitals = Object.keys(tcvn3.upperToned.encodeAs).join('')
const byFont = new RegExp(`[${onlyInCapitals}]+|[^${onlyInCapitals}]+`, 'gu')

/** Accented capitals have no code of their own: a typist changes to the font that draws small letters as capitals. */
function runsInTcvn3(text: string): { text: string; font: string }[] {
  return (text.match(byFont) ?? ['']).map((part) => ({
    text: encodeTcvn3(part),
    font: onlyInCapitals.includes(part.slice(0, 1)) && part !== '' ? '.VnTimeH' : '.VnTime',
  }))
}

const sections: readonly QuestionId[][] = [
  ['connection.internal', 'connection.government'],
  [
    'signing.vsignPdf',
    'signing.adobePdf',
    'signing.microsoftWord',
    'signing.integrated',
    'signing.centralized',
    'frequency.exchanged',
  ],
]
const rows: readonly QuestionId[] = [
  'needs.mobile',
  'needs.crossAuthentication',
  'needs.signatureTraining',
  'needs.securityTraining',
]

/** Makes the form as a Word file, filled in as told. The same input gives the same document. */
export async function makeWordForm(answers: FormAnswers, options: WordFormOptions = {}): Promise<Uint8Array> {
  const { boxes = 'unicode', mark = 'x', leaders = false, legacyFont = false } = options
  const text = (value: string, style: { bold?: boolean; italics?: boolean } = {}): TextRun[] =>
    legacyFont
      ? runsInTcvn3(value).map((run) => new TextRun({ ...run, size: 26, ...style }))
      : [new TextRun({ text: value, font: 'Times New Roman', size: 26, ...style })]
  const line = (...children: (ParagraphChild | ParagraphChild[])[]): Paragraph =>
    new Paragraph({ children: children.flat() })
  const centred = (value: string, style = {}): Paragraph =>
    new Paragraph({ alignment: AlignmentType.CENTER, children: text(value, style) })

  const box = (ticked: boolean): ParagraphChild => {
    switch (boxes) {
      case 'content-control':
        return new CheckBox({
          checked: ticked,
          checkedState: { value: '2612', font: 'MS Gothic' },
          uncheckedState: { value: '2610', font: 'MS Gothic' },
        })
      case 'symbol':
        return new SymbolRun({ char: ticked ? 'F0FE' : 'F0A8', symbolfont: 'Wingdings' })
      case 'symbol-2':
        return new SymbolRun({ char: ticked ? 'F052' : 'F0A3', symbolfont: 'Wingdings 2' })
      case 'wingdings-letters':
        return new TextRun({ text: ticked ? 'þ' : 'o', font: 'Wingdings' })
      case 'unicode':
        return new TextRun({ text: ticked ? '☒' : '☐', font: 'Segoe UI Symbol' })
      case 'unicode-tick':
        return new TextRun({ text: ticked ? '☑' : '□', font: 'Segoe UI Symbol' })
      case 'brackets':
        return new TextRun({ text: ticked ? '[x]' : '[ ]', font: 'Times New Roman' })
      case 'typed-over':
        return new TextRun({ text: ticked ? 'x' : '☐', font: 'Times New Roman' })
      default:
        return new TextRun({ text: placeOf(ticked) })
    }
  }
  const field = (label: string, id: QuestionId): Paragraph => {
    const value = written(answers[id])
    const dots = leaders || value === '' ? '…'.repeat(value === '' ? 30 : 4) : ''
    return line(text(`${label}: ${value}${dots}`))
  }
  const statement = (id: QuestionId): Paragraph[] => {
    if (options.deleted?.includes(id)) return []
    const { label } = questionOf(id)
    const ticked = answers[id] === true
    return [options.boxesRight ? line(text(`${label} `), box(ticked)) : line(box(ticked), text(` ${label}`))]
  }
  const figure = (id: QuestionId): string => {
    const value = answers[id]
    if (typeof value === 'number' && options.separators?.thousands && value >= 1000) {
      return `${Math.floor(value / 1000)}.${String(value % 1000).padStart(3, '0')}`
    }
    return written(value) || '…………'
  }
  const cell = (value: string, width: number): TableCell =>
    new TableCell({ width: { size: width, type: WidthType.PERCENTAGE }, children: [line(text(value))] })
  const needRow = (id: QuestionId, at: number): TableRow => {
    const both = options.bothMarked?.includes(id) === true
    return new TableRow({
      children: [
        cell(String(at + 1), 8),
        cell(questionOf(id).label, 68),
        cell(answers[id] === 'yes' || both ? mark : '', 12),
        cell(answers[id] === 'no' || both ? mark : '', 12),
      ],
    })
  }
  const [year = '2017', month = '', day = ''] = written(answers['signed.date']).split('-')

  const document = new Document({
    creator: 'Hòm Phiếu',
    title: 'Phiếu khảo sát',
    sections: [
      {
        children: [
          centred('PHIẾU KHẢO SÁT', { bold: true }),
          centred('(Kèm theo công văn của Trung tâm Tin học VPCP ngày … tháng 4 năm 2017)', {
            italics: true,
          }),
          line(text('1. Thông tin chung về cơ quan được khảo sát', { bold: true })),
          field('Tên cơ quan', 'agency.name'),
          field('Địa chỉ', 'agency.address'),
          field('Điện thoại', 'agency.phone'),
          line(text('Người cung cấp thông tin:')),
          field('Họ và tên', 'contact.name'),
          field('Số điện thoại', 'contact.phone'),
          field('Email', 'contact.email'),
          line(text('2. Hiện trạng kết nối, liên thông văn bản điện tử và ứng dụng ký số', { bold: true })),
          line(text('a. Kết nối, liên thông văn bản điện tử')),
          ...(sections[0] as QuestionId[]).flatMap(statement),
          line(text('b. Ứng dụng chữ ký số gửi/nhận văn bản điện tử')),
          ...(sections[1] as QuestionId[]).flatMap(statement),
          line(text(`Gửi ${figure('frequency.sentPerMonth')} Vb/tháng;`)),
          line(text(`Nhận ${figure('frequency.receivedPerMonth')} Vb/tháng`)),
          line(
            text(
              '3. Nhu cầu sử dụng giải pháp hệ thống ký số tập trung do Văn phòng Chính phủ triển khai để ký số văn bản điện tử các phần mềm và dịch vụ công của cơ quan',
              { bold: true },
            ),
          ),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [
              new TableRow({
                children: [cell('STT', 8), cell('Nhu cầu', 68), cell('Có', 12), cell('Không', 12)],
              }),
              ...rows.map(needRow),
            ],
          }),
          line(text('4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:', { bold: true })),
          line(text(written(answers.suggestions) || '…'.repeat(40))),
          centred(
            `${written(answers['signed.place']) || '……'}, ngày ${day || '……'} tháng ${month || '……'} năm ${year || '2017'}`,
            { italics: true },
          ),
          centred('Cơ quan lập báo cáo', { bold: true }),
          centred('(Ký, ghi rõ họ tên, chức vụ và đóng dấu)', { italics: true }),
          centred(written(answers['signed.title']), { bold: true }),
          centred(written(answers['signed.name']), { bold: true }),
        ],
      },
    ],
  })
  const packed = new Uint8Array(await Packer.toBuffer(document))
  return isPacked(boxes) ? withBoxes(packed, boxes) : packed
}

const isPacked = (style: BoxStyle): style is PackedBoxStyle =>
  (packedBoxStyles as readonly string[]).includes(style)

function written(value: FormAnswers[QuestionId]): string {
  return value === null || value === undefined || typeof value === 'boolean' ? '' : String(value)
}
