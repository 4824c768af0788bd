import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { inCaseOf as inCaseOfWord } from '../../vietnamese/spelling.ts'
import { isSyllable } from '../../vietnamese/syllable.ts'
import { editsBetween } from './fuzzy.ts'

/** A word of a title as it was recognised, and where. */
export interface TitleWord {
  readonly text: string
  readonly confidence: number
  readonly place?: Rectangle | null
}

/** Offices as they stand above a signature. */
const offices = [
  ...['CHÁNH VĂN PHÒNG', 'GIÁM ĐỐC', 'TỔNG GIÁM ĐỐC', 'CHỦ TỊCH', 'CỤC TRƯỞNG', 'VỤ TRƯỞNG', 'TRƯỞNG PHÒNG'],
  ...['TRƯỞNG BAN', 'VIỆN TRƯỞNG', 'TỔNG CỤC TRƯỞNG', 'CHÁNH THANH TRA', 'CHỦ NHIỆM', 'GIÁM ĐỐC TRUNG TÂM'],
  ...['HIỆU TRƯỞNG'],
]
  .flatMap((office) => [office, `PHÓ ${office}`])
  .concat('BỘ TRƯỞNG', 'THỨ TRƯỞNG', 'THỦ TRƯỞNG', 'TỔNG THANH TRA', 'THỐNG ĐỐC', 'PHÓ THỐNG ĐỐC')

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
    'thương mại điện tử',
    'truyền thông',
    'viễn thông',
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
    'ủy ban nhân dân',
    'ủy ban nhân dân tỉnh',
    'ủy ban nhân dân thành phố',
    'hđnd',
    'công báo',
    'cntt',
    'thông tin và truyền thông',
  ],
]

type Phrase = readonly { readonly word: string; readonly key: string }[]
const wordsIn = (phrases: readonly string[]) =>
  phrases.map((phrase) => phrase.split(' ').map((word) => ({ word: word.toLowerCase(), key: fold(word) })))
const [officePhrases, additionPhrases] = [wordsIn(offices), wordsIn(additions)]
const standsFor = /^(?:KT|TL|TUQ|TM|Q)\s?[.,]?$/iu

/** Whom the signer stands for, and the office. */
const parts = /^((?:(?:KT|TL|TUQ|TM|Q)\s?[.,]\s?)*)(.*)$/iu

/** The recogniser was not sure of a word of which both readings agree below this. */
const doubted = 0.5
/** Of words read more surely than this, by both readings alike, hardly one is another. */
const sure = 0.9

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
      ? (known[index] && known[index].kind !== 'addition') || abbreviation.test(text)
      : confidence >= doubted || known[index] !== undefined
  const first = words.findIndex(isTitle)
  // "CIIÁNH VĂN PHÒNG": before what an office is of stands the office, however read.
  const begins = known[first]?.kind === 'addition' ? Math.min(first, words.findIndex(hasWord)) : first
  const ends = words.findLastIndex(isTitle) + 1
  const line = words
    .map(({ text }, index) => known[index]?.text ?? text)
    .filter((_, index) => index >= begins && index < ends && !isOfSeal(words, known, index, small))
  // A T is lost in "KT." more often than any other letter.
  const bare = withoutStrokes(line.join(' ')).replace(/^K\p{L}\.\s?(?=\p{L})/u, 'KT. ')
  const [, stands = '', office = ''] = parts.exec(bare) ?? []
  const title = [stands.trim().replace(/\s?,/g, '.'), likelyOffice(office)]
    .filter((part) => part !== '')
    .join(' ')
  // For a committee signs who heads it.
  return title.replace(/^(?=ỦY BAN NHÂN DÂN)/, 'TM. ')
}

/** What a stroke was read as: no word, and not believed. */
const isStroke = ({ text, confidence }: TitleWord): boolean =>
  confidence < doubted && !/\p{L}{2}|^Q[.,]/u.test(text) && !isDash(text)

/**
 * A word that no title has there, however surely read: unknown before a whole office, or last behind one: in small
 * letters, of the State's name, or a lone "PHÒNG".
 */
