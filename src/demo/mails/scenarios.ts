import { zipSync } from 'fflate'
import { type Agency, agencyOf } from '../../survey/agencies.ts'
import { type FormAnswers, plausibleAnswers } from '../forms/answers.ts'
import { makePdfForm } from '../forms/pdf.ts'
import { makeLetterScan, makePhotos, makeScan } from '../forms/scan.ts'
import { makeWordForm } from '../forms/word.ts'
import { randomFrom } from '../random.ts'
import type { Attachment, Letter } from './compose.ts'

const body = (id: string): Agency => {
  const agency = agencyOf(id)
  if (!agency) throw new Error(`No agency "${id}"`)
  return agency
}

const answersOf = (id: string, own: FormAnswers = {}): FormAnswers => ({
  ...plausibleAnswers(body(id), randomFrom(id.length * 7919 + id.charCodeAt(0))),
  ...own,
})

const at = (id: string, local: string): string => `${local}@${body(id).domains[0]}`

const greeting = 'Kính gửi: Trung tâm Tin học, Văn phòng Chính phủ.\n'

const file = (name: string, bytes: Uint8Array): Attachment => ({ name, bytes })

/** S1: the typed form and its signed scan in one mail, on time. */
async function cleanPair(): Promise<Letter[]> {
  const answers = answersOf('nghe-an', {
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
    'needs.securityTraining': 'yes',
  })
  return [
    {
      about: 'S1 bản mềm và bản ký trong một thư',
      arrived: '2017-04-20 09:14',
      from: `"Văn thư VP UBND tỉnh Nghệ An" <${at('nghe-an', 'vanthu')}>`,
      subject: 'V/v gửi phiếu khảo sát ứng dụng chữ ký số của Văn phòng UBND tỉnh Nghệ An',
      body: `${greeting}Thực hiện Công văn số 121/TTTH-ATANTT của Trung tâm Tin học về việc khảo sát ứng dụng chữ ký số, Văn phòng UBND tỉnh Nghệ An xin gửi kèm Phiếu khảo sát (bản mềm và bản có ký, đóng dấu).\nTrân trọng./.`,
      attachments: [
        file(
          'Phieu khao sat - UBND tinh Nghe An.docx',
          await makeWordForm(answers, { boxes: 'content-control' }),
        ),
        file('CV 845_VP-TTTH.pdf', await makeScan(answers, { seed: 101, dispatch: true })),
      ],
    },
  ]
}

/** S2: one signed scan; the visible stamp of the signature is the only text in the file. */
async function stampedScan(): Promise<Letter[]> {
  const answers = answersOf('bo-cong-thuong')
  return [
    {
      about: 'S2 bản chụp ký số, chỉ có chữ của dấu ký',
      arrived: '2017-04-21 16:48',
      from: `"VP Bộ Công Thương" <${at('bo-cong-thuong', 'vanthu')}>`,
      subject: 'CV 1503/VP-THTK ngày 21/4/2017',
      body: '',
      attachments: [
        file(
          '1503_VP-THTK.signed.pdf',
          await makeScan(answers, {
            seed: 102,
            dispatch: true,
            stamp: {
              signer: 'Văn phòng',
              email: at('bo-cong-thuong', 'vanphong'),
              organisation: 'Bộ Công Thương',
              time: '21.04.2017 16:40:12 +07:00',
            },
          }),
        ),
      ],
    },
  ]
}

/** S3: typed in .VnTime, sent by an officer from a free mailbox. */
async function oldFont(): Promise<Letter[]> {
  return [
    {
      about: 'S3 phông .VnTime, gửi từ hòm thư cá nhân',
      arrived: '2017-04-24 21:07',
      from: '"chuyen vien a" <chuyenvien.tinhoc@hopthu-mienphi.example>',
      subject: 'gui phieu khao sat',
      body: 'Em gui anh phieu khao sat cua tinh em a. Ban giay em gui duong buu dien sau.',
      attachments: [
        file(
          'PHIEU KHAO SAT CKS.docx',
          await makeWordForm(answersOf('quang-binh'), { boxes: 'symbol', legacyFont: true }),
        ),
      ],
    },
  ]
}

