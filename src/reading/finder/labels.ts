import { knownWords } from '../remembered.ts'
import { editsBetween } from './fuzzy.ts'
import { lineAt, type Reel, type ReelLine, type ReelWord, type Span, tokensIn, wordsIn } from './reel.ts'

export type LabelKind = 'agency' | 'address' | 'phone' | 'mobile' | 'person' | 'email' | 'contact' | 'other'

/** A label of section 1 as it stands in the document; its value begins at `valueStart`. */
export interface LabelHit extends Span {
  readonly kind: LabelKind
  readonly valueStart: number
  readonly line: number
  /** Typed exactly as one of the known wordings, and closed by a colon, a leader or its cell. */
  readonly sure: boolean
}

/**
 * Wordings seen for the labels of section 1, folded. "other" are labels senders add; their values belong to no question
 * and end the value before them.
 */
const wordings: readonly (readonly [LabelKind, readonly string[]])[] = [
  [
    'agency',
    [
      'ten co quan don vi',
      'ten co quan duoc khao sat',
      'ten co quan bao cao',
      'ten co quan lap bao cao',
      'ten co quan lap phieu',
      'ten co quan',
      'ten don vi',
      'co quan don vi',
      'co quan',
      'agency name',
      'name of agency',
      'name of organization',
      'agency',
      'organization',
    ],
  ],
  [
    'address',
    [
      'dia chi co quan',
      'dia chi tru so',
      'dia chi lien he',
      'dia chi don vi',
      'dia chi',
      'tru so',
      'tru so chinh',
      'address',
    ],
  ],
  [
    'phone',
    [
      'so dien thoai co quan',
      'so dien thoai lien he',
      'so dien thoai co dinh',
      'so dien thoai fax',
      'so dien thoai',
      'dien thoai co quan',
      'dien thoai lien he',
      'dien thoai co dinh',
      'dien thoai fax',
      'dien thoai',
      'so dien thoai lien lac',
      'dien thoai lien lac',
      'so dt co quan',
      'so dt lien he',
      'so dt',
      'sdt',
      'dt co quan',
      'dt lien he',
      'dt fax',
      'dt',
      'tel',
      'phone number',
      'telephone number',
      'telephone',
      'phone',
    ],
  ],
  [
    'mobile',
    [
      'so dien thoai di dong',
      'dien thoai di dong',
      'so dt di dong',
      'dt di dong',
      'so di dong',
      'di dong',
      'so dtdd',
      'dtdd',
      'mobile',
    ],
  ],
  [
    'person',
    [
      'ho va ten nguoi cung cap thong tin',
      'ho va ten nguoi cung cap',
      'ho ten nguoi cung cap',
      'ho ten nguoi cung cap thong tin',
      'ho va ten can bo',
      'ho ten can bo',
      'ho va ten',
      'ho ten',
      'ten can bo',
      'full name',
    ],
  ],
  [
    'email',
    [
      'dia chi thu dien tu',
      'dia chi hop thu',
      'dia chi email',
      'dia chi e mail',
      'hop thu dien tu',
      'thu dien tu',
      'thu cong vu',
      'email lien he',
      'email cong vu',
      'email address',
      'email',
      'e mail',
      'hop thu',
      'mail',
    ],
  ],
  [
    'contact',
    [
      'nguoi cung cap thong tin',
      'thong tin nguoi cung cap',
      'can bo cung cap thong tin',
      'nguoi lien he',
      'dau moi lien he',
      'can bo dau moi',
      'information provided by',
      'contact person',
    ],
  ],
  [
    'other',
    [
      'chuc vu',
      'chuc danh',
      'chuc vu don vi',
      'chuc vu phong ban',
      'chuc vu phong',
      'chuc vu chuc danh',
      'chuc vu don vi cong tac',
      'phong ban don vi',
      'don vi cong tac',
      'don vi',
      'phong ban',
      'phong',
      'bo phan',
      'so fax',
      'fax',
      'website',
      'web site',
      'web',
      'trang thong tin dien tu',
      'trang tin dien tu',
      'cong thong tin dien tu',
      'ngay sinh',
      'nam sinh',
      'gioi tinh',
      'may le',
      'skype',
      'zalo',
      'ma dinh danh',
      'ma so thue',
      'co quan chu quan',
      'noi cong tac',
      'ghi chu',
      'position',
    ],
  ],
]

