import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import { sniff } from '../../src/files/sniff.ts'
import { openMail } from '../../src/mailbox/open/open-mail.ts'
import * as made from './fixture-makers/files.ts'
import { enclosed, file, type RawPart, rawMail, text, word } from './fixture-makers/mail.ts'

const pdf = Buffer.from(made.pdf('phiếu'))
const words = 'Kính gửi Trung tâm Tin học, Văn phòng UBND tỉnh gửi kèm phiếu khảo sát chữ ký số.'
const ours = '"Trung tâm Tin học" <atantt@nhan.example>'
let docx: Uint8Array
beforeAll(async () => {
  docx = await made.docx()
})

/** A mail as opened, its documents as path and kind of content, or a problem's code. */
async function opened(raw: Uint8Array) {
  const mail = await openMail(raw)
  return {
    ...mail,
    documents: mail.documents.map(({ path, bytes, problem }) => [path, problem?.code ?? sniff(bytes)]),
    sentences: mail.documents.flatMap(({ problem }) => problem?.vi ?? []),
  }
}

const openedOf = (...parts: RawPart[]) => opened(rawMail({ parts: [text('Gửi phiếu.'), ...parts] }))

/** A mail line by line, for what no program should write. */
function byHand(lines: {
  readonly type?: string
  readonly parts: readonly (readonly [headers: string, body: Uint8Array | string])[]
  readonly boundary?: string
  readonly end?: boolean
}): Buffer {
  const { type = 'multipart/mixed; boundary="XX"', boundary = 'XX', end = true } = lines
  return Buffer.concat([
    Buffer.from(
      'Received: from a by mx.nhan.example; Thu, 20 Apr 2017 09:14:00 +0700\r\nFrom: vanthu@tinh-a.example\r\n' +
        `To: atantt@nhan.example\r\nSubject: BC\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    ...lines.parts.flatMap(([headers, body]) => [
      Buffer.from(`--${boundary}\r\n${headers}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(end ? `--${boundary}--\r\n` : ''),
  ])
}

const note = ['Content-Type: text/plain; charset=utf-8', 'Gui phieu.'] as const
const attached = (
  body: Uint8Array | string,
  encoding = 'Content-Transfer-Encoding: base64',
  name = 'Phieu.pdf',
) =>
  [
    [
      `Content-Type: application/octet-stream; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      ...(encoding ? [encoding] : []),
    ].join('\r\n'),
    body,
  ] as const
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')

describe('The words of a mail whose charset is a lie', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8 for windows-1258', made.windows1258(words), 'utf-8'],
    ['UTF-8 for TCVN3', made.tcvn3Bytes(words), 'utf-8'],
    ['windows-1252 for TCVN3', made.tcvn3Bytes(words), 'windows-1252'],
    ['windows-1258 for UTF-8', Buffer.from(words), 'windows-1258'],
    ['iso-8859-1 for UTF-8', Buffer.from(words), 'iso-8859-1'],
    ['us-ascii for UTF-8', Buffer.from(words), 'us-ascii'],
    ['gb2312 for UTF-8', Buffer.from(words), 'gb2312'],
    ['utf-16 for UTF-8', Buffer.from(words), 'utf-16'],
    ['a name nobody knows for UTF-8', Buffer.from(words), 'x-vietnamese'],
    ['a name nobody knows for windows-1258', made.windows1258(words), 'x-vietnamese'],
  ])('are read all the same: %s', async (_, body, charset) => {
    const parts = [
      { headers: [`Content-Type: text/plain; charset=${charset}`], body, encoding: '8bit' as const },
    ]
    expect((await opened(rawMail({ parts }))).body).toBe(words)
  })

  it.each(['utf-16le', 'utf-7', 'windows-1258'])('are read where it is true: %s', async (charset) => {
    const body = charset === 'windows-1258' ? made.windows1258(words) : iconv.encode(words, charset)
    expect(
      (await openedOf({ headers: [`Content-Type: text/plain; charset=${charset}`], body })).body,
    ).toContain(words)
  })

  it('are read in each part by its own: a page of HTML in windows-1258 below a text in UTF-8', async () => {
    const html = {
      headers: ['Content-Type: text/html; charset=utf-8'],
      body: made.windows1258(`<p>${words}</p>`),
    }
    const { body } = await openedOf(html)
    expect(body.replace(/\s+/g, ' ')).toBe(`Gửi phiếu. ${words}`)
  })

  it('lose only the letter that was cut, in a mail that breaks off', async () => {
    const cut = Buffer.from(`${words} Trân trọ`).subarray(0, -1)
    const part = {
      headers: ['Content-Type: text/plain; charset=utf-8'],
      body: cut,
      encoding: '8bit' as const,
    }
    expect((await opened(rawMail({ multipart: null, parts: [part] }))).body).toContain(words)
  })
})

describe('A form wrapped up deep', () => {
  it('is found in a zip in a mail in a mail in a mail, with the first of its senders', async () => {
    const archive = await made.zip({ 'Phieu.docx': docx, 'Cong van.pdf': pdf })
    const first = rawMail({
      from: '"Văn thư" <vt@goc.example>',
      to: 'a@giua.example',
      parts: [text('gốc'), file('PL.zip', archive)],
    })
    const second = rawMail({
      from: 'a@giua.example',
      to: 'b@giua.example',
      parts: [text('chuyển'), enclosed(first)],
    })
    const third = rawMail({ from: 'b@giua.example', parts: [text('chuyển tiếp'), enclosed(second)] })
    const { documents, originalSender } = await openedOf(enclosed(third))
    const deep = 'thu-chuyen-tiep.eml/thu-chuyen-tiep.eml/thu-chuyen-tiep.eml/PL.zip'
    expect(documents).toEqual([
      [`${deep}/Phieu.docx`, 'docx'],
      [`${deep}/Cong van.pdf`, 'pdf'],
    ])
    expect(originalSender).toEqual({ name: 'Văn thư', address: 'vt@goc.example' })
  })

  it('is found in a mail within a zip, and in a mail sent as a plain file', async () => {
    const inner = rawMail({
      from: 'vt@goc.example',
      to: 'x@y.example',
      parts: [text('x'), file('P.pdf', pdf)],
    })
    expect((await openedOf(file('a.zip', await made.zip({ 'thu.eml': inner })))).documents).toEqual([
      ['a.zip/thu.eml/P.pdf', 'pdf'],
    ])
    expect((await openedOf(file('thu goc.eml', inner))).originalSender?.address).toBe('vt@goc.example')
  })

  it('is found in a winmail.dat, under whatever name, and in a zip in it', async () => {
    expect((await openedOf(file('noname', made.tnef({ 'Phieu.pdf': pdf })))).documents).toEqual([
      ['noname/Phieu.pdf', 'pdf'],
    ])
    const packed = made.tnef({ 'a.zip': await made.zip({ 'Phieu.docx': docx }) })
    expect((await openedOf(file('winmail.dat', packed))).documents).toEqual([
      ['winmail.dat/a.zip/Phieu.docx', 'docx'],
    ])
  })

  it('is asked for again when the winmail.dat is damaged', async () => {
    const damaged = Buffer.concat([Buffer.from('789f3e22', 'hex'), Buffer.alloc(500, 7)])
    expect((await openedOf(file('winmail.dat', damaged))).documents).toEqual([['winmail.dat', 'damaged']])
  })

  it('may lie in a winmail.dat without files: a mail of nothing else goes to a person', async () => {
    const raw = rawMail({ subject: 'BC', parts: [text(''), file('winmail.dat', made.tnef({}))] })
    expect(await opened(raw)).toMatchObject({ kind: 'no-form', kindReason: 'nothing-readable' })
  })
})

describe('A signed or enciphered mail', () => {
  const mailInside = Buffer.concat([
    Buffer.from(
      'Content-Type: multipart/mixed; boundary="QQ"\r\n\r\n--QQ\r\nContent-Type: text/plain\r\n\r\nGui phieu\r\n--QQ\r\n',
    ),
    Buffer.from(
      `Content-Type: application/pdf; name="Phieu.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(pdf)}\r\n--QQ--\r\n`,
    ),
  ])
  const whole = (body: Uint8Array, type = 'application/pkcs7-mime; name="smime.p7m"') =>
    opened(rawMail({ subject: 'BC', multipart: null, parts: [{ headers: [`Content-Type: ${type}`], body }] }))
  const armoured = (bytes: Uint8Array): Buffer =>
    Buffer.from(`-----BEGIN PKCS7-----\n${base64(bytes)}\n-----END PKCS7-----\n`)
  let signed: Uint8Array
  let signedFile: Uint8Array
  beforeAll(() => {
    signed = made.smime(mailInside, 'opaque')
    signedFile = made.smime(pdf, 'opaque')
  })
  const signers = ['Văn phòng UBND tỉnh A, UBND tỉnh A']

  it('opens, with its words, its files and its signer, in every wrapping met', async () => {
    for (const raw of [signed, armoured(signed)])
      expect(await whole(raw)).toMatchObject({
        documents: [['Phieu.pdf', 'pdf']],
        body: 'Gui phieu',
        signers,
      })
    expect(await whole(signed, 'application/octet-stream; name="smime.p7m"')).toMatchObject({
      documents: [['Phieu.pdf', 'pdf']],
    })
  })

  it('gives the file inside a signed file, signed once or twice, as it is or as base64', async () => {
    const base = Buffer.from(base64(signedFile))
    for (const [name, bytes] of [
      ['Phieu.pdf.p7m', signedFile],
      ['Phieu.pdf.p7m', armoured(signedFile)],
      ['Phieu.pdf.p7m', base],
      ['Phieu.pdf.p7m.p7m', made.smime(signedFile, 'opaque')],
    ] as const)
      expect(await openedOf(file(name, bytes))).toMatchObject({ documents: [['Phieu.pdf', 'pdf']], signers })
  })

  it('keeps the file beside its detached signature, and knows the signer', async () => {
    const { documents, signers: found } = await openedOf(
      file('Phieu.pdf', pdf),
      file('Phieu.pdf.p7s', made.smime(pdf, 'detached')),
    )
    expect(documents).toEqual([['Phieu.pdf', 'pdf']])
    expect(found).toEqual(signers)
  })

  it('is never lost when it cannot be opened: cut off, of garbage, or enciphered', async () => {
    expect((await whole(signed.subarray(0, 200))).documents).toEqual([['smime.p7m', 'damaged']])
    expect((await whole(Buffer.alloc(300, 200))).documents).toEqual([['smime.p7m', 'damaged']])
    expect((await whole(made.smime(mailInside, 'enciphered'))).documents).toEqual([['smime.p7m', 'password']])
    const newer = Buffer.concat([
      Buffer.from('308203', 'hex'),
      Buffer.from('00060b2a864886f70d0109100117', 'hex'),
      Buffer.alloc(300, 200),
    ])
    expect((await whole(newer)).documents).toEqual([['smime.p7m', 'password']])
  })

  it('is told to a person when it is enciphered with PGP', async () => {
    const raw = rawMail({
      multipart: 'multipart/encrypted; protocol="application/pgp-encrypted"',
      parts: [
        { headers: ['Content-Type: application/pgp-encrypted'], body: 'Version: 1' },
        file('encrypted.asc', Buffer.from('-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n')),
      ],
    })
    expect((await opened(raw)).documents).toEqual([['encrypted.asc', 'password']])
  })
})

