import { describe, expect, it } from 'vitest'
import { assess } from '../../src/assessing/assess.ts'
import { fileMail } from '../../src/assessing/file-mail.ts'
import { sure } from '../helpers/answers.ts'
import { config, document, form, mail } from './mails.ts'

const rulesOf = (flags: readonly { rule: string }[]): string[] => flags.map(({ rule }) => rule)

describe('S1: typed form and signed scan in one mail', () => {
  const one = mail(1, '2017-04-20 09:14', {
    documents: [
      document([form({ 'signed.stamp': 'absent' })]),
      document(
        [
          form(
            { 'contact.name': sure(null, { review: true, reason: 'handwriting' }) },
            { fromPicture: true },
          ),
        ],
        {
          format: 'pdf-scan',
          header: ['UBND TỈNH NGHỆ AN', 'VĂN PHÒNG'],
        },
      ),
    ],
  })
  const { submission, versions, flags } = assess('agency:nghe-an', [one], config)

  it('is one complete submission in time with the scan as its signed copy', () => {
    expect(fileMail(one).forms.map(({ key }) => key)).toEqual(['agency:nghe-an', 'agency:nghe-an'])
    expect(submission).toMatchObject({ agencyId: 'nghe-an', complete: true, late: false, needsChoice: false })
    expect(versions).toHaveLength(1)
    expect(versions[0]?.documents.map(({ role }) => role)).toEqual(['form', 'signed-copy'])
    expect(flags).toEqual([])
  })

  it('takes typed answers before doubtful ones of the scan', () => {
    expect(versions[0]?.answers['contact.name']).toMatchObject({ value: 'Nguyễn Văn A', review: false })
    expect(versions[0]?.answers['signed.stamp'].value).toBe('present')
  })
})

describe('S2: a signed scan whose only text is the stamp', () => {
  it('is filed under the body that the stamp names, for a person to read', () => {
    const unread = form(
      { 'agency.name': sure(null, { review: true, reason: 'handwriting' }) },
      { fromPicture: true },
    )
    const one = mail(1, '2017-04-21 16:48', {
      documents: [document([unread], { stampOf: 'Bộ Công Thương' })],
    })
    expect(fileMail(one).forms[0]).toMatchObject({
      key: 'agency:bo-cong-thuong',
      identity: { because: 'certificate' },
    })
  })
})

describe('S3: from a free mailbox', () => {
  it('is filed by the form’s own words, and lacks a signed copy', () => {
    const one = mail(1, '2017-04-24 21:07', {
      from: { name: 'chuyen vien a', address: 'tinhoc@hopthu-mienphi.example' },
      documents: [
        document([form({ 'agency.name': 'Văn phòng UBND tỉnh Quảng Bình', 'signed.stamp': 'absent' })]),
      ],
    })
    const { submission, flags } = assess('agency:quang-binh', [one], config)
    expect(submission).toMatchObject({ agencyId: 'quang-binh', complete: true })
    expect(rulesOf(flags)).toEqual(['I14'])
  })
})

describe('S5: forwarded by an officer', () => {
  it('goes by the first sender, and by the form before both', () => {
    const forwarded = mail(1, '2017-04-24 23:41', {
      from: { name: 'Cán bộ', address: 'canbo@bacninh.gov.vn' },
      originalSender: { name: 'vp', address: 'vanphong@angiang.gov.vn' },
      documents: [document([form({ 'agency.name': null })])],
    })
    expect(fileMail(forwarded).forms[0]).toMatchObject({
      key: 'agency:an-giang',
      identity: { because: 'domain' },
    })
    expect(rulesOf(assess('agency:an-giang', [forwarded], config).flags)).toContain('unknown-agency')
  })
})