const patterns = wordings
  .flatMap(([kind, texts]) => texts.map((text) => ({ kind, keys: text.split(' ') })))
  .sort((a, b) => b.keys.length - a.keys.length)

/** The wordings that a word may open: of the 115 mostly none. A label of one word is no other misread: "phong" no "phone". */
const openedBy = knownWords((word) => {
  const isLabel = patterns.some(({ keys }) => keys.length === 1 && keys[0] === word)
  return patterns.filter(({ keys }) =>
    isLabel && keys.length === 1 ? keys[0] === word : isLike(keys, 0, word),
  )
})

/** "1.", "a)", "-", "1.2." before a label. */
const numbering = /(?<![\p{L}\p{N}])(?:\p{L}|\p{N}{1,2})(?:\.\p{N}{1,2})?\s*[.)/-]/gu

/** Labels a person may type without a colon; the others are too common as words. */
const strong: readonly LabelKind[] = ['address', 'phone', 'person', 'email', 'contact']
/** A gap of this many letter heights sets a label apart like a colon: the next column. */
const columnGap = 1

/**
 * Finds the labels in the spans of section 1, longest wording first, none inside another. "0210.3838515 - Fax: …" was
 * typed into one blank and is one value; a fax set apart by a gap is a field of its own.
 */
export function labelsIn(reel: Reel, spans: readonly Span[]): LabelHit[] {
  const hits: LabelHit[] = []
  for (const span of spans) {
    const words = wordsIn(reel, span).filter((word) => word.start >= span.start && word.end <= span.end)
    for (let index = 0; index < words.length; index++) {
      const found = labelAt(reel, words, index)
      if (!found) continue
      hits.push(found.hit)
      index += found.words - 1
    }
  }
  return hits
}

function labelAt(
  reel: Reel,
  words: readonly ReelWord[],
  index: number,
): { hit: LabelHit; words: number } | null {
  const first = words[index] as ReelWord
  let opening: Opening | null = null
  for (const { kind, keys } of openedBy(first.key)) {
    const last = words[index + keys.length - 1]
    // A label may be broken over two lines, then only with its colon.
    if (!last || last.line > first.line + 1) continue
    const edits = editsTo(keys, words, index)
    if (edits === null || !contiguous(reel, first, last)) continue
    opening ??= openingOf(reel, first)
    const { line, stub } = opening
    if (keys.at(-1) === 'fax' && isInBlank(reel, line, first)) continue
    if (keys.join(' ') === 'may le' && isBehindNumber(reel, line, first)) continue
    const opens = opening.numbered || stub
    const end = last.end
    const closing = closingAfter(reel, first.start, end)
    // "Hải Phòng" alone on its line is the end of an address.
    if (stub && !closing.colon && (edits > 0 || !strong.includes(kind))) continue
    // So is "Phòng" where the line before ends with "Hải".
    if (keys.join(' ') === 'phong' && closing.endsLine && !line.cell) continue
    if (last.line !== first.line && !(closing.colon && edits === 0 && !line.cell)) continue
    if (!closing.closed && !(opens && strong.includes(kind) && edits === 0)) continue
    // In the middle of a line only a word with its colon is a label: "Điện thoại: … Fax: …".
    if (!opens && !(closing.colon && (edits === 0 || (edits === 1 && keys.length >= 2)))) continue
    const hit = {
      kind,
      start: stub ? line.start : first.start,
      end,
      valueStart: closing.valueStart,
      line: first.line,
      sure: edits === 0 && closing.closed && !stub,
    }
    return { hit, words: keys.length }
  }
  return null
}

/** A fax typed behind a telephone; where more labels follow, "…; Fax: …; Website: …", each is a field. */
function isInBlank(reel: Reel, line: ReelLine, { start }: ReelWord): boolean {
  const before = reel.text.slice(line.start, start)
  const fromFax = reel.text.slice(start, line.end)
  return (
    /\d\)?\s*[-–]\s*$/.test(before) || (/\d\)?\s*;\s*$/.test(before) && /^\p{L}+\W*\d[^:]*$/u.test(fromFax))
  )
}