/** S4: an archive from the body's IT unit, with a lock file beside the form. */
async function archive(): Promise<Letter[]> {
  const form = await makeWordForm(answersOf('bo-y-te', { 'agency.name': 'Bộ Y tế' }), { boxes: 'symbol-2' })
  return [
    {
      about: 'S4 tệp nén của trung tâm thông tin',
      arrived: '2017-04-19 10:30',
      from: `"Trung tâm Thông tin - Bộ Y tế" <${at('bo-y-te', 'ttth')}>`,
      subject: 'Trả lời CV số 121/TTTH-ATANTT',
      body: 'Kính gửi Phòng An toàn, an ninh thông tin.\nTrung tâm Thông tin được giao làm đầu mối, xin gửi kết quả khảo sát của Bộ Y tế (tệp nén đính kèm). Đề nghị Quý Trung tâm xác nhận đã nhận được.',
      attachments: [
        file(
          'Bo Y te - khao sat chu ky so.zip',
          zipSync(
            {
              'Phiếu khảo sát.docx': form,
              '~$iếu khảo sát.docx': new Uint8Array(162),
              'Công văn.pdf': await makeLetterScan('Bộ Y tế', 104),
            },
            { mtime: '2017-04-19' },
          ),
        ),
      ],
    },
  ]
}

/** S5: two photographs by telephone, forwarded by an officer of the Centre. */
async function photographs(): Promise<Letter[]> {
  const photos = await makePhotos(answersOf('an-giang'), 105)
  return [
    {
      about: 'S5 ảnh chụp điện thoại, chuyển tiếp',
      arrived: '2017-04-24 23:41',
      from: '"Cán bộ đầu mối" <canbo.daumoi@ttth.example>',
      subject: 'Fwd: IMG_20170424',
      body: 'Chuyển tiếp để tổng hợp nhé.\n\n---------- Forwarded message ----------\nFrom: van phong tinh An Giang <vanphong.angiang@yahoo-mail.example>\nDate: 2017-04-24 22:58\nSubject: IMG_20170424\nTo: <canbo.daumoi@ttth.example>\n\nGửi từ iPhone của tôi',
      attachments: photos.map((bytes, index) => file(`IMG_20170424_2256${31 + index * 31}.jpg`, bytes)),
    },
  ]
}

/** S6: the typed form without figures first, the scan with handwritten ones a week later. */
async function typedThenScanned(): Promise<Letter[]> {
  const answers = answersOf('vinachem', {
    'signing.vsignPdf': true,
    'frequency.exchanged': true,
    'frequency.sentPerMonth': null,
    'frequency.receivedPerMonth': null,
  })
  const from = `"Văn thư Tập đoàn Hóa chất Việt Nam" <${at('vinachem', 'vanthu')}>`
  const subject = 'Phiếu khảo sát của Tập đoàn Hóa chất Việt Nam'
  const written = {
    ...answers,
    'frequency.sentPerMonth': 'khoảng 200',
    'frequency.receivedPerMonth': 'trên 500',
  }
  return [
    {
      about: 'S6 bản mềm trước, thiếu số lượng',
      arrived: '2017-04-18 15:02',
      from,
      subject,
      body: greeting,
      attachments: [
        file('Phieu khao sat_VNC.docx', await makeWordForm(answers, { boxes: 'unicode', leaders: true })),
      ],
    },
    {
      about: 'S6 bản ký sau, số lượng viết tay',
      arrived: '2017-04-25 16:55',
      from,
      subject: `RE: ${subject}`,
      body: 'Xin gửi bản chính thức có chữ ký, đóng dấu ạ.',
      attachments: [file('scan0012.pdf', await makeScan(written, { seed: 106, handwrittenFigures: true }))],
    },
  ]
}

/** S7: a correction that says so takes the place of the first form. */
async function corrected(): Promise<Letter[]> {
  const answers = answersOf('lam-dong', {
    'agency.name': 'Sở Thông tin và Truyền thông tỉnh Lâm Đồng',
    'signing.vsignPdf': true,
    'frequency.exchanged': true,
    'frequency.sentPerMonth': 1200,
    'frequency.receivedPerMonth': 950,
  })
  const from = `"Sở TT&TT Lâm Đồng" <cntt@stttt.${body('lam-dong').domains[0]}>`
  return [
    {
      about: 'S7 phiếu đầu',
      arrived: '2017-04-20 08:11',
      from,
      subject: 'V/v gửi phiếu khảo sát',
      body: greeting,
      attachments: [
        file(
          'Phieu KS.docx',
          await makeWordForm(answers, { boxes: 'brackets', separators: { thousands: true } }),
        ),
      ],
    },
    {
      about: 'S7 đính chính',
      arrived: '2017-04-21 14:30',
      from,
      subject: 'Đính chính số liệu khảo sát',
      body: 'Do sơ suất trong tổng hợp, số văn bản điện tử có ký số gửi đi ghi trong phiếu ngày 20/4/2017 chưa chính xác. Đề nghị Quý Trung tâm sử dụng phiếu gửi kèm (Gửi 120 Vb/tháng) thay thế phiếu đã gửi. Xin chân thành cảm ơn.',
      attachments: [
        file(
          'Phieu KS (thay the).docx',
          await makeWordForm({ ...answers, 'frequency.sentPerMonth': 120 }, { boxes: 'brackets' }),
        ),
      ],
    },
  ]
}