describe('S6: the typed form first, the scan a week later', () => {
  const typed = mail(1, '2017-04-18 15:02', {
    documents: [
      document([
        form({
          'frequency.sentPerMonth': null,
          'frequency.receivedPerMonth': null,
          'signed.stamp': 'absent',
          'signed.date': '2017-04-17',
        }),
      ]),
    ],
  })
  const about = (min: number) =>
    sure(min, {
      review: true,
      reason: 'not-exact',
      quantity: { min, max: null, approximate: true, period: 'month' },
    })
  const scanned = mail(2, '2017-04-25 16:55', {
    body: 'Xin gửi bản chính thức có chữ ký, đóng dấu ạ.',
    documents: [
      document([
        form(
          { 'frequency.sentPerMonth': about(200), 'frequency.receivedPerMonth': about(500) },
          { fromPicture: true },
        ),
      ]),
    ],
  })

  it('is incomplete and unsigned after the first mail', () => {
    const { submission, flags } = assess('agency:nghe-an', [typed], config)
    expect(submission.complete).toBe(false)
    expect(rulesOf(flags)).toEqual(['I8', 'I14'])
  })

  it('is one submission of two versions after the second, with the figures of the scan for a person', () => {
    const { submission, versions, flags } = assess('agency:nghe-an', [typed, scanned], config)
    expect(submission).toMatchObject({ complete: true, late: false, needsChoice: false })
    expect(versions.map(({ relation, inForce }) => [relation, inForce])).toEqual([
      ['first', false],
      ['completion', true],
    ])
    expect(versions[1]?.answers['frequency.sentPerMonth']).toMatchObject({ value: 200, review: true })
    expect(rulesOf(flags)).not.toContain('I14')
    expect(rulesOf(flags)).not.toContain('I8')
  })
})

describe('S7: a correction that says so', () => {
  const first = mail(1, '2017-04-20 08:11', {
    documents: [document([form({ 'frequency.sentPerMonth': 1200 })])],
  })
  const second = mail(2, '2017-04-21 14:30', {
    subject: 'Đính chính số liệu khảo sát',
    documents: [document([form({ 'frequency.sentPerMonth': 120 })])],
  })

  it('takes the place of the first form, which is kept', () => {
    const { versions, submission } = assess('agency:nghe-an', [first, second], config)
    expect(versions.map(({ relation, inForce }) => [relation, inForce])).toEqual([
      ['first', false],
      ['correction', true],
    ])
    expect(versions[0]?.answers['frequency.sentPerMonth'].value).toBe(1200)
    expect(submission.needsChoice).toBe(false)
  })
})

describe('S8: around midnight of the deadline', () => {
  it.each([
    ['2017-04-25 23:59:59.999', false],
    ['2017-04-26 00:00:00.000', true],
  ])('a first mail that arrives at %s is late: %s', (arrived, late) => {
    const one = mail(1, arrived, { documents: [document([form()])] })
    expect(assess('agency:nghe-an', [one], config).submission.late).toBe(late)
  })

  it('does not make a body late that corrects itself afterwards', () => {
    const first = mail(1, '2017-04-24 10:00', { documents: [document([form()])] })
    const second = mail(2, '2017-04-27 10:00', {
      subject: 'Đính chính',
      documents: [document([form({ 'needs.mobile': 'no' })])],
    })
    expect(assess('agency:nghe-an', [first, second], config).submission.late).toBe(false)
  })
})

describe('S9: two offices of one province answer differently', () => {
  const office = mail(1, '2017-04-21 10:12', {
    documents: [document([form({ 'frequency.sentPerMonth': 400 })])],
  })
  const department = mail(2, '2017-04-24 15:40', {
    documents: [
      document([
        form({
          'agency.name': 'Sở Thông tin và Truyền thông tỉnh Nghệ An',
          'frequency.sentPerMonth': 1500,
          'needs.mobile': 'no',
        }),
      ]),
    ],
  })

  it('keeps both under the province and waits for a person', () => {
    const { versions, submission, flags } = assess('agency:nghe-an', [office, department], config)
    expect(submission.needsChoice).toBe(true)
    expect(versions.map(({ inForce, unit }) => [inForce, unit])).toEqual([
      [true, null],
      [false, 'Sở Thông tin và Truyền thông tỉnh Nghệ An'],
    ])
    expect(flags.find(({ rule }) => rule === 'C11')?.questions).toEqual(
      expect.arrayContaining(['frequency.sentPerMonth', 'needs.mobile']),
    )
  })

  it('keeps the version that the person chose', () => {
    const { versions, submission } = assess('agency:nghe-an', [office, department], config, {
      chosenMailId: 2,
      corrections: {},
    })
    expect(submission.needsChoice).toBe(false)
    expect(versions.find(({ inForce }) => inForce)?.mailId).toBe(2)
  })
})

