import * as made from './files.ts'
import { enclosed, file, type RawMail, rawMail, text, word } from './mail.ts'

/** What opening the mail must give; a document is its path and what it is: a kind of file, or a problem's code. */
export interface Expected {
  readonly documents: readonly (readonly [path: string, what: string])[]
  readonly kind?: string
  readonly kindReason?: string
  readonly subject?: string
  readonly from?: { readonly name: string; readonly address: string }
  readonly originalSender?: { readonly name: string; readonly address: string } | null
  readonly body?: string
  readonly quoted?: string
  readonly signers?: readonly string[]
  readonly messageId?: string | null
  readonly sentAt?: string | null
}

export interface Case {
  readonly raw: Uint8Array
  readonly expected: Expected
}

const name = 'Phiếu khảo sát chữ ký số.pdf'
const one = (path = name, what = 'pdf'): Expected => ({
  kind: 'submission',
  documents: [[path, what]],
})

/** A part whose headers name it byte by byte as given. */
const named = (headers: readonly (string | Uint8Array)[], body: Uint8Array = made.pdf()): RawMail => ({
  parts: [text('Gửi kèm phiếu.'), { headers, body }],
})
const quotedName = (bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from('Content-Disposition: attachment; filename="'), bytes, Buffer.from('"')])
const octets = 'Content-Type: application/octet-stream'
const mail = (parts: RawMail['parts'], more: Partial<RawMail> = {}): Uint8Array => rawMail({ parts, ...more })
const ours = '"Trung tâm Tin học" <atantt@nhan.example>'
const ourLetter = () =>
  rawMail({
    from: 'atantt@nhan.example',
    to: 'vanthu@tinh-a.example',
    subject: 'Khao sat chu ky so',
    parts: [text('Đề nghị Quý cơ quan gửi phiếu khảo sát.'), file('Mau phieu.pdf', made.pdf('blank'))],
  })

const names: Record<string, () => Case> = {
  'name-in-utf8-raw': () => ({
    raw: rawMail(named([octets, quotedName(Buffer.from(name))])),
    expected: one(),
  }),
  'name-in-windows-1258-raw': () => ({
    raw: rawMail(named([octets, quotedName(made.windows1258(name))])),
    expected: one(),
  }),
  'name-in-tcvn3-raw': () => ({
    raw: rawMail(named([octets, quotedName(made.tcvn3Bytes(name))])),
    expected: one(),
  }),
  'name-decomposed': () => ({
    raw: rawMail(named([octets, quotedName(Buffer.from(name.normalize('NFD')))])),
    expected: one(),
  }),
  'name-as-encoded-word-in-quotes': () => ({
    raw: rawMail(named([octets, `Content-Disposition: attachment; filename="${word(name)}"`])),
    expected: one(),
  }),
  'name-as-encoded-words-in-pieces': () => ({
    raw: rawMail(
      named([
        `${octets};\r\n name="${word('Phiếu khảo')}\r\n ${word(' sát chữ ký số.pdf')}"`,
        'Content-Disposition: attachment',
      ]),
    ),
    expected: one(),
  }),
  'name-in-rfc2231-pieces': () => {
    const coded = encodeURIComponent(name)
    const cut = coded.indexOf('%', 20)
    return {
      raw: rawMail(
        named([
          octets,
          `Content-Disposition: attachment;\r\n filename*0*=UTF-8''${coded.slice(0, cut)};\r\n filename*1*=${coded.slice(cut)}`,
        ]),
      ),
      expected: one(),
    }
  },
  'name-with-a-path': () => ({
    raw: rawMail(named([octets, 'Content-Disposition: attachment; filename="../../etc/x.pdf"'])),
    expected: one('x.pdf'),
  }),
  'name-with-a-windows-path': () => ({
    raw: rawMail(
      named([octets, 'Content-Disposition: attachment; filename="C:\\\\Users\\\\vt\\\\phieu.pdf"']),
    ),
    expected: one('phieu.pdf'),
  }),
  'name-that-turns-its-direction': () => ({
    raw: rawMail(named([octets, quotedName(Buffer.from('phieu\u202efdp.exe'))])),
    expected: one('phieufdp.exe'),
  }),
  'name-missing': () => ({ raw: rawMail(named([octets])), expected: one('tep-1.pdf') }),
}