/** S8: both sides of midnight of the deadline; the server's time decides, not the sender's clock. */
async function midnight(): Promise<Letter[]> {
  const late =
    'Do đơn vị nhận được công văn muộn, xin gửi phiếu khảo sát. Mong Quý Trung tâm thông cảm và tổng hợp giúp.'
  const letter = async (
    id: string,
    local: string,
    about: string,
    arrived: string,
    dated: string,
  ): Promise<Letter> => ({
    about,
    arrived,
    dated,
    from: `<${at(id, local)}>`,
    subject: 'Gửi phiếu khảo sát (muộn)',
    body: late,
    attachments: [file('Phieu khao sat.docx', await makeWordForm(answersOf(id), { boxes: 'unicode-tick' }))],
  })
  return [
    await letter(
      'ben-tre',
      'vanthu',
      'S8a còn hạn một phút',
      '2017-04-25 23:59:02',
      'Tue, 25 Apr 2017 23:58:10 +0700',
    ),
    await letter(
      'phu-yen',
      'phong.vt',
      'S8b gửi trong hạn, nhận sau hạn',
      '2017-04-26 00:03',
      'Tue, 25 Apr 2017 16:50:00 +0000',
    ),
    await letter('mobifone', 'vp', 'S8c sau hạn', '2017-04-26 00:31', 'Tue, 25 Apr 2017 17:30:00 +0000'),
  ]
}

/** S9: the province's office and its department answer differently. */
async function twoOffices(): Promise<Letter[]> {
  const office = answersOf('thanh-hoa', {
    'connection.internal': true,
    'signing.vsignPdf': true,
    'signing.integrated': false,
    'signing.centralized': false,
    'frequency.exchanged': true,
    'frequency.sentPerMonth': 400,
    'frequency.receivedPerMonth': 700,
    'needs.crossAuthentication': 'no',
  })
  const department: FormAnswers = {
    ...office,
    'agency.name': 'Sở Thông tin và Truyền thông tỉnh Thanh Hóa',
    'signing.integrated': true,
    'signing.centralized': true,
    'frequency.sentPerMonth': 1500,
    'needs.crossAuthentication': 'yes',
  }
  return [
    {
      about: 'S9 văn phòng UBND tỉnh',
      arrived: '2017-04-21 10:12',
      from: `"VP UBND tỉnh Thanh Hóa" <${at('thanh-hoa', 'vpubnd')}>`,
      subject: 'Phiếu khảo sát của VP UBND tỉnh Thanh Hóa',
      body: greeting,
      attachments: [file('Phieu khao sat.docx', await makeWordForm(office, { boxes: 'symbol' }))],
    },
    {
      about: 'S9 sở của cùng tỉnh, số liệu khác',
      arrived: '2017-04-24 15:40',
      from: `"Sở TT&TT tỉnh Thanh Hóa" <${at('thanh-hoa', 'stttt')}>`,
      subject: 'Báo cáo khảo sát chữ ký số tỉnh Thanh Hóa',
      body: 'Được UBND tỉnh giao, Sở Thông tin và Truyền thông tổng hợp số liệu toàn tỉnh và gửi Phiếu khảo sát theo đề nghị của Quý Trung tâm.',
      attachments: [file('Phieu khao sat toan tinh.pdf', await makePdfForm(department))],
    },
  ]
}

const quotedLetter = `
Từ: Trung tâm Tin học <${'atantt@chinhphu.vn'}>
Đã gửi: 06 tháng 4 2017 09:00
Tới: Văn phòng
Chủ đề: khảo sát ứng dụng chữ ký số

Trung tâm Tin học Văn phòng Chính phủ đề nghị cung cấp thông tin về việc triển khai ứng dụng chữ ký số tại cơ quan (theo mẫu khảo sát đính kèm).`

