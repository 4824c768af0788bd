import { fold } from '../../vietnamese/fold.ts'
import type { MailKind } from '../opened-mail.ts'

/** What the kind of a mail is told by. */
export interface KindFacts {
  /** Value of a header in lower case, or ''. */
  header(name: string): string
  readonly contentType: string
  readonly subject: string
  readonly fromAddress: string
  /** The writer's own words. */
  readonly body: string
  readonly documentCount: number
}

interface KindRule {
  readonly reason: string
  readonly kind: MailKind
  matches(facts: KindFacts): boolean
}

const subjectIs =
  (pattern: RegExp) =>
  ({ subject }: KindFacts): boolean =>
    pattern.test(fold(subject))

const mentionsSurvey = ({ subject, body }: KindFacts): boolean =>
  /\b(khao sat|phieu|chu ky so|ky so|cks|ttth atantt|cong van so 12\d|gia han|lien thong)\b/.test(
    fold(`${subject}\n${body}`),
  )

const sharedFile =
  /https?:\/\/(drive\.google|docs\.google|www\.dropbox|dropbox|1drv\.ms|onedrive|we\.tl|wetransfer|mega\.nz|www\.fshare|fshare|box\.com)[^\s>]*/i

/**
 * The kinds of mail, the first that matches wins. Machines' answers come first: an auto-reply that quotes our letter
 * is no submission, and must never be answered.
 */
const rules: readonly KindRule[] = [
  {
    reason: 'delivery-report',
    kind: 'bounce',
    matches: (facts) =>
      /report-type="?delivery-status/.test(facts.contentType) ||
      (/^(mailer-daemon|postmaster|mail-daemon)@/.test(facts.fromAddress) && facts.documentCount === 0) ||
      (subjectIs(
        /^(undeliver|delivery status|mail delivery|returned mail|failure notice|delivery failure|khong gui duoc|thu khong)/,
      )(facts) &&
        (facts.header('return-path') === '<>' || facts.header('auto-submitted') !== '')),
  },
  {
    reason: 'read-receipt',
    kind: 'autoreply',
    matches: (facts) =>
      /report-type="?disposition-notification/.test(facts.contentType) ||
      (subjectIs(/^(da doc|read|doc|da xem)\b/)(facts) &&
        /^(đã đọc|read|đã xem|đọc)\s*:/i.test(facts.subject) &&
        facts.documentCount === 0),
  },
  {
    reason: 'auto-submitted',
    kind: 'autoreply',
    matches: ({ header }) =>
      /^auto-(replied|notified)/.test(header('auto-submitted')) ||
      header('x-autoreply') !== '' ||
      header('x-autorespond') !== '' ||
      /auto_reply/.test(header('precedence')) ||
      (/\b(oof|all)\b/.test(header('x-auto-response-suppress')) &&
        header('auto-submitted').startsWith('auto-replied')),
  },
  {
    reason: 'auto-reply-subject',
    kind: 'autoreply',
    matches: (facts) =>
      facts.documentCount === 0 &&
      subjectIs(
        /^(tra loi tu dong|tu dong tra loi|automatic reply|auto reply|autoreply|auto response|out of office|out of the office|vang mat|thong bao vang mat|thu tra loi tu dong)/,
      )(facts),
  },
  {
    reason: 'recall',
    kind: 'other',
    matches: (facts) => facts.documentCount === 0 && /^(recall|thu hồi)\s*:/i.test(facts.subject),
  },
  { reason: 'documents', kind: 'submission', matches: ({ documentCount }) => documentCount > 0 },
  { reason: 'link', kind: 'no-form', matches: ({ body }) => sharedFile.test(body) },
  {
    reason: 'question',
    kind: 'no-form',
    matches: (facts) =>
      /\b(xin file|xin mau|gui lai mau|xin phieu|gia han|cho phep gui|chua nhan duoc|xin hoi|cho hoi)\b/.test(
        fold(`${facts.subject}\n${facts.body}`),
      ),
  },
  { reason: 'prose', kind: 'no-form', matches: mentionsSurvey },
]

/** The kind of a mail and the reason, as a code; what no rule knows is `other`. */
export function kindOf(facts: KindFacts): { kind: MailKind; reason: string } {
  const rule = rules.find((one) => one.matches(facts))
  return rule ? { kind: rule.kind, reason: rule.reason } : { kind: 'other', reason: 'unrelated' }
}