const parts: Record<string, () => Promise<Case> | Case> = {
  'pdf-without-disposition': () => ({
    raw: rawMail(named(['Content-Type: application/pdf; name="Phieu.pdf"'])),
    expected: one('Phieu.pdf'),
  }),
  'pdf-inline': () => ({
    raw: mail([text('Gửi phiếu.'), file('Phieu.pdf', made.pdf(), { disposition: 'inline' })]),
    expected: one('Phieu.pdf'),
  }),
  'pdf-sent-as-text': () => ({
    raw: rawMail(named(['Content-Type: text/plain; name="Phieu.pdf"'])),
    expected: { ...one('Phieu.pdf'), body: 'Gửi kèm phiếu.' },
  }),
  'pdf-called-doc': () => ({
    raw: mail([text('x'), file('Phieu.doc', made.pdf(), { type: 'application/msword' })]),
    expected: one('Phieu.doc'),
  }),
  'word-html-called-doc': () => ({
    raw: mail([
      text('x'),
      {
        headers: ['Content-Type: text/html; name="Phieu.doc"', 'Content-Disposition: inline'],
        body: '<html><body>Tên cơ quan: A</body></html>',
      },
    ]),
    expected: one('Phieu.doc', 'html'),
  }),
  'the-whole-mail-is-a-pdf': () => ({
    raw: mail([{ headers: ['Content-Type: application/pdf; name="scan0001.pdf"'], body: made.pdf() }], {
      multipart: null,
    }),
    expected: one('scan0001.pdf'),
  }),
  'logo-and-signature-pictures': async () => ({
    raw: mail(
      [
        text('<p>Xin gửi phiếu khảo sát</p><img src="cid:a"><img src="cid:b">', 'text/html; charset=utf-8'),
        {
          headers: [
            'Content-Type: image/png; name="image001.png"',
            'Content-ID: <a>',
            'Content-Disposition: inline',
          ],
          body: await made.picture(240, 90),
        },
        {
          headers: [
            'Content-Type: image/png; name="image002.png"',
            'Content-ID: <b>',
            'Content-Disposition: inline',
          ],
          body: await made.picture(1600, 200),
        },
      ],
      { multipart: 'multipart/related' },
    ),
    expected: { kind: 'no-form', documents: [] },
  }),
  'phone-photographs-inline': async () => ({
    raw: mail(
      [
        text('<img src="cid:a"><div>Gửi từ iPhone của tôi</div>', 'text/html; charset=utf-8'),
        {
          headers: [
            'Content-Type: image/jpeg; name="IMG_1.jpg"',
            'Content-ID: <a>',
            'Content-Disposition: inline',
          ],
          body: await made.picture(900, 1200, 'jpeg'),
        },
      ],
      { multipart: 'multipart/related' },
    ),
    expected: one('IMG_1.jpg', 'jpeg'),
  }),
  'long-screenshot': async () => ({
    raw: mail([text('x'), file('Screenshot.png', await made.picture(1080, 5000))]),
    expected: one('Screenshot.png', 'png'),
  }),
  'small-picture-attached': async () => ({
    raw: mail([text('x'), file('zalo.jpg', await made.picture(480, 640, 'jpeg'))]),
    expected: one('zalo.jpg', 'jpeg'),
  }),
  'lock-file-contact-calendar': async () => ({
    raw: mail([
      text('x'),
      file('~$ieu.docx', Buffer.alloc(162, 1)),
      file('a.vcf', Buffer.from('BEGIN:VCARD\nEND:VCARD\n'), { type: 'text/x-vcard' }),
      file('b.ics', Buffer.from('BEGIN:VCALENDAR\nEND:VCALENDAR\n'), { type: 'text/calendar' }),
      file('Phieu.docx', await made.docx()),
    ]),
    expected: one('Phieu.docx', 'docx'),
  }),
  'document-called-like-a-signature': () => ({
    raw: mail([text('x'), file('CV 12.p7s', made.pdf())]),
    expected: one('CV 12.p7s'),
  }),
  'empty-attachment': () => ({
    raw: mail([text('x'), file('Phieu.doc', new Uint8Array())]),
    expected: one('Phieu.doc', 'empty'),
  }),
  'spreadsheet-and-text': async () => ({
    raw: mail([
      text('x'),
      file(
        'Tong hop.xlsx',
        await made.zip({
          '[Content_Types].xml': Buffer.from('<Types/>'),
          'xl/workbook.xml': Buffer.from('<x/>'),
        }),
      ),
      file('ghi chu.txt', Buffer.from('ghi chú')),
    ]),
    expected: {
      kind: 'submission',
      documents: [
        ['Tong hop.xlsx', 'xlsx'],
        ['ghi chu.txt', 'text'],
      ],
    },
  }),
  'uuencoded-in-the-text': () => ({
    raw: mail([text(`Gui phieu\n\n${made.uuencode('phieu.pdf', made.pdf())}`)], { multipart: null }),
    expected: { ...one('phieu.pdf'), body: 'Gui phieu' },
  }),
  'mail-cut-into-parts': () => ({
    raw: mail([
      {
        headers: ['Content-Type: message/partial; number=1; total=2; id="x"'],
        body: 'Subject: a\n\nabc',
        encoding: '7bit',
      },
    ]),
    expected: { kind: 'submission', documents: [['thu-bi-chia.eml', 'unsupported']] },
  }),
  'digest-of-two-mails': () => ({
    raw: mail([
      text('2 thư.'),
      {
        headers: ['Content-Type: multipart/digest; boundary="DD"'],
        encoding: '8bit',
        body: ['a', 'b']
          .map((letter) => {
            const inner = mail([text('x'), file(`${letter}.pdf`, made.pdf(letter))], {
              from: `vp@tinh-${letter}.example`,
            })
            return `--DD\n\n${Buffer.from(inner).toString('latin1')}\n`
          })
          .concat('--DD--')
          .join(''),
      },
    ]),
    expected: {
      kind: 'submission',
      originalSender: null,
      documents: [
        ['thu-chuyen-tiep.eml/a.pdf', 'pdf'],
        ['thu-chuyen-tiep.eml/b.pdf', 'pdf'],
      ],
    },
  }),
  'mbox-line-above-the-mail': () => ({
    raw: Buffer.concat([
      Buffer.from('From vanthu@tinh-a.example Thu Apr 20 09:14:00 2017\r\n'),
      mail([text('Gửi phiếu'), file('Phieu.pdf', made.pdf())]),
    ]),
    expected: { ...one('Phieu.pdf'), messageId: '<1@tinh-a.example>', body: 'Gửi phiếu' },
  }),
  'mbox-of-two-mails': () => ({
    raw: Buffer.concat(
      ['a', 'b'].flatMap((letter) => [
        Buffer.from(`From vp@tinh-${letter}.example Thu Apr 20 09:14:00 2017\r\n`),
        mail([text('x'), file(`${letter}.pdf`, made.pdf(letter))]),
        Buffer.from('\r\n'),
      ]),
    ),
    expected: {
      kind: 'submission',
      documents: [
        ['a.pdf', 'pdf'],
        ['thu-chuyen-tiep.eml/b.pdf', 'pdf'],
      ],
    },
  }),
  'boundary-never-ends': () => {
    const whole = mail([text('Gửi phiếu'), file('Phieu.pdf', made.pdf())])
    return { raw: whole.subarray(0, Buffer.from(whole).lastIndexOf('\r\n--=_p')), expected: one('Phieu.pdf') }
  },
  'no-message-id-and-no-subject': () => ({
    raw: mail([text('x'), file('1.pdf', made.pdf())], {
      subject: null,
      headers: ['Message-ID:', 'Date: hôm qua'],
    }),
    expected: { ...one('1.pdf'), subject: '', messageId: null, sentAt: null },
  }),
  'headers-in-windows-1258-raw': () => ({
    raw: mail([text('x'), file('1.pdf', made.pdf())], {
      subject: null,
      headers: [
        Buffer.concat([Buffer.from('Subject: '), made.windows1258('Phiếu khảo sát của Văn phòng')]),
        Buffer.concat([
          Buffer.from('From: "'),
          made.windows1258('Văn phòng UBND tỉnh A'),
          Buffer.from('" <vp@tinh-a.example>'),
        ]),
      ],
    }),
    expected: {
      ...one('1.pdf'),
      subject: 'Phiếu khảo sát của Văn phòng',
      from: { name: 'Văn phòng UBND tỉnh A', address: 'vp@tinh-a.example' },
    },
  }),
  'body-in-utf8-without-charset': () => ({
    raw: mail([{ headers: [], body: 'Văn phòng xin gửi phiếu khảo sát', encoding: '8bit' }], {
      multipart: null,
    }),
    expected: { kind: 'no-form', documents: [], body: 'Văn phòng xin gửi phiếu khảo sát' },
  }),
  'body-in-windows-1258-labelled-latin1': () => ({
    raw: mail(
      [
        {
          headers: ['Content-Type: text/plain; charset=iso-8859-1'],
          body: made.windows1258('Văn phòng Ủy ban xin gửi phiếu khảo sát'),
          encoding: '8bit',
        },
      ],
      { multipart: null },
    ),
    expected: { kind: 'no-form', documents: [], body: 'Văn phòng Ủy ban xin gửi phiếu khảo sát' },
  }),
  'html-beside-an-empty-text': () => ({
    raw: mail(
      [text(''), text('<style>p{}</style><p>Đơn vị xin gia h&#7841;n</p>', 'text/html; charset=utf-8')],
      {
        multipart: 'multipart/alternative',
      },
    ),
    expected: { kind: 'no-form', kindReason: 'question', documents: [], body: 'Đơn vị xin gia hạn' },
  }),
}