/** "0275.3728780 máy lẻ: 216" is one telephone. */
const isBehindNumber = (reel: Reel, line: ReelLine, { start }: ReelWord): boolean =>
  /\d\)?\s*[-–,;(]?\s*$/.test(reel.text.slice(line.start, start))

/** What stands before a label on its line. */
interface Opening {
  readonly line: ReelLine
  /** Nothing, or a numbering. */
  readonly numbered: boolean
  /** A label whose first word was lost ("5ố điện thoại:") opens its line all the same. */
  readonly stub: boolean
}

function openingOf(reel: Reel, first: ReelWord): Opening {
  const line = lineAt(reel, first.start)
  const before = reel.text.slice(line.start, first.start)
  const numbered = !/[\p{L}\p{N}]/u.test(before.replace(numbering, ''))
  return { line, numbered, stub: !numbered && /^\S{1,4}$/.test(before.trim()) }
}

/** Edits from a wording to the words from here on, null for too many. */
function editsTo(keys: readonly string[], words: readonly ReelWord[], index: number): number | null {
  const allowed = Math.max(1, keys.length >> 1)
  let edits = 0
  for (let at = 0; at < keys.length; at++) {
    const word = (words[index + at] as ReelWord).key
    if (keys[at] === word) continue
    if (++edits > allowed || !isLike(keys, at, word)) return null
  }
  return edits
}

/** Short syllables are one edit apart from too much, unless the words around them agree. */
function isLike(keys: readonly string[], at: number, word: string): boolean {
  const key = keys[at] as string
  const shortest = keys.length >= 3 ? 2 : keys.length === 2 ? 3 : 5
  return key === word || (key.length >= shortest && editsBetween(key, word, 1) <= 1)
}

/** "Điện thoại: …… Fax:" is two labels, "Điện thoại/Fax:" is one. */
function contiguous(reel: Reel, first: ReelWord, last: ReelWord): boolean {
  return !/[:;.…_]/.test(reel.text.slice(first.end, last.start).replace(/(?<=\b[eE])[.-]/g, ''))
}

const remarkAndColon = /^\s*(?:\([^)\n]{0,60}\)|\/\s*\p{L}{2,8})?\s*[:;]/u
/** Behind "Điện thoại (cơ quan"; the "(Email)" of "Thư điện tử (Email):" is a remark, and no label of its own. */
const bracketAndColon = /^\s*\)\s*[:;]/u

interface Closing {
  readonly closed: boolean
  readonly colon: boolean
  /** Nothing stands behind it on its line. */
  readonly endsLine: boolean
  readonly valueStart: number
}

/** What closes a label: a colon (perhaps after a remark in brackets), a leader, or the end of its line or cell. */
function closingAfter(reel: Reel, start: number, end: number): Closing {
  const line = lineAt(reel, end - 1)
  const rest = reel.text.slice(end, line.end)
  const inBrackets = reel.text.slice(start, end).includes('(')
  const colon = (inBrackets ? bracketAndColon : remarkAndColon).exec(rest)
  if (colon) return { closed: true, colon: true, endsLine: false, valueStart: end + colon[0].length }
  const leader = /^\s*(?:[.…_]\s*){2,}|^\s*…/u.exec(rest)
  if (leader) return { closed: true, colon: false, endsLine: false, valueStart: end }
  const endsLine = rest.trim() === ''
  return {
    closed: endsLine || gapAfter(reel, end, line) > columnGap,
    colon: false,
    endsLine,
    valueStart: end,
  }
}

/** The white space behind a word of the line, in letter heights; 0 where there are no places. */
function gapAfter(reel: Reel, end: number, line: ReelLine): number {
  const own = tokensIn(reel, { start: end - 1, end })[0]?.token.place
  const next = tokensIn(reel, { start: end, end: line.end }).find((token) => token.start >= end)?.token.place
  return own && next ? (next.x - own.x - own.width) / Math.max(own.height, 1) : 0
}
