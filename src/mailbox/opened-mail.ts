/** A mail taken apart: who wrote it, what kind it is, and which of its parts may be documents. */
export interface OpenedMail {
  readonly messageId: string | null
  readonly inReplyTo: string | null
  readonly subject: string
  readonly from: { readonly name: string; readonly address: string }
  /** The first writer of a forwarded mail: of an inline forward's quoted header or of the enclosed message. */
  readonly originalSender: { readonly name: string; readonly address: string } | null
  /** The Date: header, ISO; null when missing or senseless. The sender's clock: never decides about lateness. */
  readonly sentAt: string | null
  /** The writer's own text, without the quoted mails below it; HTML turned into text. */
  readonly body: string
  /** Text that was quoted or forwarded, kept apart so that it never counts as an answer. */
  readonly quoted: string
  readonly kind: MailKind
  /** Why this kind: a header ("auto-submitted"), a form of words, a report part. */
  readonly kindReason: string
  readonly documents: readonly OpenedDocument[]
  /** Signed mails (S/MIME) and detached signatures: whose. */
  readonly signers: readonly string[]
  /** Of a mail that is one piece of another. */
  readonly fragment?: MailFragment | null
}

/** Which piece of which mail; `total` is 0 where it is not said. */
export interface MailFragment {
  readonly id: string
  readonly number: number
  readonly total: number
}

/**
 * `submission` here means: holds something that may be a form. Reading decides; assessing turns a mail whose
 * documents hold no filled form into `no-form`.
 */
export type MailKind = 'submission' | 'no-form' | 'autoreply' | 'bounce' | 'other'

export interface OpenedDocument {
  readonly name: string
  /** From the outside in: "Fwd.eml/PL.zip/Phieu.docx". */
  readonly path: string
  readonly declaredType: string
  /** Empty when `problem` is set and the content could not be had (password, over the limit). */
  readonly bytes: Uint8Array
  readonly problem: { readonly code: string; readonly vi: string; readonly en: string } | null
}