describe('A file whose encoding came to harm', () => {
  const coded = base64(pdf)
  it.each([
    ['spaces between its letters', coded.replace(/(.{7})/g, '$1 \t')],
    ['no padding and no line ends', coded.replace(/[=\r\n]+/g, '')],
    ['the footer of a mailing list below it', `${coded}\r\n_______________\r\n*** list ***\r\n`],
    ['an equals sign in the middle', coded.replace(/^(.{8})/, '$1=\r\n')],
    ['signs that are no base64 between its letters', coded.replace(/(.{10})/g, '$1*?')],
  ])('is read: base64 with %s', async (_, body) => {
    expect((await opened(byHand({ parts: [note, attached(body)] }))).documents).toEqual([
      ['Phieu.pdf', 'pdf'],
    ])
  })

  it.each([
    ['a header that says 7bit', 'Content-Transfer-Encoding: 7bit'],
    ['a misspelled header', 'Content-Transfer-Encoding: base-64'],
    ['no header', ''],
  ])('is read: base64 under %s', async (_, header) => {
    expect((await opened(byHand({ parts: [note, attached(coded, header)] }))).documents).toEqual([
      ['Phieu.pdf', 'pdf'],
    ])
  })

  it('stays a file, for a person to look at, where nothing can be made of it', async () => {
    for (const body of ['!!garbage!!\r\n', pdf]) {
      const { kind, documents } = await opened(byHand({ parts: [note, attached(body)] }))
      expect(kind).toBe('submission')
      expect(documents).toEqual([['Phieu.pdf', expect.stringMatching(/^(unknown|text)$/)]])
    }
  })
})

