import { z } from 'zod'
import { type AnswerKind, type QuestionId, questions } from './form.ts'

/** What an answer of each kind may be. Null: nothing was written, or what was written has no such value. */
const answerValue = {
  text: z.string().nullable(),
  longtext: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  tick: z.boolean(),
  yesno: z.enum(['yes', 'no']).nullable(),
  number: z.int().nonnegative().nullable(),
  date: z.iso.date().nullable(),
  presence: z.enum(['present', 'absent', 'unknown']),
} as const satisfies Record<AnswerKind, z.ZodType>

export type AnswerValue = string | number | boolean | null

/** A rectangle on a page, in the units of that page (`width`, `height` of the transcript's page), origin top left. */
const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Rectangle = z.infer<typeof rectangle>

/** Where an answer was read: the page, the place on it where the format has places, and the words there. */
const evidence = z.object({
  page: z.int().positive(),
  place: rectangle.nullable(),
  text: z.string(),
})
export type Evidence = z.infer<typeof evidence>

/** What a number's blank said beyond one exact figure ("khoảng 300", "200-300", "10 vb/ngày"). */
const quantity = z.object({
  min: z.number().nullable(),
  max: z.number().nullable(),
  approximate: z.boolean(),
  period: z.enum(['month', 'day', 'week', 'quarter', 'year', 'other']),
})
export type Quantity = z.infer<typeof quantity>

/**
 * One answer as read by the machine.
 * `confidence` is the calibrated probability (0 to 1) that `value` is right; `review` says a person must look
 * before it counts, and `reason` (a code of `reviewReasons`) why.
 */
const answer = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  confidence: z.number().min(0).max(1),
  review: z.boolean(),
  reason: z.string().nullable(),
  /** The words or glyphs in the blank as they stand, before any interpretation. */
  raw: z.string().nullable(),
  quantity: quantity.optional(),
  evidence: z.array(evidence),
})
export type Answer = z.infer<typeof answer>

export type Answers = Record<QuestionId, Answer>

/** An answer to each question, of the question's kind. */
export const answersSchema = z.object(
  Object.fromEntries(questions.map(({ id, kind }) => [id, answer.extend({ value: answerValue[kind] })])),
) as unknown as z.ZodType<Answers>

/** Why a person must look, in the words shown to the reviewer. One entry a cause; finder and readers name it by key. */
export const reviewReasons = {
  'low-confidence': { vi: 'Đọc chưa chắc chắn', en: 'Read without certainty' },
  'both-marked': { vi: 'Đánh dấu cả "Có" và "Không"', en: 'Both "Có" and "Không" are marked' },
  'mark-unclear': { vi: 'Dấu đánh không rõ', en: 'The mark is unclear' },
  'marks-lost': {
    vi: 'Máy chủ không có LibreOffice nên không đọc được dấu đánh trong định dạng này; cần mở tệp gốc',
    en: 'Marks in this format cannot be read here without LibreOffice; the original must be opened',
  },
  'mark-conflict': { vi: 'Hai dấu hiệu trong tệp mâu thuẫn nhau', en: 'Two signs in the file disagree' },
  'drawing-over': { vi: 'Có hình vẽ đè lên, cần người xem', en: 'A drawing lies over it' },
  'style-only': {
    vi: 'Chỉ phân biệt bằng định dạng chữ (tô màu, gạch, đậm)',
    en: 'Only the style of the words tells',
  },
  'statement-missing': { vi: 'Không tìm thấy dòng này trong phiếu', en: 'This line is not on the form' },
  'statement-changed': { vi: 'Nội dung in trong phiếu đã bị sửa', en: 'The printed wording was changed' },
  'not-exact': { vi: 'Con số không chính xác', en: 'Not an exact figure' },
  'other-period': {
    vi: 'Số liệu theo kỳ khác, không phải tháng',
    en: 'A figure for another period than a month',
  },
  'in-words': { vi: 'Ghi bằng lời, không phải con số', en: 'Words instead of a figure' },
  implausible: { vi: 'Giá trị đáng ngờ', en: 'An implausible value' },
  handwriting: { vi: 'Chữ viết tay, cần người đọc', en: 'Handwriting, for a person to read' },
  'struck-out': { vi: 'Có gạch xóa', en: 'Something is struck out' },
  'layout-unclear': { vi: 'Không ghép được ô với dòng tương ứng', en: 'Boxes and lines could not be paired' },
  'page-missing': { vi: 'Thiếu trang', en: 'A page is missing' },
  'copies-differ': { vi: 'Bản mềm và bản ký khác nhau', en: 'The digital and the signed copy differ' },
  unreadable: { vi: 'Không đọc được', en: 'Could not be read' },
} as const
export type ReviewReason = keyof typeof reviewReasons