describe('S10: an answer in prose', () => {
  it('is no submission and goes to a person', () => {
    const filing = fileMail(mail(1, '2017-04-24 10:05', { kind: 'no-form', kindReason: 'prose' }))
    expect(filing).toMatchObject({ kind: 'no-form', forms: [] })
    expect(rulesOf(filing.flags)).toEqual(['no-form'])
  })
})

describe('S11: a group sends the forms of its member companies too', () => {
  const member = (name: string) => document([form({ 'agency.name': name })])
  const one = mail(1, '2017-04-25 11:20', {
    from: { name: 'Ban CNTT', address: 'cntt@evn.com.vn' },
    documents: [
      document([
        form({
          'agency.name': 'Tập đoàn Điện lực Việt Nam',
          'needs.crossAuthentication': sure(null, { review: true, reason: 'both-marked' }),
        }),
      ]),
      member('Công ty thành viên 1'),
      member('Công ty thành viên 2'),
      document([], {
        name: 'Tong hop.xlsx',
        problem: { code: 'unsupported', vi: '', en: '' },
        reading: null,
      }),
    ],
  })

  it('counts the group’s own form only; the others are kept and named', () => {
    expect(fileMail(one).forms.map(({ key }) => key)).toEqual(['agency:evn', 'unit:1:1', 'unit:1:2'])
    expect(assess('unit:1:2', [one], config).submission.memberUnit).toBe('Công ty thành viên 2')
    expect(rulesOf(assess('unit:1:2', [one], config).flags)).toContain('member-unit')
  })

  it('does not take the table beside them for an unreadable form', () => {
    expect(fileMail(one).unopened).toEqual([])
  })

  it('is not complete with both columns marked', () => {
    const { submission, flags } = assess('agency:evn', [one], config)
    expect(submission.complete).toBe(false)
    expect(rulesOf(flags)).toContain('C1')
  })
})

describe('S12: what is no submission', () => {
  it('never counts an auto-reply, whatever it quotes', () => {
    const filing = fileMail(
      mail(1, '2017-04-20 09:20', { kind: 'autoreply', documents: [document([form()])] }),
    )
    expect(filing).toMatchObject({ kind: 'autoreply', forms: [], flags: [] })
  })

  it('hands what nobody understands to a person where it comes from a body’s own mailbox', () => {
    const unrelated = (address: string, kindReason = 'unrelated') =>
      fileMail(mail(1, '2017-04-22 08:45', { kind: 'other', kindReason, from: { name: 'Văn thư', address } }))
    expect(unrelated('vanthu@hanam.gov.vn')).toMatchObject({
      kind: 'other',
      flags: [{ rule: 'no-form', level: 'W', suggestedAgencyId: 'ha-nam' }],
    })
    expect(unrelated('tin-rao-vat@cho.example').flags).toEqual([])
    expect(unrelated('vanthu@hanam.gov.vn', 'recall').flags).toEqual([])
  })

  it('asks for the form behind a link also where the dispatch came as a file', () => {
    const filing = fileMail(
      mail(1, '2017-04-22 08:45', { kindReason: 'documents-and-link', documents: [document([])] }),
    )
    expect(filing.kind).toBe('no-form')
    expect(filing.flags[0]?.messageVi).toContain('đường dẫn')
  })

  it('hands a question to a person', () => {
    const filing = fileMail(mail(1, '2017-04-22 08:45', { kind: 'no-form', kindReason: 'question' }))
    expect(rulesOf(filing.flags)).toEqual(['no-form'])
  })

  it('asks again, politely, for a blank form sent back', () => {
    const filing = fileMail(
      mail(1, '2017-04-23 19:30', { documents: [document([form({}, { blank: true })])] }),
    )
    expect(filing).toMatchObject({ kind: 'no-form', forms: [] })
    expect(rulesOf(filing.flags)).toEqual(['I6'])
  })
})