describe('A mail that is damaged as a whole', () => {
  const large = Buffer.concat([pdf, Buffer.alloc(6000, 'scan')])
  const mail = (more: Partial<Parameters<typeof byHand>[0]> = {}) =>
    byHand({ parts: [note, attached(base64(large))], ...more })

  it.each([
    ['names no boundary', mail({ type: 'multipart/mixed' })],
    ['names another boundary', mail({ type: 'multipart/mixed; boundary="YY"' })],
    [
      'names its boundary in small letters',
      mail({ type: 'multipart/mixed;\r\n boundary=xx;\r\n charset=utf-8' }),
    ],
    ['names its boundary with a blank behind it', mail({ type: 'multipart/mixed; boundary="XX "' })],
    ['says it is plain text', mail({ type: 'text/plain; boundary="XX"' })],
    ['has no end', mail({ end: false })],
    [
      'ends its lines with a line feed',
      Buffer.from(mail().toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    ],
    [
      'ends its lines with a carriage return',
      Buffer.from(mail().toString('latin1').replaceAll('\r\n', '\r'), 'latin1'),
    ],
    ['begins with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), mail()])],
    [
      'begins with the line of an mbox',
      Buffer.concat([Buffer.from('From a Thu Apr 20 09:14:00 2017\r\n'), mail()]),
    ],
  ])('gives its file all the same: it %s', async (_, raw) => {
    expect(await opened(raw)).toMatchObject({ documents: [['Phieu.pdf', 'pdf']], body: 'Gui phieu.' })
  })

  it('gives what there is of a file that breaks off, and says so of one that did not begin', async () => {
    const raw = mail({ end: false })
    const cut = await openMail(raw.subarray(0, raw.length - 3000))
    expect(cut.documents[0]?.bytes.length).toBeGreaterThan(3000)
    expect(cut.documents[0]?.bytes.length).toBeLessThan(large.length)
    expect((await opened(raw.subarray(0, raw.indexOf('filename=')))).documents).toEqual([
      ['Phieu.pdf', 'empty'],
    ])
  })

  it('is for a person when a part within it names a boundary that is not there', async () => {
    const inner = [
      'Content-Type: multipart/mixed; boundary="ZZ"',
      `--Z9\r\nContent-Type: application/pdf; name="P.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(pdf)}\r\n--Z9--`,
    ] as const
    expect(await opened(byHand({ parts: [note, inner] }))).toMatchObject({
      kind: 'submission',
      documents: [['thu.eml', 'damaged']],
    })
  })

  it('is for a person when it says it holds parts and none can be found', async () => {
    const raw = byHand({ type: 'multipart/mixed; boundary="YY"', parts: [], boundary: 'x' })
    expect((await opened(Buffer.concat([raw, Buffer.from('khong co gi\r\n')]))).documents).toEqual([
      ['thu.eml', 'damaged'],
    ])
  })
})

describe('The name of a file', () => {
  it.each([
    [
      'in pieces, a letter cut between two',
      'filename*0*=UTF-8\'\'Phi%E1%BA%BF;\r\n filename*1*=u%20kh%E1;\r\n filename*2*=%BA%A3o;\r\n filename*3=".pdf"',
      'Phiếu khảo.pdf',
    ],
    ['in UTF-8 called Latin-1', "filename*=iso-8859-1''Phi%E1%BA%BFu.pdf", 'Phiếu.pdf'],
    ['without its closing quote', 'filename="Phieu khao sat.pdf', 'Phieu khao sat.pdf'],
    ['with a path of Unix', 'filename="../../etc/Phieu.pdf"', 'Phieu.pdf'],
    ['with a path of Windows', 'filename="C:\\\\vt\\\\Phieu.pdf"', 'Phieu.pdf'],
    ['that turns its direction', 'filename="phieu\u202Efdp.\u2066exe"', 'phieufdp.exe'],
    ['with a zero byte', 'filename="a\u0000b.pdf"', 'ab.pdf'],
    ['of dots', 'filename=".."', 'tep-1.pdf'],
    ['of nothing', 'filename=""', 'tep-1.pdf'],
    ['of a signature', 'filename="smime.p7s"', 'smime.p7s'],
  ])('%s', async (_, disposition, name) => {
    const headers = `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; ${disposition}\r\nContent-Transfer-Encoding: base64`
    expect((await opened(byHand({ parts: [note, [headers, base64(pdf)]] }))).documents).toEqual([
      [name, 'pdf'],
    ])
  })

  it('in 8-bit letters of each kind is the same name', async () => {
    const name = 'Phiếu khảo sát.pdf'
    for (const bytes of [Buffer.from(name), made.windows1258(name), made.tcvn3Bytes(name)]) {
      const headers = [
        'Content-Type: application/octet-stream',
        Buffer.concat([Buffer.from('Content-Disposition: attachment; filename="'), bytes, Buffer.from('"')]),
      ]
      expect((await openedOf({ headers, body: pdf })).documents).toEqual([[name, 'pdf']])
    }
  })

  it('in an archive never leads out of it, and its file is not lost', async () => {
    // The library that writes archives refuses such names: one is put in afterwards.
    const packed = await made.zip({ 'xx/yy/etc/a.pdf': pdf, 'x\\b.pdf': made.pdf('hai') })
    const archive = Buffer.from(
      Buffer.from(packed).toString('latin1').replaceAll('xx/yy/etc/a.pdf', '../../etc/a.pdf'),
      'latin1',
    )
    expect((await openedOf(file('a.zip', archive))).documents).toEqual([
      ['a.zip/a.pdf', 'pdf'],
      ['a.zip/b.pdf', 'pdf'],
    ])
  })
})

describe('An archive that cannot or must not be unpacked', () => {
  it('is named with what is wrong, in words for the agency', async () => {
    const locked = await made.zip({ 'Phieu.docx': docx }, { password: 'bimat' })
    for (const [name, bytes, what, sentence] of [
      ['a.zip', locked, ['a.zip/Phieu.docx', 'password'], /mật khẩu/],
      ['a.7z', Buffer.from(`377abcaf271c0004${'01'.repeat(100)}`, 'hex'), ['a.7z', 'damaged'], /thiếu phần/],
      [
        'a.part1.rar',
        made.rar4({ 'Phieu.pdf': pdf }).subarray(0, 60),
        ['a.part1.rar', 'damaged'],
        /thiếu phần/,
      ],
      [
        'a.zip',
        (await made.zip({ 'Phieu.docx': docx })).subarray(0, 100),
        ['a.zip', 'damaged'],
        /thiếu phần/,
      ],
    ] as const) {
      const { documents, sentences, kind } = await openedOf(file(name, bytes))
      expect(documents).toEqual([what])
      expect(sentences[0]).toMatch(sentence)
      expect(kind).toBe('submission')
    }
  })

  it('does not hold up what was sent beside it', async () => {
    const { documents } = await openedOf(
      file('a.7z', Buffer.from('377abcaf271c000400', 'hex')),
      file('Phieu.pdf', pdf),
    )
    expect(documents).toEqual([
      ['a.7z', 'damaged'],
      ['Phieu.pdf', 'pdf'],
    ])
  })

  it('is cut short when it is a bomb: of archives in archives, of depth, of numbers', async () => {
    let tree = await made.zip({ 'a.doc': new Uint8Array(60 * 1024 * 1024) })
    for (let level = 0; level < 2; level++)
      tree = await made.zip({ 'a.zip': tree, 'b.zip': tree, 'c.zip': tree })
    const bomb = await openMail(rawMail({ parts: [text('x'), file('bom.zip', tree)] }))
    const unpacked = bomb.documents.reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(unpacked).toBeLessThanOrEqual(300 * 1024 * 1024)
    expect(bomb.documents.some(({ problem }) => problem?.code === 'too-large')).toBe(true)

    let deep = await made.zip({ 'Phieu.pdf': pdf })
    for (let level = 0; level < 15; level++) deep = await made.zip({ 'a.zip': deep })
    expect((await openedOf(file('sau.zip', deep))).documents).toMatchObject([
      [expect.any(String), 'too-large'],
    ])

    const many = await made.zip(
      Object.fromEntries(Array.from({ length: 320 }, (_, at) => [`${at}.pdf`, made.pdf(`${at}`)])),
    )
    const { documents } = await openedOf(file('nhieu.zip', many))
    expect(documents.at(-1)?.[1]).toBe('too-large')
    expect(documents.length).toBeLessThanOrEqual(202)
  })
})

describe('A form behind a link', () => {
  const html = (body: string) => text(`<html><body>${body}</body></html>`, 'text/html; charset=utf-8')
  it.each<[string, RawPart[], string | undefined]>([
    ['of Google Drive in the text', [text('Em gửi qua: https://drive.google.com/file/d/1a/view')], undefined],
    [
      'of OneDrive behind words',
      [html('<p>Mời tải <a href="https://1drv.ms/w/s!Ab">tại đây</a></p>')],
      undefined,
    ],
    [
      'of Google Drive that only the HTML has',
      [
        text('Kính gửi\n[image: pdf] Phieu.pdf'),
        html('Kính gửi <a href="https://drive.google.com/open?id=1&amp;usp=x">Phieu.pdf</a>'),
      ],
      'multipart/alternative',
    ],
    ['of an office’s SharePoint', [text('https://tinha-my.sharepoint.com/:w:/g/personal/x')], undefined],
    ['that was made short', [text('Phiếu: https://bit.ly/2abc')], undefined],
    ['to a file on the agency’s own server', [text('http://qlvb.tinh-a.example/tai/phieu.pdf')], undefined],
  ])('%s is for a person to open', async (_, parts, multipart) => {
    const mail = await opened(rawMail({ subject: 'BC', parts, ...(multipart ? { multipart } : {}) }))
    expect(mail).toMatchObject({ kind: 'no-form', kindReason: 'link', documents: [] })
  })

  it('is told from a dispatch that came as a file', async () => {
    const parts = [html('<a href="https://onedrive.live.com/?id=1">Phiếu</a>'), file('CV.pdf', pdf)]
    expect(await opened(rawMail({ parts }))).toMatchObject({
      kind: 'submission',
      kindReason: 'documents-and-link',
    })
  })

  it('is not any page that a signature names', async () => {
    const mail = await opened(
      rawMail({ parts: [html('<a href="https://tinh-a.example">Cổng thông tin</a>')] }),
    )
    expect(mail.kindReason).not.toBe('link')
  })
})

describe('A file without content', () => {
  it.each([
    ['of no bytes', file('Phieu.docx', new Uint8Array()), 'Phieu.docx'],
    ['of blank lines', file('Phieu.docx', Buffer.from('\r\n \r\n')), 'Phieu.docx'],
    ['without even a name', { headers: ['Content-Type: application/pdf'], body: '' }, 'tep-1.bin'],
    ['shown in the text', file('IMG_1.jpg', new Uint8Array(), { disposition: 'inline' }), 'IMG_1.jpg'],
  ])('%s is asked for again', async (_, part, name) => {
    expect(await openedOf(part)).toMatchObject({ kind: 'submission', documents: [[name, 'empty']] })
  })
})

describe('Who wrote first', () => {
  const letter = (lines: string[]) => lines.join('\r\n')
  it.each([
    [
      'Outlook',
      'FW: Phiếu',
      letter([
        'Chuyển anh.',
        '',
        '-----Original Message-----',
        'From: VP UBND [mailto:vp@goc.example]',
        'Sent: Monday, April 24, 2017 9:00 AM',
        'To: a',
        'Subject: Phiếu',
        '',
        'Kính gửi.',
      ]),
    ],
    [
      'Outlook in Vietnamese',
      'CT: Phiếu',
      letter([
        'Chuyển.',
        '',
        'Từ: VP UBND <vp@goc.example>',
        'Đã gửi: 24 Tháng Tư 2017 9:00',
        'Tới: a',
        'Chủ đề: Phiếu',
        '',
        'Kính gửi.',
      ]),
    ],
    [
      'Outlook on the web',
      'Fw: Phiếu',
      letter([
        '',
        '________________________________',
        'From: VP UBND <vp@goc.example>',
        'Sent: 24/4',
        'To: a',
        'Subject: Phiếu',
        '',
        'Kính gửi.',
      ]),
    ],
  ])('is told by the header that %s quotes above a forward', async (_, subject, body) => {
    const raw = rawMail({ subject: word(subject), parts: [text(body), file('P.pdf', pdf)] })
    expect(await opened(raw)).toMatchObject({
      originalSender: { name: 'VP UBND', address: 'vp@goc.example' },
      documents: [['P.pdf', 'pdf']],
    })
  })

  it('is nobody else in a reply that quotes our letter', async () => {
    const body = letter([
      'Gửi phiếu.',
      '',
      'From: Trung tâm Tin học <atantt@nhan.example>',
      'Sent: 10/4',
      'To: a',
      'Subject: x',
      '',
      'Đề nghị gửi phiếu.',
    ])
    const raw = rawMail({ subject: word('Re: Khảo sát'), parts: [text(body), file('P.pdf', pdf)] })
    expect(await opened(raw)).toMatchObject({ originalSender: null, body: 'Gửi phiếu.' })
  })
})

describe('What is no submission', () => {
  const ourMail = () =>
    rawMail({
      from: ours,
      to: 'vanthu@tinh-a.example',
      parts: [text('Đề nghị gửi phiếu khảo sát.'), file('Mau.pdf', pdf)],
    })
  const quoting = [
    'Tôi đi công tác đến hết ngày 28/4/2017.',
    '',
    'Vào 09:00 20/04/2017, Trung tâm Tin học <atantt@nhan.example> đã viết:',
    '> PHIẾU KHẢO SÁT: Tên cơ quan, Địa chỉ, Họ và tên, Tần xuất, Vb/tháng, Nhu cầu',
  ].join('\r\n')

  it('is an auto-reply that quotes our letter and brings our form back', async () => {
    for (const headers of [['Auto-Submitted: auto-replied'], ['X-Autoresponse: yes']])
      expect(await opened(rawMail({ headers, parts: [text(quoting), enclosed(ourMail())] }))).toMatchObject({
        kind: 'autoreply',
        documents: [],
      })
    const bySubject = rawMail({
      subject: word('Trả lời tự động: Khảo sát'),
      parts: [text(quoting), enclosed(ourMail())],
    })
    expect(await opened(bySubject)).toMatchObject({ kind: 'autoreply', documents: [] })
  })

  it('is never an agency’s own file under the subject of an auto-reply', async () => {
    const raw = rawMail({
      subject: word('Trả lời tự động: Khảo sát'),
      parts: [text('x'), file('Phieu.pdf', pdf)],
    })
    expect(await opened(raw)).toMatchObject({ kind: 'submission', documents: [['Phieu.pdf', 'pdf']] })
  })

  it('is an absence written by hand above our quoted form: for a person, the quoted words count nothing', async () => {
    expect(await opened(rawMail({ subject: 'Re: BC', parts: [text(quoting)] }))).toMatchObject({
      kind: 'no-form',
      body: 'Tôi đi công tác đến hết ngày 28/4/2017.',
    })
  })

  it('is an answer in plain words, which goes to a person, also when it says nothing but no', async () => {
    const prose = 'Hiện nay cơ quan chưa triển khai ký số, hàng tháng nhận khoảng 20 - 30 văn bản.'
    expect(await opened(rawMail({ subject: 'BC', parts: [text(prose)] }))).toMatchObject({ kind: 'no-form' })
    const short =
      'Đơn vị em chưa làm ạ.\r\n\r\nVào 09:00 20/04/2017, A <atantt@nhan.example> đã viết:\r\n> Phiếu khảo sát'
    expect(await opened(rawMail({ subject: 'BC', parts: [text(short)] }))).toMatchObject({
      kind: 'no-form',
      kindReason: 'reply',
    })
  })

  it('is a photograph made too small to read, which a person must see', async () => {
    const raw = rawMail({
      subject: 'IMG_20170424',
      multipart: 'multipart/related',
      parts: [
        text('<img src="cid:a"><br>Gửi từ iPhone của tôi', 'text/html; charset=utf-8'),
        {
          headers: [
            'Content-Type: image/jpeg; name="IMG_1.jpg"',
            'Content-ID: <a>',
            'Content-Disposition: inline',
          ],
          body: await made.picture(480, 600, 'jpeg'),
        },
      ],
    })
    expect(await opened(raw)).toMatchObject({
      kind: 'no-form',
      kindReason: 'nothing-readable',
      documents: [],
    })
  })

  it('is not a reply with the blank form: that is opened, and the reader tells that it is blank', async () => {
    const raw = rawMail({
      subject: 'Re: Khao sat',
      parts: [text('Gửi phiếu.'), file('Mau phieu.docx', docx)],
    })
    expect(await opened(raw)).toMatchObject({ kind: 'submission', documents: [['Mau phieu.docx', 'docx']] })
  })
})
