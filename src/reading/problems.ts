import type { DocumentFormat, Problem, Transcription } from './transcript.ts'

/** Every expected way a document cannot be read, in the words that people are shown. */
const sentences: Record<Problem['code'], { vi: string; en: string }> = {
  password: {
    vi: 'Tệp có mật khẩu nên không mở được. Cần đề nghị cơ quan gửi lại tệp không có mật khẩu.',
    en: 'The file has a password and cannot be opened. Ask the agency for a file without one.',
  },
  damaged: {
    vi: 'Tệp bị lỗi, không mở được. Cần đề nghị cơ quan gửi lại.',
    en: 'The file is damaged and cannot be opened. Ask the agency to send it again.',
  },
  empty: { vi: 'Tệp rỗng (0 byte).', en: 'The file is empty (0 bytes).' },
  unsupported: {
    vi: 'Định dạng tệp chưa hỗ trợ. Cần đề nghị cơ quan gửi PDF, Word (.doc, .docx) hoặc Excel (.xlsx).',
    en: 'The format is not supported. Ask the agency for PDF, Word (.doc, .docx) or Excel (.xlsx).',
  },
  'not-a-document': { vi: 'Tệp không phải là văn bản.', en: 'The file is not a document.' },
  'too-large': {
    vi: 'Tệp vượt giới hạn dung lượng nên không đọc.',
    en: 'The file is over the size limit and was not read.',
  },
  timeout: {
    vi: 'Đọc tệp quá thời gian cho phép nên đã dừng.',
    en: 'Reading the file took longer than allowed and was stopped.',
  },
  memory: {
    vi: 'Đọc tệp cần quá nhiều bộ nhớ nên đã dừng.',
    en: 'Reading the file took more memory than allowed and was stopped.',
  },
  crash: {
    vi: 'Trình đọc gặp lỗi với tệp này; cần người xem trực tiếp.',
    en: 'The reader failed on this file; a person must look at it.',
  },
}

/** The problem of this code; `detail` (a format's name, say) goes into brackets behind the sentence. */
export function problem(code: Problem['code'], detail?: string): Problem {
  const { vi, en } = sentences[code]
  const more = detail ? ` (${detail})` : ''
  return { code, vi: vi + more, en: en + more }
}

export function unreadable(format: DocumentFormat, code: Problem['code'], detail?: string): Transcription {
  return { format, problem: problem(code, detail) }
}
