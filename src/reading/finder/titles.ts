import { fold } from '../../vietnamese/fold.ts'
import { editsBetween } from './fuzzy.ts'

/** A word of a title as it was recognised. */
export interface TitleWord {
  readonly text: string
  readonly confidence: number
}

/** Offices as they stand above a signature. */
const offices = [
  ...['CHÁNH VĂN PHÒNG', 'GIÁM ĐỐC', 'TỔNG GIÁM ĐỐC', 'CHỦ TỊCH', 'CỤC TRƯỞNG', 'VỤ TRƯỞNG', 'TRƯỞNG PHÒNG'],
  ...['TRƯỞNG BAN', 'VIỆN TRƯỞNG', 'TỔNG CỤC TRƯỞNG', 'CHÁNH THANH TRA', 'CHỦ NHIỆM', 'GIÁM ĐỐC TRUNG TÂM'],
]
  .flatMap((office) => [office, `PHÓ ${office}`])
  .concat('BỘ TRƯỞNG', 'THỨ TRƯỞNG', 'TỔNG THANH TRA')

/** Words that go before or behind an office: of what or whose it is. */
const additions = [
  ...[
    'quyền',
    'phụ trách',
    'thường trực',
    'ủy viên',
    'phòng',
    'ban',
    'trung tâm',
    'tin học',
    'văn phòng',
    'thông tin',
  ],
  ...[
    'công nghệ thông tin',
    'truyền thông',
    'tổng công ty',
    'công ty',
    'tập đoàn',
    'tổng cục',
    'cục',
    'vụ',
    'sở',
    'bộ',
  ],
  ...[
    'hành chính',
    'quản trị',
    'tổng hợp',
    'kỹ thuật',
    'nghiệp vụ',
    'dữ liệu',
    'thống kê',
    'kế hoạch',
    'văn thư',
  ],
  ...[
    'lưu trữ',
    'ubnd tỉnh',
    'ubnd thành phố',
    'ủy ban nhân dân tỉnh',
    'ủy ban nhân dân thành phố',
    'hđnd',
    'công báo',
    'cntt',
  ],
]

const keysOf = (phrases: readonly string[]) => phrases.map((phrase) => fold(phrase).split(' '))
const [officeKeys, additionKeys] = [keysOf(offices), keysOf(additions)]
const standsFor = /^(?:KT|TL|TUQ|TM|Q)\s?[.,]?$/iu

/** The recogniser was not sure of a word of which both readings agree below this. */
const doubted = 0.5

/**
 * One line of a title: whom the signer stands for, and the office: "KT.GIÁM ĐÓC" is "KT. GIÁM ĐỐC". Words of the seal
 * that lies over it ("CHÁNH VĂN PHÒNG NAM") are left out where they were read badly and belong to no office. Only a
 * suggestion to the person who looks at it; empty where nothing of a title is left. Typed words stay as they are.
 * `small`: the title is in small letters; a seal's words are in capitals, and no part of it then, however surely read.
 */