const absent = sure(null, { review: true, reason: 'page-missing' })
/** A page of the form as a picture of its own. */
const firstPage = (own: Parameters<typeof form>[0] = {}) =>
  form(
    {
      suggestions: absent,
      'signed.place': absent,
      'signed.date': absent,
      'signed.title': absent,
      'signed.name': absent,
      'signed.stamp': sure('unknown', { review: true, reason: 'page-missing' }),
      ...own,
    },
    { missingSections: ['4'], fromPicture: true },
  )
const lastPage = (own: Parameters<typeof form>[0] = {}, more: Parameters<typeof form>[1] = {}) => {
  const { answers } = form({ 'signed.stamp': 'present', ...own })
  const elsewhere = Object.fromEntries(
    Object.entries(answers)
      .filter(([id]) => !id.startsWith('signed.') && id !== 'suggestions')
      .map(([id]) => [
        id,
        sure(id.startsWith('connection') ? false : null, { review: true, reason: 'page-missing' }),
      ]),
  )
  return form(
    { 'signed.stamp': 'present', ...own, ...elsewhere },
    { missingSections: ['1', '2', '3'], fromPicture: true, ...more },
  )
}
const pages = (id: number, arrived: string, ...forms: ReturnType<typeof form>[]) =>
  mail(id, arrived, { documents: forms.map((one) => document([one], { format: 'image' })) })

describe('Pages that came as pictures of their own', () => {
  it('are one form, in whatever order, with the evidence of each answer in its picture', () => {
    for (const forms of [
      [firstPage(), lastPage()],
      [lastPage(), firstPage()],
    ]) {
      const one = pages(1, '2017-04-24 23:41', ...forms)
      const { submission, versions, flags } = assess('agency:nghe-an', [one], config)
      expect(submission).toMatchObject({ complete: true })
      expect(rulesOf(flags)).toEqual([])
      const [first, last] = ['4', '1'].map(
        (section) =>
          one.documents.find(({ reading }) => reading?.forms[0]?.missingSections.includes(section))?.id,
      )
      expect(versions[0]?.answers['agency.name']).toMatchObject({ documentId: first, review: false })
      expect(versions[0]?.answers['signed.name']).toMatchObject({ documentId: last, review: false })
      expect(versions[0]?.documents.map(({ role }) => role)).toEqual(['form', 'form'])
    }
  })

  it('are one form as well when each came in a mail of its own', () => {
    const address = { name: 'Văn thư', address: 'vanthu@nghean.gov.vn' }
    const parts = [
      { ...pages(1, '2017-04-20 08:00', firstPage()), from: address, subject: 'Phiếu khảo sát (phần 1/2)' },
      { ...pages(2, '2017-04-20 08:01', lastPage()), from: address, subject: 'Phiếu khảo sát (phần 2/2)' },
    ]
    expect(rulesOf(assess('agency:nghe-an', parts.slice(0, 1), config).flags)).toContain('I17')
    const { submission, flags } = assess('agency:nghe-an', parts, config)
    expect(submission).toMatchObject({ complete: true })
    expect(rulesOf(flags)).toEqual([])
  })

  it('lack a page only where none of them has it', () => {
    const two = pages(1, '2017-04-24 23:41', firstPage(), firstPage())
    expect(rulesOf(assess('agency:nghe-an', [two], config).flags)).toContain('I17')
  })

  it('count with an empty last page, which is no blank form', () => {
    const empty = lastPage({ 'signed.stamp': 'absent' }, { blank: true })
    const one = pages(1, '2017-04-24 23:41', firstPage(), empty)
    expect(rulesOf(assess('agency:nghe-an', [one], config).flags)).not.toContain('I17')
    expect(fileMail(pages(1, '2017-04-24 23:41', empty))).toMatchObject({ kind: 'no-form', forms: [] })
  })

  it('follow the first page of their own body, not the mailbox that sent several', () => {
    const one = {
      ...pages(
        1,
        '2017-04-24 23:41',
        firstPage(),
        lastPage(),
        firstPage({ 'agency.name': 'Văn phòng UBND tỉnh Hà Tĩnh' }),
        lastPage(),
      ),
      from: { name: 'Văn thư', address: 'vanthu@nghean.gov.vn' },
    }
    expect(fileMail(one).forms.map(({ key }) => key)).toEqual([
      'agency:nghe-an',
      'agency:nghe-an',
      'agency:ha-tinh',
      'agency:ha-tinh',
    ])
  })
})