function isOfSeal(
  words: readonly TitleWord[],
  known: readonly (Known | undefined)[],
  index: number,
  small: boolean,
): boolean {
  const { text } = words[index] as TitleWord
  const office = known.findIndex((one) => one?.kind === 'office')
  const isLone = known[index]?.kind === 'addition' && known[index].isLone
  if (office >= 0 && index < office) return isLone || known[index] === undefined
  const before = known[index - 1]
  const last = words.findLastIndex((word) => /\p{L}{2}/u.test(word.text))
  if (index !== last || !before || before.kind === 'authority') return false
  if (known[index]) return isLone && before.kind === 'addition'
  return (!small && /^\p{Ll}/u.test(text)) || /^(?:việt|nam|cộng|hòa)$/iu.test(text)
}

/**
 * The whole title, line by line as it was recognised: who signs for a head ("KT. GIÁM ĐỐC") is the deputy, and so the
 * line below is "PHÓ GIÁM ĐỐC" though the seal hides its first word, and the other way about; above another office
 * stands by whose order it signs. Only a suggestion, as each line is.
 */
export function likelyTitleOf(read: readonly (readonly TitleWord[])[]): string {
  const lines = read
    .map((line) => withHidden(line.filter((word) => !isStroke(word))))
    .filter((line) => line.length > 0)
  const small = isSmall(lines.flat())
  const likely = lines.map((line, index) => (index > 0 && isScrap(line) ? '' : likelyTitle(line, small)))
  for (const [index, below] of lines.entries()) {
    const above = likely[index - 1]
    if (!above || below.every(({ confidence }) => confidence === 1)) continue
    const read = [likely[index] ?? '', below.map(({ text }) => text).join(' ')]
    // A seal of the office has its name in the middle: "PHÓ CHÁNH VĂN PHÒNG / VĂN PHÒNG".
    if (!/^KT\./i.test(above) && fold(above).endsWith(` ${fold(likely[index] ?? '')}`)) {
      likely[index] = ''
      continue
    }
    const deputy = deputyOf(above.replace(/^KT\.\s*/iu, ''))
    const isSignedByDeputy = deputy !== null && read.some((line) => isDeputy(line, deputy))
    if (deputy !== null && /^KT\./i.test(above) && isSignedByDeputy) likely[index] = inCaseOf(deputy, above)
    else if (index === 1 && isOffice(above) && isOffice(likely[index] ?? ''))
      likely[0] = `${fold(likely[index] ?? '') === fold(deputy ?? '') ? 'KT' : 'TL'}. ${above}`
  }
  return likely.filter((line) => line !== '').join(' ')
}

/** With the words put in that a seal hides amid an office of three or more: "PHÓ … VĂN PHÒNG", "PHÓ @Á VĂN PHÒNG". */
function withHidden(read: readonly TitleWord[]): TitleWord[] {
  const line = read.flatMap((word, index) =>
    isApart(read[index - 1], word) ? [{ text: '', confidence: 0 }, word] : [word],
  )
  return line.map((word, index) => {
    if (word.confidence >= doubted) return word
    const fitting = officePhrases.flatMap((phrase) => hiddenIn(phrase, line, index) ?? [])
    const hidden = fitting.find(({ key }) => isLikely(word, key)) ?? fitting[0]
    return hidden ? { ...word, text: hidden.spelt } : word
  })
}

/** What the word at this index is if all others of the phrase stand around it. */
function hiddenIn(
  phrase: Phrase,
  line: readonly TitleWord[],
  index: number,
): { key: string; spelt: string } | null {
  for (const [at, { key, word }] of phrase.entries()) {
    const others = line.slice(index - at, index - at + phrase.length)
    const isAmid = at > 0 && at < phrase.length - 1 && at <= index && others.length === phrase.length
    if (isAmid && others.every((other, i) => i === at || isLikely(other, (phrase[i] as { key: string }).key)))
      return { key, spelt: inCaseOfWord((others[0] as TitleWord).text, word) }
  }
  return null
}

/** More than one and a half of their height lies between them: a word of three letters or more. */
const isApart = (one: TitleWord | undefined, other: TitleWord): boolean =>
  !!one?.place &&
  !!other.place &&
  other.place.x - one.place.x - one.place.width > 1.5 * Math.min(one.place.height, other.place.height)