export function likelyTitle(words: readonly TitleWord[], small = isSmall(words)): string {
  if (words.every(({ confidence }) => confidence === 1)) return words.map(({ text }) => text).join(' ')
  const known = knownOf(words)
  const isTitle = ({ text, confidence }: TitleWord, index: number) =>
    small && /^[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*$/u.test(text)
      ? known[index] === 'office' || abbreviation.test(text)
      : confidence >= doubted || known[index] !== undefined
  const first = words.findIndex(isTitle)
  // "CIIÁNH VĂN PHÒNG": before what an office is of stands the office, however read.
  const begins = known[first] === 'addition' ? Math.min(first, words.findIndex(hasWord)) : first
  const line = words.slice(begins, words.findLastIndex(isTitle) + 1)
  const bare = withoutStrokes(line.map(({ text }) => text).join(' '))
  const [, stands = '', office = ''] = /^((?:KT|TL|TUQ|TM)\s?[.,])?\s*(.*)$/iu.exec(bare) ?? []
  return [stands.replace(/\s?,$/, '.'), likelyOffice(office)].filter((part) => part !== '').join(' ')
}

/**
 * The whole title, line by line as it was recognised: who signs for a head ("KT. GIÁM ĐỐC") is the deputy, and so the
 * line below is "PHÓ GIÁM ĐỐC" though the seal hides its first word. Only a
 * suggestion, as each line is.
 */
export function likelyTitleOf(lines: readonly (readonly TitleWord[])[]): string {
  const small = isSmall(lines.flat())
  const likely = lines.map((line) => likelyTitle(line, small))
  const deputy = deputyOf(likely[0] ?? '')
  const below = lines[1]
  if (deputy !== null && below?.some(({ confidence }) => confidence < 1)) {
    const read = [likely[1] ?? '', below.map(({ text }) => text).join(' ')]
    if (read.some((line) => isDeputy(line, deputy))) likely[1] = inCaseOf(deputy, likely[0] ?? '')
  }
  return likely.filter((line) => line !== '').join(' ')
}

/** The office of who signs for this head: "KT. BỘ TRƯỞNG" is signed by a vice minister. Null for no known head. */
function deputyOf(line: string): string | null {
  const head = /^KT\.\s*(.+)$/iu.exec(line)?.[1]
  const office = offices.find((one) => head !== undefined && fold(one) === fold(head))
  if (office === undefined || office.startsWith('PHÓ')) return null
  return office === 'BỘ TRƯỞNG' ? 'THỨ TRƯỞNG' : `PHÓ ${office}`
}

/** Signs of a deputy's office that a seal may hide, of ten. */
const hidden = 4

/** What is left of the deputy's office. A longer line, "PHÓ GIÁM ĐỐC SỞ", says more than the office alone. */
function isDeputy(read: string, deputy: string): boolean {
  const [key, whole] = [fold(read), fold(deputy)]
  if (key.length > whole.length + 1 || key.startsWith(whole)) return false
  const allowed = Math.floor((whole.length * hidden) / 10)
  return editsBetween(key, whole, allowed) <= allowed
}

/**
 * Hardly made out under seal and signature, but an office all the same: "TL. TỔNG GIẢM ĐÓC", "CHANH VĂN PHOINOG". Strokes
 * are not read as the words of an office.
 */
export function isProbablyTitle(words: readonly TitleWord[]): boolean {
  const text = words.map((word) => word.text).join(' ')
  const key = fold(/^\P{L}*(?:(?:KT|TL|TUQ|TM)\s?[.,])?\s*(.*)$/iu.exec(text)?.[1] ?? '')
  const allowed = Math.min(3, Math.floor(key.length / 5))
  if (offices.some((office) => editsBetween(key, fold(office), allowed) <= allowed)) return true
  const known = knownOf(words)
  return known.includes('office') && known.filter(Boolean).length >= words.length * 0.6
}

/** Written in small letters for the most part. */
const isSmall = (words: readonly TitleWord[]): boolean =>
  words.filter(({ text }) => /\p{Ll}{2}/u.test(text)).length * 2 >= words.length

/** What stands in capitals in a title written small: "CNTT", "KH&CN". A word of a seal has a vowel. */
const abbreviation = /&|^(?:UBND|HĐND|VPUB|[B-DF-HJ-NP-TV-XZĐ]+)$/u
const hasWord = ({ text }: TitleWord): boolean => /\p{L}{3}/u.test(text)

/** Which of the words stand in a whole phrase: an office or whom the signer stands for, or what an office is of. */
function knownOf(words: readonly TitleWord[]): ('office' | 'addition' | undefined)[] {
  const keys = words.map(({ text }) => fold(text))
  const known = words.map(({ text }): 'office' | 'addition' | undefined =>
    standsFor.test(text) || beginsWithAuthority(text) ? 'office' : undefined,
  )
  for (const [kind, phrases] of [
    ['addition', additionKeys],
    ['office', officeKeys],
  ] as const)
    for (const phrase of phrases)
      for (let at = 0; at + phrase.length <= keys.length; at++)
        if (phrase.every((key, index) => likelyKey(keys[at + index] as string, key)))
          known.fill(kind, at, at + phrase.length)
  return known
}

/** "KT.CHÁNH" is "KT." and the first word of the office. */
const beginsWithAuthority = (text: string): boolean => /^(?:KT|TL|TUQ|TM)[.,]/iu.test(text)

const likelyKey = (read: string, key: string): boolean =>
  read === key || (key.length >= 4 && editsBetween(read.replace(/^(?:kt|tl|tuq|tm) /, ''), key, 1) <= 1)

/** What a seal and a signature leave between words: single letters and signs; a dash between words was typed. */
const withoutStrokes = (text: string): string =>
  text
    .split(/\s+/)
    .map((word) =>
      isDash(word)
        ? word
        : word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.,)]+$/gu, '').replace(/(?<=\p{L}{4})\.$/u, ''),
    )
    .filter((word) => /\p{L}{2}|^Q\./u.test(word) || isDash(word))
    .join(' ')
    .replace(/^[-–\s]+|[-–\s]+$/g, '')

const isDash = (word: string): boolean => word === '-' || word === '–'

/**
 * The one office that a title with letters lost under a seal can be, or the title as it is: "PHẾ tÄÁNH VĂN PHÒNG" is a
 * deputy.
 */
function likelyOffice(title: string): string {
  const key = fold(title)
  const allowed = Math.min(3, key.length / 4)
  const near = offices
    .map((office) => ({ office, edits: editsBetween(key, fold(office), 3) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits)
  const [best, second] = near
  return best && best.edits !== second?.edits ? inCaseOf(best.office, title) : title
}

/** In capitals where the title is; else with those it was read with, or as offices are written: "Phó Chánh Văn phòng". */
function inCaseOf(office: string, title: string): string {
  const typed = title.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word))
  if (typed.filter((word) => /\p{Ll}/u.test(word)).length * 2 < typed.length) return office
  const words = office.toLowerCase().split(' ')
  return words
    .map((word, index) => {
      const read = typed.length === words.length ? typed[index] : undefined
      const isSmallWord = read ? !/^\p{Lu}/u.test(read) : index > 0 && smallWords.has(word)
      return isSmallWord ? word : word.replace(/^\p{L}/u, (sign) => sign.toUpperCase())
    })
    .join(' ')
}

/** Second halves of the words of an office, that take no capital. */
const smallWords = new Set(['phòng', 'đốc', 'tịch', 'trưởng', 'ban', 'cục', 'tra', 'nhiệm', 'tâm'])
