import type { Language } from '../texts/languages.ts'

/** Why a mail is of its kind, in words, by the code that opening or assessing gave. */
const reasons: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'delivery-report': {
    vi: 'Máy chủ thư báo không chuyển được thư.',
    en: 'A mail server reports that a mail could not be delivered.',
  },
  'read-receipt': { vi: 'Thư báo đã đọc.', en: 'A read receipt.' },
  'auto-submitted': {
    vi: 'Thư do máy gửi tự động (ghi trong phần đầu thư).',
    en: 'Sent by a machine, as its headers say.',
  },
  'auto-reply-subject': {
    vi: 'Tiêu đề là của thư trả lời tự động.',
    en: 'The subject is that of an automatic reply.',
  },
  recall: { vi: 'Yêu cầu thu hồi thư, không kèm tệp.', en: 'A recall request without a file.' },
  documents: { vi: 'Có tệp có thể là phiếu.', en: 'It has files that may be the form.' },
  'documents-and-link': {
    vi: 'Có tệp, và cả đường dẫn chia sẻ tệp: cần người xem đường dẫn.',
    en: 'It has files, and a file-sharing link that a person must look at.',
  },
  'form-in-body': {
    vi: 'Phiếu được viết ngay trong nội dung thư.',
    en: 'The form is written in the text of the mail.',
  },
  'attachment-missing': {
    vi: 'Thư nói có tệp kèm theo nhưng không có tệp nào.',
    en: 'The mail speaks of an attachment and has none.',
  },
  link: {
    vi: 'Phiếu có thể nằm sau một đường dẫn chia sẻ tệp: cần người tải về.',
    en: 'The form may lie behind a file-sharing link: a person must fetch it.',
  },
  question: {
    vi: 'Thư hỏi, xin mẫu hoặc xin gia hạn.',
    en: 'A question, or a request for the form or for more time.',
  },
  password: {
    vi: 'Gửi mật khẩu của tệp đã gửi ở thư khác.',
    en: 'Brings the password of a file that came in another mail.',
  },
  correction: { vi: 'Đính chính số liệu bằng lời.', en: 'Corrects figures in words.' },
  prose: { vi: 'Nói về khảo sát nhưng không kèm phiếu.', en: 'Speaks of the survey but brings no form.' },
  unrelated: { vi: 'Không liên quan đến khảo sát.', en: 'Not about the survey.' },
  'too-large': {
    vi: 'Thư quá dung lượng cho phép: chỉ lưu phần đầu thư.',
    en: 'The mail is over the size limit: only its headers are kept.',
  },
  'piece-of-a-mail': {
    vi: 'Một phần của thư bị chia khi gửi; thư đã được ghép lại ở phần đến sau cùng.',
    en: 'A piece of a mail that was cut when it was sent; it was joined where the last piece came.',
  },
  blank: { vi: 'Chỉ có mẫu phiếu chưa điền.', en: 'Only the blank form came.' },
  'no-form-found': { vi: 'Không tệp nào là phiếu khảo sát.', en: 'None of the files is the form.' },
}

/**
 * The code for why a mail is what it is now: opened for its files, it may have been found without a form when they were
 * read.
 */
export function whyOf(
  mail: { readonly kind: string | null; readonly kindReason: string },
  flags: readonly { readonly rule: string }[],
): string {
  if (mail.kind !== 'no-form' || mail.kindReason !== 'documents') return mail.kindReason
  return flags.some(({ rule }) => rule === 'I6') ? 'blank' : 'no-form-found'
}

export function whyText(reason: string, lang: Language): string {
  return reasons[reason]?.[lang] ?? reason
}