/** One unknown word in capitals on a line below the office, as "VIỆT" of a seal, or none, as "và". */
const isScrap = (line: readonly TitleWord[]): boolean =>
  line.filter(hasWord).length < 2 &&
  knownOf(line).every((one) => !one) &&
  line.some((word) => word.confidence < 1) &&
  (!line.some(hasWord) || line.every(({ text }) => !/\p{Ll}{2}/u.test(text)))

/** A whole office and no more. */
export const isOffice = (line: string): boolean => offices.some((office) => fold(office) === fold(line))

/** The office of who signs for this head: for a minister signs a vice minister. Null for no known head. */
function deputyOf(head: string): string | null {
  const office = offices.find((one) => fold(one) === fold(head))
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
  const key = fold(parts.exec(text.replace(/^\P{L}+/u, ''))?.[2] ?? '')
  const allowed = Math.min(3, Math.floor(key.length / 5))
  if (offices.some((office) => editsBetween(key, fold(office), allowed) <= allowed)) return true
  const known = knownOf(words)
  return known.some((one) => one?.kind === 'office') && known.filter(Boolean).length >= words.length * 0.6
}

/** Written in small letters for the most part. */
const isSmall = (words: readonly TitleWord[]): boolean =>
  words.filter(({ text }) => /\p{Ll}{2}/u.test(text)).length * 2 >= words.length

/** What stands in capitals in a title written small: "CNTT", "KH&CN". A word of a seal has a vowel. */
const abbreviation = /&|^(?:UBND|HĐND|VPUB|[B-DF-HJ-NP-TV-XZĐ]+)$/u
const hasWord = ({ text }: TitleWord): boolean => /\p{L}{3}/u.test(text)

/** A word of a whole phrase. */
interface Known {
  /** Whom the signer stands for, an office, or what an office is of. */
  readonly kind: 'authority' | 'office' | 'addition'
  /** As it is spelt, with the capitals it was read with. */
  readonly text: string
  /** The phrase is this word alone. */
  readonly isLone: boolean
}

function knownOf(words: readonly TitleWord[]): (Known | undefined)[] {
  const known = words.map(({ text }): Known | undefined =>
    standsFor.test(text) ? { kind: 'authority', text, isLone: true } : undefined,
  )
  for (const [kind, phrases] of [
    ['addition', additionPhrases],
    ['office', officePhrases],
  ] as const)
    for (const phrase of phrases)
      for (let at = 0; at + phrase.length <= words.length; at++)
        if (phrase.every(({ key }, index) => isLikely(words[at + index] as TitleWord, key)))
          for (const [index, { word }] of phrase.entries()) {
            const { text } = words[at + index] as TitleWord
            known[at + index] = { kind, text: speltAs(word, text), isLone: phrase.length === 1 }
          }
  return known
}

/** The word of a phrase with the capitals and signs of what was read; one that was run into whom he stands for stays. */
function speltAs(word: string, read: string): string {
  if (beginsWithAuthority(read)) return read
  return read.replace(/\p{L}[\p{L}\p{M}]*/u, (letters) => inCaseOfWord(letters, word))
}

/** "KT.CHÁNH" is "KT." and the first word of the office. */
const beginsWithAuthority = (text: string): boolean => /^(?:KT|TL|TUQ|TM)[.,]/iu.test(text)

/** A word surely read as another stays it: "CỤC THƯƠNG MẠI" is no "CỤC TRƯỞNG". */
function isLikely({ text, confidence }: TitleWord, key: string): boolean {
  const read = fold(text)
  if (read === key) return true
  const isOther = confidence > sure && isSyllable(text)
  const bare = read.replace(/^(?:kt|tl|tuq|tm) /, '')
  // "PHÒ": a seal's ring cuts the end of "PHÒNG" off.
  const isCut = confidence < doubted && bare.length >= 3 && key.startsWith(bare)
  return !isOther && key.length >= 4 && (isCut || editsBetween(bare, key, 1) <= 1)
}

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
  if (!best || best.edits === second?.edits) return title
  // "CHÁNH VĂN PHÒNG BỘ" says of what it is the office.
  const isOfWhat = additionPhrases.some(
    (phrase) => key === [fold(best.office), ...phrase.map(({ key }) => key)].join(' '),
  )
  return isOfWhat ? title : inCaseOf(best.office, title)
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
