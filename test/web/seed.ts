import sharp from 'sharp'
import type { DocumentReading } from '../../src/reading/document-reading.ts'
import type { Block, DocumentFormat, Line, PagePicture, Transcript } from '../../src/reading/transcript.ts'
import { loadRoster } from '../../src/records/agencies.ts'
import { type Database, transaction } from '../../src/records/database.ts'
import { documentsOf, recordDocuments } from '../../src/records/documents.ts'
import { writeOpened } from '../../src/records/mails.ts'
import { writeReading } from '../../src/records/readings.ts'
import { assess } from '../../src/steps/assess.ts'
import { agencies, agencyOf } from '../../src/survey/agencies.ts'
import type { Answer, AnswerValue, Rectangle } from '../../src/survey/answers.ts'
import { type QuestionId, questions } from '../../src/survey/form.ts'
import { recordMail } from '../helpers/record-mail.ts'
import { assessing } from './desk.ts'

const page = { width: 1240, height: 1754 }

export interface SeededMail {
  /** Its name stands on the form; null where no body's does. */
  readonly agencyId: string | null
  readonly from: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly body?: string
  readonly file: string
  readonly format: Extract<DocumentFormat, 'docx' | 'pdf-scan'>
  readonly receivedAt: string
  /** Answers other than the plain ones. */
  readonly answers?: Partial<Record<QuestionId, Partial<Answer>>>
}

const plainValues: Record<QuestionId, AnswerValue> = {
  'agency.name': 'Văn phòng UBND tỉnh Bắc Giang',
  'agency.address': '82 Hùng Vương, thành phố Bắc Giang',
  'agency.phone': '0204 3854 123',
  'contact.name': 'Nguyễn Thị Hồng Hạnh',
  'contact.phone': '0912 345 678',
  'contact.email': 'hanhnth@bacgiang.gov.vn',
  'connection.internal': true,
  'connection.government': true,
  'signing.vsignPdf': true,
  'signing.adobePdf': false,
  'signing.microsoftWord': false,
  'signing.integrated': true,
  'signing.centralized': false,
  'frequency.exchanged': true,
  'frequency.sentPerMonth': 320,
  'frequency.receivedPerMonth': 540,
  'needs.mobile': 'yes',
  'needs.crossAuthentication': 'yes',
  'needs.signatureTraining': 'yes',
  'needs.securityTraining': 'no',
  suggestions: 'Đề nghị sớm ban hành hướng dẫn ký số trên thiết bị di động.',
  'signed.place': 'Bắc Giang',
  'signed.date': '2017-04-07',
  'signed.title': 'Chánh Văn phòng',
  'signed.name': 'Trần Văn Tuấn',
  'signed.stamp': 'present',
}

/** Every answer has its own line on one drawn page: enough to see places, crops and highlights as they are. */
function lineOf(index: number): Rectangle {
  return { x: 120, y: 120 + index * 58, width: 1000, height: 40 }
}

function nameOf({ agencyId }: SeededMail): Partial<Answer> {
  const name = agencyId === null ? null : (agencyOf(agencyId)?.name ?? null)
  return { value: name, raw: name }
}

function answersOf(mail: SeededMail): Record<QuestionId, Answer> {
  return Object.fromEntries(
    questions.map((question, index) => {
      const value = plainValues[question.id]
      const text = typeof value === 'string' ? value : ''
      return [
        question.id,
        {
          value,
          confidence: 0.98,
          review: false,
          reason: null,
          raw: text === '' ? (value === true ? '☒' : '☐') : text,
          evidence: [
            { page: 1, place: mail.format === 'docx' ? null : lineOf(index), text: question.short.vi },
          ],
          ...(question.id === 'agency.name' ? nameOf(mail) : {}),
          ...mail.answers?.[question.id],
        },
      ]
    }),
  ) as Record<QuestionId, Answer>
}

const shown = (value: AnswerValue): string =>
  value === true ? '☒' : value === false ? '☐' : (value ?? '').toString()