describe('A typed form and its signed scan that was read in doubt', () => {
  const doubted = (value: string | number | boolean | null, reason = 'low-confidence') =>
    sure(value, { review: true, reason, confidence: 0.6 })
  const pair = (own: Parameters<typeof form>[0]) =>
    mail(1, '2017-04-20 09:14', {
      documents: [
        document([form({ 'frequency.sentPerMonth': 150, 'signed.stamp': 'absent' })]),
        document([form({ 'frequency.sentPerMonth': 150, ...own }, { fromPicture: true })], {
          format: 'pdf-scan',
        }),
      ],
    })

  it('are for a person where the scan says another figure', () => {
    const { versions, flags } = assess(
      'agency:nghe-an',
      [pair({ 'frequency.sentPerMonth': doubted(510) })],
      config,
    )
    expect(rulesOf(flags)).toContain('C10')
    expect(versions[0]?.answers['frequency.sentPerMonth']).toMatchObject({
      value: 510,
      review: true,
      reason: 'copies-differ',
    })
  })

  it.each([
    ['both boxes marked', { 'needs.mobile': doubted(null, 'both-marked') }],
    ['another box marked', { 'signing.vsignPdf': doubted(false) }],
    ['a figure struck out', { 'frequency.sentPerMonth': doubted(null, 'struck-out') }],
    ['another name', { 'contact.name': doubted('Trần Thị Bích Ngọc') }],
  ])('are for a person where the scan has %s', (_, own) => {
    expect(rulesOf(assess('agency:nghe-an', [pair(own)], config).flags)).toContain('C10')
  })

  it('of another office, whose signer another name tells, are for a person with the one who signed', () => {
    const { versions } = assess(
      'agency:nghe-an',
      [pair({ 'frequency.sentPerMonth': 510, 'signed.name': 'Hà Ngọc Thúy' })],
      config,
    )
    expect(versions[0]?.answers['signed.name']).toMatchObject({
      value: 'Hà Ngọc Thúy',
      review: true,
      reason: 'copies-differ',
    })
  })

  it('signed by another than the one who typed it, and else alike, need nobody', () => {
    const { versions } = assess('agency:nghe-an', [pair({ 'signed.name': 'Hà Ngọc Thúy' })], config)
    expect(versions[0]?.answers['signed.name'].review).toBe(false)
  })

  it.each([
    ['letters that a scan confuses', { 'contact.email': doubted('cntt@ngheangov.vn') }],
    ['the same figure', { 'frequency.sentPerMonth': doubted(150) }],
    ['ink that nobody can read', { 'frequency.sentPerMonth': doubted(null, 'handwriting') }],
    ['a mark that says nothing', { 'signing.vsignPdf': doubted(false, 'mark-unclear') }],
  ])('are settled by the typed one where the scan has %s', (_, own) => {
    const { versions, flags } = assess('agency:nghe-an', [pair(own)], config)
    expect(rulesOf(flags)).not.toContain('C10')
    expect(versions[0]?.answers['frequency.sentPerMonth']).toMatchObject({ value: 150, review: false })
  })

  it('are for a person also when the scan came in a mail of its own, before or after', () => {
    const [typed, scan] = [
      [document([form({ 'frequency.sentPerMonth': 150 })])],
      [document([form({ 'frequency.sentPerMonth': doubted(510) }, { fromPicture: true })])],
    ]
    for (const order of [
      [typed, scan],
      [scan, typed],
    ]) {
      const mails = order.map((documents, at) => mail(at + 1, `2017-04-2${at} 08:00`, { documents }))
      const { submission, flags } = assess('agency:nghe-an', mails, config)
      expect(submission.needsChoice).toBe(false)
      expect(rulesOf(flags)).toContain('C10')
    }
  })
})