/** S10: an answer in prose below which our letter is quoted. */
async function prose(): Promise<Letter[]> {
  return [
    {
      about: 'S10 trả lời bằng lời, không có phiếu',
      arrived: '2017-04-24 10:05',
      from: `"Văn phòng" <${at('dai-tieng-noi-viet-nam', 'vanphong')}>`,
      subject: 'Re: khảo sát ứng dụng chữ ký số',
      body: `Hiện nay cơ quan chưa triển khai ký số văn bản điện tử, mới kết nối liên thông với Văn phòng Chính phủ. Hàng tháng nhận khoảng 20 - 30 văn bản có ký số. Cơ quan có nhu cầu được đào tạo về chữ ký số chuyên dùng và an toàn thông tin; các nội dung khác chưa có nhu cầu.\n${quotedLetter}`,
    },
  ]
}

/** S11: a group sends its own form and those of four member companies. */
async function group(): Promise<Letter[]> {
  const own = answersOf('evn')
  const members = await Promise.all(
    [1, 2, 3, 4].map(async (number) =>
      file(
        `0${number + 1}. Phieu KS - Cong ty thanh vien ${number}.docx`,
        await makeWordForm(
          { ...answersOf('evn'), 'agency.name': `Công ty Điện lực thành viên ${number}` },
          { boxes: 'unicode' },
        ),
      ),
    ),
  )
  return [
    {
      about: 'S11 tập đoàn gửi kèm phiếu các đơn vị thành viên',
      arrived: '2017-04-25 11:20',
      from: `"Ban CNTT" <${at('evn', 'cntt')}>`,
      subject: 'Tập đoàn Điện lực Việt Nam - tổng hợp phiếu khảo sát các đơn vị thành viên',
      body: 'Tập đoàn gửi Phiếu khảo sát của cơ quan Tập đoàn (tệp số 1) và phiếu của các đơn vị thành viên để Quý Trung tâm tham khảo.',
      attachments: [
        file(
          '01. Phieu KS - Tap doan.docx',
          await makeWordForm(own, { boxes: 'unicode', bothMarked: ['needs.crossAuthentication'] }),
        ),
        ...members,
      ],
    },
  ]
}

/** S12: what is no submission: an auto-reply, a question, the blank form sent back. */
async function noSubmission(): Promise<Letter[]> {
  return [
    {
      about: 'S12a trả lời tự động',
      arrived: '2017-04-20 09:20',
      from: `"Văn phòng" <${at('bo-noi-vu', 'vanphong')}>`,
      subject: 'Trả lời tự động: Nhắc gửi phiếu khảo sát',
      body: 'Tôi đi công tác đến hết ngày 28/4/2017, việc gấp xin liên hệ văn thư cơ quan.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    },
    {
      about: 'S12b xin mẫu và gia hạn',
      arrived: '2017-04-22 08:45',
      from: `<${at('son-la', 'chuyenvien')}>`,
      subject: 'Xin file mẫu phiếu khảo sát và gia hạn',
      body: 'Đơn vị chưa nhận được phụ lục kèm theo công văn. Đề nghị Trung tâm gửi lại mẫu phiếu (bản Word) và cho phép gửi kết quả trước ngày 28/4/2017.',
    },
    {
      about: 'S12c gửi lại mẫu trắng',
      arrived: '2017-04-23 19:30',
      from: `"Văn thư" <${at('ha-nam', 'vanthu')}>`,
      subject: 'Phiếu khảo sát',
      body: 'Em gửi anh ạ',
      attachments: [file('Mau phieu khao sat.docx', await makeWordForm({}))],
    },
  ]
}

/** The scenarios of the office's list, in its order; each gives one mail or several. */
export const scenarios: readonly (() => Promise<Letter[]>)[] = [
  cleanPair,
  stampedScan,
  oldFont,
  archive,
  photographs,
  typedThenScanned,
  corrected,
  midnight,
  twoOffices,
  prose,
  group,
  noSubmission,
]

/** The bodies that the scenarios write for. */
export const scenarioBodies: readonly string[] = [
  'nghe-an',
  'bo-cong-thuong',
  'quang-binh',
  'bo-y-te',
  'an-giang',
  'vinachem',
  'lam-dong',
  'ben-tre',
  'phu-yen',
  'mobifone',
  'thanh-hoa',
  'dai-tieng-noi-viet-nam',
  'evn',
  'bo-noi-vu',
  'son-la',
  'ha-nam',
]