async function readingOf(mail: SeededMail, answers: Record<QuestionId, Answer>): Promise<DocumentReading> {
  const scanned = mail.format === 'pdf-scan'
  const blocks: Block[] = questions.map(
    (question, index): Line => ({
      kind: 'line',
      place: scanned ? lineOf(index) : null,
      tokens: [
        ...question.short.vi.split(' '),
        ':',
        ...shown(answers[question.id].value).slice(0, 3000).split(' '),
      ].map((text) => ({ kind: 'word', text, place: null, confidence: 1 }) as const),
    }),
  )
  const transcript: Transcript = {
    format: mail.format,
    pages: [
      {
        number: 1,
        width: scanned ? page.width : null,
        height: scanned ? page.height : null,
        blocks,
        marks: [],
      },
    ],
    signatures: [],
    notes: [],
  }
  return {
    format: mail.format,
    forms: [
      {
        pages: [1, 1],
        anchors: { found: 30, of: 30 },
        answers,
        missingSections: [],
        changedWording: [],
        section3Remark: null,
        blank: false,
        fromPicture: scanned,
      },
    ],
    evidence: { header: [], signature: [], digitalSignatures: [] },
    transcript,
    pictures: scanned ? [await picture(answers)] : [],
    problem: null,
  }
}

const escapeXml = (text: string) => text.replace(/[<>&"]/g, '·').slice(0, 70)

async function picture(answers: Record<QuestionId, Answer>): Promise<PagePicture> {
  const lines = questions.map((question, index) => {
    const { x, y } = lineOf(index)
    return `<text x="${x}" y="${y + 30}" font-size="26">${escapeXml(question.short.vi)}: <tspan fill="#1b3f8f" font-style="italic">${escapeXml(shown(answers[question.id].value))}</tspan></text>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${page.height}"><rect width="100%" height="100%" fill="#fbfaf6"/><g font-family="Liberation Serif, DejaVu Serif" fill="#222"><text x="620" y="80" font-size="34" text-anchor="middle" font-weight="bold">PHIẾU KHẢO SÁT</text>${lines.join('')}</g><circle cx="900" cy="1540" r="90" fill="none" stroke="#c33" stroke-width="8" opacity=".7"/></svg>`
  const bytes = await sharp(Buffer.from(svg)).webp({ quality: 80 }).toBuffer()
  return { page: 1, ...page, mediaType: 'image/webp', bytes }
}

let uid = 1000

/** One mail with one form, along the whole path of the records, as the steps write it. Returns the submission's id. */
export async function seedMail(database: Database, mail: SeededMail): Promise<number> {
  uid++
  const raw = Buffer.from(`Subject: ${mail.subject}\r\n\r\n${uid}`)
  const recorded = await recordMail(database, {
    mailbox: 'imaps://atantt@mail.example',
    folder: 'INBOX',
    uidvalidity: 1,
    uid,
    receivedAt: new Date(mail.receivedAt),
    size: raw.length,
    headers: '',
    raw,
  })
  const reading = await readingOf(mail, answersOf(mail))
  await transaction(database, async (sql) => {
    await writeOpened(sql, recorded.id, {
      messageId: null,
      inReplyTo: null,
      subject: mail.subject,
      from: mail.from,
      originalSender: null,
      sentAt: mail.receivedAt,
      body: mail.body ?? 'Kính gửi Trung tâm Tin học, xin gửi phiếu khảo sát đính kèm. Trân trọng./.',
      quoted: '',
      kind: 'submission',
      kindReason: 'documents',
      signers: [],
    })
    await recordDocuments(sql, recorded.id, [
      { name: mail.file, path: mail.file, declaredType: 'application/pdf', bytes: raw, problem: null },
    ])
    const [document] = await documentsOf(sql, recorded.id)
    if (!document) throw new Error('no document')
    await writeReading(sql, document.id, reading, { readerVersion: 1, tookMs: 5 })
  })
  await assess({ mailId: recorded.id }, { database, config: assessing })
  const { rows } = await database.query('select submission_id as id from versions where mail_id = $1', [
    recorded.id,
  ])
  return rows[0].id
}

export async function seedRoster(database: Database): Promise<void> {
  await loadRoster(database, agencies)
}

const doubt = (value: AnswerValue, reason: string, confidence: number, raw: string): Partial<Answer> => ({
  value,
  reason,
  confidence,
  raw,
  review: true,
})

export const hostile = {
  name: '<script>alert(1)</script><img src=x onerror=alert(2)>',
  file: 'phieu"><script>alert(3)</script>\u202Efdp.exe',
  bidi: 'Văn phòng \u202Egnahp nav\u202C \u2066tỉnh\u2069 A\u200B',
  long: 'a'.repeat(10_000),
}

/** A morning's mail: clean, doubtful, incomplete, late, unknown, two versions, and what an enemy would send. */
export async function seedDesk(database: Database): Promise<Record<string, number>> {
  await seedRoster(database)
  const from = (name: string, address: string) => ({ name, address })
  const ids: Record<string, number> = {}
  ids.clean = await seedMail(database, {
    agencyId: 'bo-y-te',
    from: from('Văn phòng Bộ Y tế', 'vanthu@moh.gov.vn'),
    subject: 'Phiếu khảo sát ứng dụng chữ ký số',
    file: 'Phieu khao sat BYT.docx',
    format: 'docx',
    receivedAt: '2017-04-18T09:14:00+07:00',
  })
  ids.doubtful = await seedMail(database, {
    agencyId: 'bac-giang',
    from: from('Văn thư VP UBND tỉnh Bắc Giang', 'vanthu@bacgiang.gov.vn'),
    subject: 'V/v gửi phiếu khảo sát ứng dụng chữ ký số của Văn phòng UBND tỉnh Bắc Giang',
    file: 'CV 845_VP-TTTH.signed.pdf',
    format: 'pdf-scan',
    receivedAt: '2017-04-20T09:14:00+07:00',
    answers: {
      'contact.name': doubt('Nguyễn Thị Hổng Hạnh', 'handwriting', 0.41, 'Nguyễn Thị Hổng Hạnh'),
      'frequency.sentPerMonth': {
        ...doubt(300, 'in-words', 0.5, 'ba trăm Vb/tháng'),
        quantity: { min: 300, max: 300, approximate: false, period: 'month' },
      },
      'needs.crossAuthentication': doubt(null, 'both-marked', 0.5, '☒ ☒'),
    },
  })
  ids.unknown = await seedMail(database, {
    agencyId: null,
    from: from('chuyen vien a', 'tinhoc@hopthu-mienphi.example'),
    subject: 'gui phieu khao sat',
    body: 'Kính gửi TTTH,\nXin gửi phiếu.\nVăn phòng UBND thành phố Hà Nội',
    file: 'PHIEU KHAO SAT CKS.docx',
    format: 'docx',
    receivedAt: '2017-04-24T21:07:00+07:00',
    answers: { 'agency.name': { value: null, raw: null } },
  })
  ids.hostile = await seedMail(database, {
    agencyId: null,
    from: from(hostile.name, 'x@"><script>.example'),
    subject: `${hostile.name} ${hostile.bidi}`,
    body: `${hostile.name}\n${hostile.long}`,
    file: hostile.file,
    format: 'docx',
    receivedAt: '2017-04-25T23:59:00+07:00',
    answers: {
      'agency.name': { value: hostile.name, raw: hostile.name },
      'agency.address': { value: hostile.bidi, raw: hostile.bidi },
      'contact.name': doubt(hostile.long, 'low-confidence', 0.2, hostile.long),
      suggestions: { value: `${hostile.name}\n${hostile.long}`, raw: hostile.long },
    },
  })
  const soctrang = {
    agencyId: 'soc-trang',
    from: from('Sở Thông tin và Truyền thông', 'stttt@soctrang.gov.vn'),
    subject: 'Báo cáo khảo sát chữ ký số',
    file: 'Phiếu.docx',
    format: 'docx' as const,
    receivedAt: '2017-04-19T10:00:00+07:00',
  }
  await seedMail(database, soctrang)
  ids.choice = await seedMail(database, {
    ...soctrang,
    from: from('Văn phòng UBND tỉnh Sóc Trăng', 'vpubnd@soctrang.gov.vn'),
    receivedAt: '2017-04-21T10:00:00+07:00',
    answers: { 'frequency.sentPerMonth': { value: 45, raw: '45' } },
  })
  for (const [index, agency] of agencies
    .filter(({ id }) => !['bo-y-te', 'bac-giang', 'soc-trang'].includes(id))
    .entries())
    if (index % 2 === 0 && index < 60)
      ids[agency.id] = await seedMail(database, {
        agencyId: agency.id,
        from: from(`Văn phòng ${agency.short}`, `vanthu@${agency.domains[0] ?? 'cq.example'}`),
        subject: `Phiếu khảo sát của ${agency.short}`,
        file: index % 3 === 0 ? `scan00${index}.pdf` : `Phieu khao sat ${index}.docx`,
        format: index % 3 === 0 ? 'pdf-scan' : 'docx',
        receivedAt: new Date(Date.UTC(2017, 3, 10 + (index % 18), 1 + (index % 8), index)).toISOString(),
        answers: {
          ...(index % 7 === 0 ? { 'needs.mobile': { value: null, raw: null } } : {}),
          ...(index % 4 === 0 ? { 'signing.adobePdf': doubt(true, 'mark-unclear', 0.6, '☒') } : {}),
          ...(index % 5 === 0
            ? { 'needs.securityTraining': { value: 'yes' }, 'connection.internal': { value: false } }
            : {}),
          'frequency.sentPerMonth': { value: 20 + index * 13, raw: String(20 + index * 13) },
        },
      })
  await seedOtherMails(database)
  return ids
}

/** Mails without a form: an automatic reply, a question, one that could not be opened. */
async function seedOtherMails(database: Database): Promise<void> {
  for (const [kind, reason, subject] of [
    ['autoreply', 'auto-submitted', 'Trả lời tự động: khảo sát'],
    ['no-form', 'question', 'xin file mẫu phiếu khảo sát'],
    ['bounce', 'delivery-report', 'Undelivered Mail Returned to Sender'],
  ] as const) {
    uid++
    const mail = await recordMail(database, {
      mailbox: 'imaps://atantt@mail.example',
      folder: 'INBOX',
      uidvalidity: 1,
      uid,
      receivedAt: new Date('2017-04-22T08:00:00+07:00'),
      size: 10,
      headers: '',
      raw: Buffer.from(`${uid}`),
    })
    await writeOpened(database, mail.id, {
      messageId: null,
      inReplyTo: null,
      subject,
      from: { name: 'Phòng Hành chính', address: 'hc@tinh-a.example' },
      originalSender: null,
      sentAt: null,
      body: 'Tôi vắng mặt đến hết ngày 28/4.',
      quoted: '',
      kind,
      kindReason: reason,
      signers: [],
    })
    await database.query(`update mails set state = 'assessed' where id = $1`, [mail.id])
  }
  uid++
  const failed = await recordMail(database, {
    mailbox: 'imaps://atantt@mail.example',
    folder: 'INBOX',
    uidvalidity: 1,
    uid,
    receivedAt: new Date('2017-04-23T08:00:00+07:00'),
    size: 10,
    headers: '',
    raw: Buffer.from('broken'),
  })
  await database.query(
    `update mails set state = 'failed', problem = 'MIME: boundary missing' where id = $1`,
    [failed.id],
  )
  await database.query(
    `insert into folders (mailbox, folder, state, connected_at, last_poll_at, last_mail_at, reconciled_at)
     values ('imaps://atantt@mail.example', 'INBOX', 'connected', now() - interval '3 hours', now(), now(), now())`,
  )
}