describe('Files that cannot be opened', () => {
  const locked = document([], {
    name: 'PL.zip',
    reading: null,
    problem: { code: 'password', vi: 'có mật khẩu', en: 'it has a password' },
  })

  it('are a flag of the mail when nothing else came', () => {
    const filing = fileMail(mail(1, '2017-04-20 08:00', { documents: [locked] }))
    expect(filing.kind).toBe('submission')
    expect(filing.flags[0]).toMatchObject({ rule: 'I18', level: 'E' })
  })

  it.each([
    ['the domain', { from: { name: '', address: 'vanthu@hanam.gov.vn' } }, 'ha-nam'],
    [
      'the name that begins the letter',
      { body: 'Đài Tiếng nói Việt Nam xin gửi phiếu khảo sát.' },
      'dai-tieng-noi-viet-nam',
    ],
    ['the signature', { body: 'Xin gửi phiếu.\n\n--\nBộ Y tế' }, 'bo-y-te'],
    ['nothing where a body is merely spoken of', { body: 'Theo công văn của Bộ Y tế, em gửi phiếu.' }, null],
  ])('are told of the body that sent them, by %s', (_, own, agency) => {
    const filing = fileMail(mail(1, '2017-04-20 08:00', { documents: [locked], ...own }))
    expect(filing.flags[0]?.suggestedAgencyId).toBe(agency)
  })

  it('are a flag of the submission when a form came with them', () => {
    const one = mail(1, '2017-04-20 08:00', { documents: [document([form()]), locked] })
    expect(rulesOf(assess('agency:nghe-an', [one], config).flags)).toEqual(['I18'])
  })

  it('are none where they cannot hold a form: a log beside it is passed over, a binary of unknown kind is not', () => {
    const beside = (name: string, code: 'unsupported' | 'not-a-document') =>
      mail(1, '2017-04-20 08:00', {
        documents: [
          document([form()]),
          document([], {
            name,
            reading: null,
            problem: { code, vi: 'không đọc được', en: 'cannot be read' },
          }),
        ],
      })
    const flagsBeside = (...of: Parameters<typeof beside>) =>
      rulesOf(assess('agency:nghe-an', [beside(...of)], config).flags)
    expect(flagsBeside('nhat ky.log', 'unsupported')).toEqual([])
    expect(flagsBeside('ghi chu.txt', 'not-a-document')).toEqual([])
    expect(flagsBeside('phieu.bin', 'unsupported')).toEqual(['I18'])
  })
})

describe('Whose form it is', () => {
  it('is told by the form before the dispatch, and their disagreement is flagged', () => {
    const one = mail(1, '2017-04-20 08:00', {
      documents: [document([form()], { header: ['BỘ Y TẾ', 'VĂN PHÒNG'] })],
    })
    expect(fileMail(one).forms[0]?.key).toBe('agency:nghe-an')
    expect(rulesOf(assess('agency:nghe-an', [one], config).flags)).toContain('C9')
  })

  it('is never guessed from a name that is merely near', () => {
    const one = mail(1, '2017-04-20 08:00', {
      documents: [document([form({ 'agency.name': 'Bộ Kế hoạch và Đầu tư x' })])],
    })
    expect(fileMail(one).forms[0]).toMatchObject({
      key: 'unknown:1:1',
      identity: { agencyId: null, suggestionId: 'bo-ke-hoach-va-dau-tu' },
    })
    expect(rulesOf(assess('unknown:1:1', [one], config).flags)).toContain('I1')
  })

  it('is not decided by a scan’s unsure name that lies one letter from another body’s', () => {
    const name = { ...sure('UBND tỉnh Bình Thuận'), confidence: 0.7, review: true, reason: 'low-confidence' }
    const one = mail(1, '2017-04-20 08:00', {
      documents: [document([form({ 'agency.name': name }, { fromPicture: true })])],
    })
    expect(fileMail(one).forms[0]).toMatchObject({
      key: 'unknown:1:1',
      identity: { suggestionId: 'binh-thuan' },
    })
  })

  it('does not take the surveyor’s own name on the dispatch for the sender', () => {
    const one = mail(1, '2017-04-20 08:00', {
      documents: [
        document([form({ 'agency.name': null })], { header: ['VĂN PHÒNG CHÍNH PHỦ', 'TRUNG TÂM TIN HỌC'] }),
      ],
    })
    expect(fileMail(one).forms[0]?.key).toBe('unknown:1:1')
  })
})
