import MailComposer from 'nodemailer/lib/mail-composer'
import type Mail from 'nodemailer/lib/mailer'

/** A mail ready to be put into a mailbox. */
export interface DemoMail {
  readonly raw: Uint8Array
  /** When the server of the demonstration says it arrived. */
  readonly internalDate: Date
  /** One line for people: which case this is. */
  readonly about: string
}

export interface Attachment {
  readonly name: string
  readonly bytes: Uint8Array
  readonly type?: string
}

export interface Letter {
  readonly about: string
  /** "2017-04-20 09:14" in Việt Nam. */
  readonly arrived: string
  /** The Date: header where it is another than the arrival. */
  readonly dated?: string
  readonly from: string
  readonly subject: string
  readonly body: string
  readonly attachments?: readonly Attachment[]
  readonly headers?: Record<string, string>
}

/** The mailbox that the letter of April 2017 names. */
const surveyMailbox = 'atantt@chinhphu.vn'

/** A time of day in Việt Nam as an instant. */
export const inVietnam = (text: string): Date =>
  new Date(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+07:00`)

/** Builds the raw mail. Dates, ids and boundaries are fixed, so that the same letter gives the same bytes. */
export async function compose(letter: Letter): Promise<DemoMail> {
  const internalDate = inVietnam(letter.arrived)
  const id = Buffer.from(`${letter.arrived}${letter.from}${letter.subject}`)
    .toString('base64url')
    .slice(0, 40)
  const options: Mail.Options = {
    from: letter.from,
    to: surveyMailbox,
    subject: letter.subject,
    text: letter.body,
    date: letter.dated ?? internalDate,
    messageId: `<${id}@homphieu.example>`,
    headers: {
      Received: `from mail.example by mail.chinhphu.vn; ${internalDate.toUTCString().replace('GMT', '+0000')}`,
      ...letter.headers,
    },
    attachments: (letter.attachments ?? []).map(({ name, bytes, type }) => ({
      filename: name,
      content: Buffer.from(bytes),
      ...(type ? { contentType: type } : {}),
    })),
  }
  const raw = await new MailComposer(options).compile().build()
  return { raw: new Uint8Array(raw), internalDate, about: letter.about }
}