const forwards: Record<string, () => Promise<Case> | Case> = {
  'forwarded-as-attachment-twice': () => ({
    raw: mail([
      text('Chuyển tiếp để tổng hợp'),
      enclosed(
        mail(
          [
            text('Kính chuyển'),
            enclosed(
              mail([text('Xin gửi phiếu thay thế'), file('Phieu.pdf', made.pdf())], {
                from: '"VP tinh G" <vp@tinh-g.example>',
                subject: 'phieu',
              }),
            ),
          ],
          { from: 'truongphong@nhan.example', to: 'canbo@nhan.example', subject: 'Fwd: phieu' },
        ),
      ),
    ]),
    expected: {
      ...one('thu-chuyen-tiep.eml/thu-chuyen-tiep.eml/Phieu.pdf'),
      originalSender: { name: 'VP tinh G', address: 'vp@tinh-g.example' },
      body: 'Chuyển tiếp để tổng hợp\n\nKính chuyển\n\nXin gửi phiếu thay thế',
    },
  }),
  'two-agencies-mails-attached': () => ({
    raw: mail(
      ['a', 'b'].map((letter) =>
        enclosed(
          mail([text('x'), file(`${letter}.pdf`, made.pdf(letter))], { from: `vp@tinh-${letter}.example` }),
          `attachment; filename="../tinh ${letter}.eml"`,
        ),
      ),
    ),
    expected: {
      kind: 'submission',
      documents: [
        ['tinh a.eml/a.pdf', 'pdf'],
        ['tinh b.eml/b.pdf', 'pdf'],
      ],
      originalSender: null,
    },
  }),
  'our-own-letter-attached': () => ({
    raw: mail([text('Đơn vị xin file mẫu phiếu'), enclosed(ourLetter())]),
    expected: {
      kind: 'submission',
      documents: [['thu-chuyen-tiep.eml/Mau phieu.pdf', 'pdf']],
      originalSender: null,
      body: 'Đơn vị xin file mẫu phiếu',
    },
  }),
  'forwarded-by-gmail': () => ({
    raw: mail(
      [
        text(
          'Chuyển tiếp để tổng hợp nhé.\n---------- Forwarded message ----------\nFrom: van phong tinh g <vanphong.tinhg@thu.example>\nDate: 2017-04-24 22:58 GMT+07:00\nSubject: IMG_20170424\nTo: canbo@nhan.example\n\nEm gửi phiếu ạ\nGửi từ iPhone của tôi\n',
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'Fwd: IMG_20170424' },
    ),
    expected: {
      ...one('1.pdf'),
      originalSender: { name: 'van phong tinh g', address: 'vanphong.tinhg@thu.example' },
      body: 'Chuyển tiếp để tổng hợp nhé.\n\nEm gửi phiếu ạ\nGửi từ iPhone của tôi',
    },
  }),
  'forwarded-on-one-line': () => ({
    raw: mail(
      [
        text(
          'Chuyển tiếp nhé.\n---------- Forwarded message ----------\nFrom: vp g <vp@thu.example> · Date: 2017-04-24 22:58 · Subject: IMG\nGửi từ iPhone của tôi\n',
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'Fwd: IMG' },
    ),
    expected: { ...one('1.pdf'), originalSender: { name: 'vp g', address: 'vp@thu.example' } },
  }),
  'forwarded-by-outlook-in-vietnamese': () => ({
    raw: mail(
      [
        text(
          'Kính chuyển.\n\nTừ: Văn thư Bộ B [mailto:vanthu@bo-b.example]\nĐã gửi: 24 Tháng Tư 2017 10:00\nTới: Cán bộ đầu mối\nChủ đề: phiếu khảo sát\n\nXin gửi phiếu.\n',
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'FW: phiếu khảo sát' },
    ),
    expected: {
      ...one('1.pdf'),
      originalSender: { name: 'Văn thư Bộ B', address: 'vanthu@bo-b.example' },
      body: 'Kính chuyển.\n\nXin gửi phiếu.',
    },
  }),
  'forwarded-by-outlook-in-html': () => ({
    raw: mail(
      [
        text(
          '<div>Kính chuyển</div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> VP C &lt;vp@tct-c.example&gt;<br><b>Sent:</b> Monday, April 24, 2017<br><b>To:</b> x<br><b>Subject:</b> phieu</p></div><p>Gửi phiếu</p>',
          'text/html; charset=utf-8',
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'FW: phieu' },
    ),
    expected: { ...one('1.pdf'), originalSender: { name: 'VP C', address: 'vp@tct-c.example' } },
  }),
  'forwarded-by-zimbra': () => ({
    raw: mail(
      [
        text(
          '----- Thư được chuyển tiếp -----\nTừ: "VP UBND tinh K" <vp@tinh-k.example>\nTới: "can bo" <canbo@nhan.example>\nĐã gửi: Thứ Hai, 24/04/2017\nChủ đề: phieu\n\nGui phieu\n',
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'Fwd: phieu' },
    ),
    expected: { ...one('1.pdf'), originalSender: { name: 'VP UBND tinh K', address: 'vp@tinh-k.example' } },
  }),
  'forwarded-by-apple-mail': () => ({
    raw: mail(
      [
        text(
          'Begin forwarded message:\n\n> From: VP L <vp@tinh-l.example>\n> Subject: phieu\n> Date: 24 April 2017\n> To: x\n> \n> Gui phieu\n',
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'Fwd: phieu' },
    ),
    expected: {
      ...one('1.pdf'),
      originalSender: { name: 'VP L', address: 'vp@tinh-l.example' },
      body: 'Gui phieu',
    },
  }),
  'forward-of-a-forward': () => ({
    raw: mail(
      [
        text(
          '---------- Forwarded message ----------\nFrom: Truong phong <tp@nhan.example>\nSubject: Fwd: phieu\n\nXử lý giúp\n---------- Forwarded message ----------\nFrom: VP N <vp@tinh-n.example>\nSubject: phieu\n\nGửi phiếu khảo sát\n',
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'Fwd: phieu' },
    ),
    expected: { ...one('1.pdf'), originalSender: { name: 'VP N', address: 'vp@tinh-n.example' } },
  }),
  'reply-that-quotes-our-letter': () => ({
    raw: mail(
      [
        text(
          `Xin gửi phiếu.\n\nFrom: ${ours}\nSent: Monday, April 10, 2017 8:00 AM\nTo: vanthu@tinh-a.example\nSubject: Khảo sát\n\nĐề nghị Quý cơ quan gửi phiếu, xin gia hạn thì báo.\n`,
        ),
        file('1.pdf', made.pdf()),
      ],
      { subject: 'RE: Khao sat' },
    ),
    expected: { ...one('1.pdf'), originalSender: null, body: 'Xin gửi phiếu.' },
  }),
  'answers-between-quoted-lines': () => ({
    raw: mail(
      [
        text(
          'Vào 10:02 Ngày 18 tháng 04 năm 2017, Trung tâm Tin học\n<atantt@nhan.example> đã viết:\n> Cơ quan đã ký số chưa?\nChưa triển khai ký số.\n> Có nhu cầu đào tạo không?\nCó.\n',
        ),
      ],
      { subject: 'Re: khao sat' },
    ),
    expected: {
      kind: 'no-form',
      kindReason: 'prose',
      documents: [],
      originalSender: null,
      body: 'Chưa triển khai ký số.\nCó.',
    },
  }),
}

const archives: Record<string, () => Promise<Case> | Case> = {
  'zip-in-a-zip': async () => ({
    raw: mail([
      text('x'),
      file(
        'PL.zip',
        await made.zip({
          'trong/Phieu.docx': await made.docx(),
          'trong/them.zip': await made.zip({ 'Scan.pdf': made.pdf(), '__MACOSX/._Scan.pdf': made.pdf() }),
          'trong/~$Phieu.docx': Buffer.alloc(162, 1),
        }),
      ),
    ]),
    expected: {
      kind: 'submission',
      documents: [
        ['PL.zip/Phieu.docx', 'docx'],
        ['PL.zip/them.zip/Scan.pdf', 'pdf'],
      ],
    },
  }),
  'zip-with-a-folder-called-word': async () => ({
    raw: mail([text('x'), file('ban mem.zip', await made.zip({ 'word/Phieu.docx': await made.docx() }))]),
    expected: one('ban mem.zip/Phieu.docx', 'docx'),
  }),
  'zip-called-rar': async () => ({
    raw: mail([text('x'), file('Phieu.rar', await made.zip({ 'Phieu.pdf': made.pdf() }))]),
    expected: one('Phieu.rar/Phieu.pdf'),
  }),
  'zip-with-two-files-of-one-name': async () => ({
    raw: mail([
      text('x'),
      file('a.zip', await made.zip({ 'A/Phieu.pdf': made.pdf('a'), 'B/Phieu.pdf': made.pdf('b') })),
    ]),
    expected: {
      documents: [
        ['a.zip/Phieu.pdf', 'pdf'],
        ['a.zip/Phieu.pdf', 'pdf'],
      ],
    },
  }),
  'zip-names-in-windows-1258': async () => ({
    raw: mail([
      text('x'),
      file('a.zip', await made.zip({ [name]: made.pdf() }, { encodeName: made.windows1258 })),
    ]),
    expected: one(`a.zip/${name}`),
  }),
  'zip-names-in-tcvn3': async () => ({
    raw: mail([
      text('x'),
      file('a.zip', await made.zip({ [name]: made.pdf() }, { encodeName: made.tcvn3Bytes })),
    ]),
    expected: one(`a.zip/${name}`),
  }),
  'zip-names-in-cp437': async () => ({
    raw: mail([
      text('x'),
      file('a.zip', await made.zip({ 'Bô Công an - kê khai.pdf': made.pdf() }, { encodeName: made.cp437 })),
    ]),
    expected: one('a.zip/Bô Công an - kê khai.pdf'),
  }),
  'zip-names-in-utf8-without-flag': async () => ({
    raw: mail([
      text('x'),
      file('a.zip', await made.zip({ [name]: made.pdf() }, { encodeName: (one) => Buffer.from(one) })),
    ]),
    expected: one(`a.zip/${name}`),
  }),
  'zip-with-password-in-the-mail': async () => ({
    raw: mail([
      text('Gửi kèm phiếu khảo sát, mật khẩu: 123456.'),
      file('a.zip', await made.zip({ 'Phieu.pdf': made.pdf() }, { password: '123456', zipCrypto: true })),
    ]),
    expected: one('a.zip/Phieu.pdf'),
  }),
  'zip-with-aes-password-in-the-mail': async () => ({
    raw: mail([
      text('Mật khẩu giải nén là "Ks@2017"'),
      file('a.zip', await made.zip({ 'Phieu.pdf': made.pdf() }, { password: 'Ks@2017' })),
    ]),
    expected: one('a.zip/Phieu.pdf'),
  }),
  'zip-with-password-elsewhere': async () => ({
    raw: mail([
      text('Mật khẩu sẽ gửi sau.'),
      file('a.zip', await made.zip({ 'Phieu.pdf': made.pdf() }, { password: 'abc', zipCrypto: true })),
    ]),
    expected: one('a.zip/Phieu.pdf', 'password'),
  }),
  'zip-cut-off': async () => ({
    raw: mail([text('x'), file('a.zip', (await made.zip({ 'Phieu.pdf': made.pdf() })).subarray(0, 60))]),
    expected: one('a.zip', 'damaged'),
  }),
  'zip-without-files': async () => ({
    raw: mail([text('x'), file('a.zip', await made.zip({}))]),
    expected: one('a.zip', 'empty'),
  }),
  'rar-of-version-4': async () => ({
    raw: mail([
      text('x'),
      file('Bo E.rar', made.rar4({ 'Cong van.pdf': made.pdf(), 'Phieu.docx': await made.docx() })),
    ]),
    expected: {
      documents: [
        ['Bo E.rar/Cong van.pdf', 'pdf'],
        ['Bo E.rar/Phieu.docx', 'docx'],
      ],
    },
  }),
  'rar-of-version-5': async () => ({
    raw: mail([
      text('x'),
      file(
        'Bo E - khao sat.rar',
        made.rar5({
          'Công văn.pdf': made.pdf(),
          'Phiếu khảo sát.docx': await made.docx(),
          '~$iếu khảo sát.docx': Buffer.alloc(162, 1),
        }),
      ),
    ]),
    expected: {
      kind: 'submission',
      documents: [
        ['Bo E - khao sat.rar/Công văn.pdf', 'pdf'],
        ['Bo E - khao sat.rar/Phiếu khảo sát.docx', 'docx'],
      ],
    },
  }),
  'rar-damaged': () => {
    const bytes = made.rar5({ 'Phieu.pdf': made.pdf('a'.repeat(300)) })
    return {
      raw: mail([text('x'), file('a.rar', bytes.fill(0xff, 40, 60))]),
      expected: one('a.rar', 'damaged'),
    }
  },
  '7z': () => ({
    raw: mail([
      text('x'),
      file('a.7z', Buffer.concat([Buffer.from('377abcaf271c', 'hex'), Buffer.alloc(40)])),
    ]),
    expected: one('a.7z', 'damaged'),
  }),
  'winmail-dat': async () => ({
    raw: mail([
      text('Gửi phiếu'),
      file(
        'winmail.dat',
        made.tnef({ 'Phiếu khảo sát.docx': await made.docx(), 'Cong van.pdf': made.pdf() }),
        {
          type: 'application/ms-tnef',
        },
      ),
    ]),
    expected: {
      documents: [
        ['winmail.dat/Phiếu khảo sát.docx', 'docx'],
        ['winmail.dat/Cong van.pdf', 'pdf'],
      ],
    },
  }),
  'winmail-dat-cut-off': () => {
    const bytes = made.tnef({ 'Phieu.pdf': made.pdf('a'.repeat(500)) })
    return {
      raw: mail([text('x'), file('winmail.dat', bytes.subarray(0, 200))]),
      expected: one('winmail.dat', 'damaged'),
    }
  },
  'outlook-message': () => ({
    raw: mail([
      text('Kính chuyển'),
      file(
        'phieu.msg',
        made.outlookMessage({
          subject: 'Phiếu khảo sát',
          body: 'Xin gửi phiếu, mật khẩu: 2017',
          fromName: 'Văn thư EVN',
          fromAddress: 'vanthu@evn.example',
          file: { name: 'Phiếu.pdf', bytes: made.pdf() },
        }),
      ),
    ]),
    expected: {
      ...one('phieu.msg/Phiếu.pdf'),
      originalSender: { name: 'Văn thư EVN', address: 'vanthu@evn.example' },
    },
  }),
}

const signed: Record<string, () => Case> = {
  'signed-mail-opaque': () => ({
    raw: mail(
      [
        {
          headers: [
            'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
            'Content-Disposition: attachment; filename="smime.p7m"',
          ],
          body: made.smime(
            Buffer.from(
              mail([text('Xin gửi phiếu.'), file('Phieu.pdf', made.pdf())])
                .toString()
                .replace(/^[\s\S]*?(?=Content-Type)/, ''),
            ),
            'opaque',
          ),
        },
      ],
      { multipart: null },
    ),
    expected: {
      ...one('Phieu.pdf'),
      body: 'Xin gửi phiếu.',
      originalSender: null,
      signers: ['Văn phòng UBND tỉnh A, UBND tỉnh A'],
    },
  }),
  'signed-mail-with-detached-signature': () => ({
    raw: mail(
      [
        text('Xin gửi phiếu.'),
        file('Phieu.pdf', made.pdf()),
        file('smime.p7s', made.smime(Buffer.from('x'), 'detached'), { type: 'application/pkcs7-signature' }),
      ],
      { multipart: 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256' },
    ),
    expected: { ...one('Phieu.pdf'), signers: ['Văn phòng UBND tỉnh A, UBND tỉnh A'] },
  }),
  'signed-file': () => ({
    raw: mail([text('x'), file('Phieu.pdf.p7m', made.smime(made.pdf(), 'opaque'))]),
    expected: { ...one('Phieu.pdf'), signers: ['Văn phòng UBND tỉnh A, UBND tỉnh A'] },
  }),
  'enciphered-mail': () => ({
    raw: mail([file('smime.p7m', made.smime(made.pdf(), 'enciphered'), { type: 'application/pkcs7-mime' })]),
    expected: one('smime.p7m', 'password'),
  }),
}

const plain = (body: string, more: Partial<RawMail>): Uint8Array =>
  mail([text(body)], { multipart: null, ...more })
const report = (type: string): RawMail => ({
  from: '<mailer-daemon@tinh-a.example>',
  multipart: `multipart/report; report-type=${type}`,
  parts: [
    text('Báo cáo'),
    {
      headers: [`Content-Type: message/${type}`],
      body: 'Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b\n',
      encoding: '7bit',
    },
    enclosed(ourLetter()),
  ],
})
const none = (kind: string, kindReason: string): Expected => ({ kind, kindReason, documents: [] })

const kinds: Record<string, () => Case> = {
  'kind-auto-reply-by-header': () => ({
    raw: plain('Tôi đi công tác đến hết ngày 28/4/2017.', {
      subject: word('Trả lời tự động: Nhắc gửi phiếu khảo sát'),
      headers: ['Auto-Submitted: auto-replied'],
    }),
    expected: none('autoreply', 'auto-submitted'),
  }),
  'kind-auto-reply-with-our-form-attached': () => ({
    raw: mail([text('Tôi vắng mặt.'), enclosed(ourLetter())], {
      subject: 'Automatic reply: Khao sat',
      headers: ['Auto-Submitted: auto-replied'],
    }),
    expected: none('autoreply', 'auto-submitted'),
  }),
  'kind-auto-reply-by-subject': () => ({
    raw: plain('Tôi nghỉ phép.', { subject: word('Vắng mặt: Khảo sát chữ ký số') }),
    expected: none('autoreply', 'auto-reply-subject'),
  }),
  'kind-form-under-an-odd-subject': () => ({
    raw: mail([text('x'), file('Phieu.pdf', made.pdf())], { subject: 'Out of office' }),
    expected: { ...one('Phieu.pdf'), kindReason: 'documents' },
  }),
  'kind-machine-mail-with-a-dispatch': () => ({
    raw: mail([text('x'), file('1234-VP.pdf', made.pdf())], {
      headers: ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All', 'Precedence: bulk'],
    }),
    expected: one('1234-VP.pdf'),
  }),
  'kind-bounce-report': () => ({
    raw: rawMail(report('delivery-status')),
    expected: none('bounce', 'delivery-report'),
  }),
  'kind-bounce-of-old-servers': () => ({
    raw: mail([text('552 Mailbox full'), enclosed(ourLetter())], {
      from: 'MAILER-DAEMON@tinh-a.example',
      subject: 'Undelivered Mail Returned to Sender',
    }),
    expected: none('bounce', 'delivery-report'),
  }),
  'kind-read-receipt-report': () => ({
    raw: rawMail({
      ...report('disposition-notification'),
      from: 'vt@tinh-a.example',
      subject: word('Đã đọc: Khảo sát'),
    }),
    expected: none('autoreply', 'read-receipt'),
  }),
  'kind-read-receipt-by-subject': () => ({
    raw: plain('Thư của bạn đã được đọc.', { subject: word('Đã đọc: Nhắc gửi phiếu khảo sát') }),
    expected: none('autoreply', 'read-receipt'),
  }),
  'kind-recall': () => ({
    raw: plain('Văn thư muốn thu hồi thư.', { subject: word('Thu hồi: Phiếu khảo sát') }),
    expected: none('other', 'recall'),
  }),
  'kind-recall-reported': () => ({
    raw: plain('Your message was recalled successfully.', {
      subject: 'Message Recall Success: Phieu khao sat',
    }),
    expected: none('other', 'recall'),
  }),
  'kind-bounce-of-exchange-in-vietnamese': () => ({
    raw: mail([text('Không tìm thấy địa chỉ email bạn đã nhập.'), enclosed(ourLetter())], {
      from: '"Postmaster" <postmaster@tinh-a.example>',
      subject: word('Không thể chuyển phát: Phiếu khảo sát'),
    }),
    expected: none('bounce', 'delivery-report'),
  }),
  'kind-bounce-of-mdaemon': () => ({
    raw: mail([text('5.1.1 <vt@tinh-a.example> - no such user here.'), enclosed(ourLetter())], {
      from: '"MDaemon" <MDaemon@tinh-a.example>',
      subject: 'Permanent Delivery Failure',
      headers: ['X-MDDSN-Message: 1'],
    }),
    expected: none('bounce', 'delivery-report'),
  }),
  'kind-form-sent-by-a-postmaster': () => ({
    raw: mail([text('Em gửi phiếu của đơn vị ạ.'), file('Phieu.pdf', made.pdf()), enclosed(ourLetter())], {
      from: '"Quản trị thư" <postmaster@tinh-a.example>',
    }),
    expected: {
      kind: 'submission',
      documents: [
        ['Phieu.pdf', 'pdf'],
        ['thu-chuyen-tiep.eml/Mau phieu.pdf', 'pdf'],
      ],
    },
  }),
  'kind-auto-reply-of-notes': () => ({
    raw: plain('I will respond to your message when I return.', {
      subject: 'Dung Pham is out of the office (returning 05/02/2017)',
      headers: ['Auto-Submitted: auto-generated'],
    }),
    expected: none('autoreply', 'auto-reply-subject'),
  }),
  'kind-question': () => ({
    raw: plain(
      'Đơn vị chưa nhận được phụ lục kèm theo công văn. Đề nghị Trung tâm gửi lại mẫu phiếu (bản Word) và cho phép gửi kết quả trước ngày 28/4/2017.',
      { subject: word('Xin file mẫu phiếu khảo sát và gia hạn') },
    ),
    expected: none('no-form', 'question'),
  }),
  'kind-answer-in-prose': () => ({
    raw: plain(
      `Hiện nay cơ quan chưa triển khai ký số văn bản điện tử. Hàng tháng nhận khoảng 20 - 30 văn bản.\n\n-----Original Message-----\nFrom: ${ours}\nSent: Monday\nSubject: Khảo sát\n\nTên cơ quan: Địa chỉ: Họ và tên: Chức vụ: Tần xuất Vb/tháng phiếu khảo sát`,
      { subject: word('Re: khảo sát ứng dụng chữ ký số') },
    ),
    expected: {
      ...none('no-form', 'prose'),
      body: 'Hiện nay cơ quan chưa triển khai ký số văn bản điện tử. Hàng tháng nhận khoảng 20 - 30 văn bản.',
    },
  }),
  'kind-form-typed-into-the-mail': () => ({
    raw: plain(
      'PHIẾU KHẢO SÁT\nTên cơ quan: UBND tỉnh A\nĐịa chỉ: số 1\nHọ và tên: Nguyễn Văn A\nChức vụ: chuyên viên\nGửi 10 Vb/tháng',
      {},
    ),
    expected: {
      kind: 'submission',
      kindReason: 'form-in-body',
      documents: [['noi-dung-thu.txt', 'text']],
    },
  }),
  'kind-form-pasted-into-the-mail': () => ({
    raw: mail(
      [
        text(
          '<meta charset="windows-1258"><p>PHIẾU KHẢO SÁT</p><p>Tên cơ quan: UBND tỉnh A</p><p>Địa chỉ: số 1</p><table><tr><td>Nhu cầu</td><td>x</td></tr></table><p>Gửi 10 Vb/tháng</p>',
          'text/html; charset=utf-8',
        ),
      ],
      { multipart: null },
    ),
    expected: {
      kind: 'submission',
      kindReason: 'form-in-body',
      documents: [['noi-dung-thu.html', 'html']],
    },
  }),
  'kind-form-pasted-above-our-quoted-letter': () => ({
    raw: mail(
      [
        text(
          '<p>PHIẾU KHẢO SÁT</p><p>Tên cơ quan: UBND tỉnh A</p><p>Địa chỉ: số 1</p><p>Gửi 10 Vb/tháng</p><table><tr><td>x</td></tr></table><p>-----Original Message-----</p><p>From: atantt@nhan.example</p><p>Sent: Monday</p><p>Tên cơ quan: ……</p>',
          'text/html; charset=utf-8',
        ),
      ],
      { multipart: null, subject: word('Re: khảo sát') },
    ),
    // Only the words above the quote: the page would bring the blank form along.
    expected: {
      kind: 'submission',
      kindReason: 'form-in-body',
      documents: [['noi-dung-thu.txt', 'text']],
    },
  }),
  'kind-form-typed-beside-a-file': () => ({
    raw: mail([
      text('PHIẾU KHẢO SÁT\nTên cơ quan: UBND tỉnh A\nĐịa chỉ: số 1\nGửi 10 Vb/tháng'),
      file('CV.pdf', made.pdf()),
    ]),
    expected: {
      kind: 'submission',
      kindReason: 'documents',
      documents: [
        ['CV.pdf', 'pdf'],
        ['noi-dung-thu.txt', 'text'],
      ],
    },
  }),
  'kind-auto-reply-that-quotes-the-form-unmarked': () => ({
    raw: plain(
      'Tôi đi công tác.\n\nPHIẾU KHẢO SÁT\nTên cơ quan: …\nĐịa chỉ: …\nHọ và tên: …\nGửi … Vb/tháng',
      { subject: word('Trả lời tự động: khảo sát') },
    ),
    expected: none('autoreply', 'auto-reply-subject'),
  }),
  'kind-link-instead-of-a-file': () => ({
    raw: plain('Xin gửi phiếu khảo sát: https://drive.google.com/file/d/abc/view', {}),
    expected: none('no-form', 'link'),
  }),
  'kind-link-in-a-forward': () => ({
    raw: plain(
      'FYI\n---------- Forwarded message ----------\nFrom: VP <vp@tinh-b.example>\nSubject: phieu\n\nFile nặng nên em gửi https://www.dropbox.com/s/x/phieu.pdf\n',
      { subject: 'Fwd: phieu' },
    ),
    expected: { ...none('no-form', 'link'), originalSender: { name: 'VP', address: 'vp@tinh-b.example' } },
  }),
  'kind-dispatch-and-link': () => ({
    raw: mail([text('Phiếu ở đây: https://1drv.ms/b/s!x'), file('CV.pdf', made.pdf())]),
    expected: { ...one('CV.pdf'), kindReason: 'documents-and-link' },
  }),
  'kind-attachment-forgotten': () => ({
    raw: plain('Xin gửi kèm phiếu.', {}),
    expected: none('no-form', 'attachment-missing'),
  }),
  'kind-password-of-an-archive-sent-before': () => ({
    raw: plain('Mật khẩu: tv@2017', { subject: 'Re: mat khau' }),
    expected: none('no-form', 'password'),
  }),
  'kind-password-that-is-merely-spoken-of': () => ({
    raw: plain('Mật khẩu của hòm thư sẽ hết hạn, đề nghị đổi mật khẩu trong tuần này.', {
      subject: word('Thông báo'),
    }),
    expected: none('other', 'unrelated'),
  }),
  'kind-correction-in-words': () => ({
    raw: plain('Đề nghị Quý Trung tâm sửa số văn bản nhận từ 950 thành 905 Vb/tháng. Xin cảm ơn.', {
      subject: word('Đính chính số liệu'),
    }),
    expected: none('no-form', 'correction'),
  }),
  'kind-unrelated': () => ({
    raw: plain('Khuyến mại lớn', { subject: 'Khuyen mai' }),
    expected: none('other', 'unrelated'),
  }),
}

export const cases: Readonly<Record<string, () => Promise<Case> | Case>> = {
  ...names,
  ...parts,
  ...forwards,
  ...archives,
  ...signed,
  ...kinds,
}
