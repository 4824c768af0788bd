import { headings } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { hasFamilyName } from '../../vietnamese/names.ts'
import { withoutLeaders } from './blanks.ts'
import { likeness } from './fuzzy.ts'

/** The words of a date, whose vowels a stroke changes on paper: "thúng". */
const [day, month, year] = ['ng\\p{L}y', 'th\\p{L}ng', 'n\\p{L}m'] as const
/** A figure written by pen may be read as one letter: "ngày 2ƒ tháng .Š.", old-style "10" as two: "Io". */
const letterFigure = '(?<!\\p{L})(?:\\p{L}|[lIi][oO])(?!\\p{L})'
const figures = `(?:[^\\p{L}\\n]|${letterFigure}){0,40}`
/** "Hà Nội, ngày 20 tháng 4 năm 2017", blanks and lost commas allowed; nothing else on its line but the place. */
export const dateLine = new RegExp(
  `^(?<place>[^\\n]{0,60}?)[\\s,.…;_-]*${day}(?=[^\\p{L}])${figures}${month}${figures}${year}[^\\p{L}\\n]{0,20}$`,
  'iu',
)
/** A letter in the place of a figure. */
export const hasLetterFigure = (date: string): boolean => lettered.test(date)
const lettered = new RegExp(
  `${day}[^\\n]*?${letterFigure}[^\\n]*${month}|${month}[^\\n]*?${letterFigure}[^\\n]*${year}`,
  'iu',
)

/** The date with figures for the letters that they are read as; only a suggestion to the person who looks at it. */
export const withFigures = (date: string): string =>
  date
    .replace(/(?<!\p{L})[lIi](?=[oO](?!\p{L}))/gu, '1')
    .replace(/(?<!\p{L})[lIiÏÍ|](?!\p{L})/gu, '1')
    .replace(/(?<!\p{L})[Oo](?!\p{L})/gu, '0')

/** "Hà Nội, 20/4/2017", or "……, ngày 20/4/2017" with its place left blank. */
export const shortDateLine =
  /^(?:(?<place>[\p{L} .-]{2,40}),\s*(?:ngày\s*)?|[\s,.…;_-]*ngày\s*)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d\s*$/iu
export const brokenDate = new RegExp(
  `${day}(?=[^\\p{L}])[^\\p{L}\\n]{0,40}${month}[^\\p{L}\\n]{0,40}(?:${year}[^\\p{L}\\n]{0,3})?$`,
  'iu',
)
/**
 * How many signs of a line stand before a date line that clings to them: "- Lưu: VT.Hà Nội, ngày …", "- Lưu: VT. ……, ngày
 * …"; 0 for none.
 */
export function beforeGluedDate(text: string): number {
  const glued =
    /^(?<before>.*[\p{L}\p{N}][.;:!)]+(?:\s+(?=[.…_])|(?=\p{Lu})))(?<date>(?:\p{Lu}[\p{L} .]{1,30}?|[.…_]{1,60}),\s*ng[aà]y[^\n]*)$/u.exec(
      text,
    )?.groups
  if (!glued?.before || !glued.date || !dateLine.test(glued.date)) return 0
  // "TP.Hồ Chí Minh" is one name.
  return /^\s*(?:tp|tx|tt|t)\.$/i.test(glued.before) ? 0 : glued.before.length
}
export const authority = /^(?:kt|tl|tuq|tm|q|t\/m|k\/t|t\/l)\s*[./]\s*\p{L}/iu
export const titleWord =
  /\b(chanh van phong|pho chanh|van phong|giam doc|tong giam doc|chu tich|bo truong|thu truong|vu truong|cuc truong|truong phong|truong ban|pho truong|thu truong don vi|chanh thanh tra|tong cuc truong|truong|pho|chu nhiem|vien truong|kt|tl|tuq|q|quyen|nguoi lap|can bo|chuyen vien)\b/
const remark =
  /^(?:da ky|chu ky|ky ten|ky boi|ky va dong dau|ky ghi ro ho ten.*|ghi ro ho ten|chuc vu va dong dau|dong dau|ho va ten|\(.*\))$/
export const copies = /^\s*[-–+*]?\s*(?:n[oơ]i nh[aậ]n|nh[uư] tr[eê]n|l[uư]u\s*:)/iu

/** What the signer may have written: not the printed hint, a remark like "(đã ký)", or the list of copies. */
export function isSigners(text: string): boolean {
  const key = fold(text)
  if (key === '' || copies.test(text) || /^\s*[-–]\s/.test(text)) return false
  if (/^(ghi ro|chuc vu va dong dau)/.test(key) || remark.test(key)) return false
  const words = key.split(' ')
  return !printedLines.some((printed) => isPrinted(words, printed))
}

const printedLines = headings
  .filter(({ section }) => section === 'signature')
  .map(({ label }) => fold(label).split(' '))

/** Most of the printed words stand in a line, in whatever state, and few others; "Cao" is not "báo cáo" twice over. */
function isPrinted(words: readonly string[], printed: readonly string[]): boolean {
  const areMost = (count: number) => count / Math.max(printed.length, words.length) >= 0.6
  return (
    areMost(Math.min(printed.length, words.length)) &&
    areMost(printed.filter((key) => words.some((word) => likeness(key, word) > 0)).length) &&
    areMost(words.filter((word) => printed.some((key) => likeness(key, word) > 0)).length)
  )
}

/** A word of a name: "Thịnh", and "K'Brếp" or "H'Yim", which begin with a title of their own. */
const nameWord = /^\p{Lu}(?:['’ʼ‘]\p{Lu})?\p{L}*$/u

/** Two to six capitalised words and no word of office, or one word that only a name is written like: a person. */
export function looksLikeName(text: string): boolean {
  const bare = withoutLeaders(text)
    .replace(/^(?:(?:PGS|GS|TS|ThS|KS|CN|BS)\.?\s*)+/u, '')
    .replace(/^(?:ông|bà)\s*:?\s+/iu, '')
  const words = bare.split(/\s+/)
  if (words.length > 6 || !words.every((word) => nameWord.test(word))) return false
  if (words.length < 2) return /['’ʼ‘]/.test(bare)
  if (hasFamilyName(words)) return true
  // Trương, Trường, Quyên and Quyền are names where they stand in a name's place; Trưởng is an office.
  const others = bare
    .normalize('NFC')
    .replace(/^Trương |^Phó (?=Đức)| (?:Trường|Trương|Quy[êề]n)(?!\p{L})/gu, ' ')
  return !titleWord.test(fold(others))
}

export function looksLikeTitle(text: string): boolean {
  const bare = withoutLeaders(text)
  if (hasFamilyName(bare.split(/\s+/))) return false
  if (bare.length < 3 || bare.length > 90 || /[:;@]/.test(bare) || /\d{3}/.test(bare)) return false
  return (
    titleWord.test(fold(bare)) ||
    authority.test(bare) ||
    (bare === bare.toUpperCase() && /\p{Lu}{3}/u.test(bare))
  )
}

/** A line that was a place and a date before it was misread: "Hà Nội, ngây NLL) tháng 4 năm 2017". */
export const looksLikeDateLine = (text: string): boolean =>
  /^(?:\p{L}+ ){0,5}ng\p{L}y .{1,14}th\p{L}n.{0,8} n\p{L}m 20\d{0,2}$/u.test(fold(text))

/** Something of a date stands in the block, though not as a date is written. */
export const looksLikeDate = (text: string) => /\b(?:ngay|thang)\b.*\d|\b2017\b/.test(fold(text))

/** "PHÒNG" is what is left of "CHÁNH VĂN PHÒNG", "Ngọc Sơn" perhaps of a name of three words. */
export const isWhole = (text: string): boolean =>
  /\b(chanh van phong|giam doc|chu tich|truong (phong|ban)|(bo|thu|vu|cuc|tong cuc|vien|hieu) truong|chanh thanh tra)\b/.test(
    fold(text),
  ) ||
  (looksLikeName(text) && withoutLeaders(text).split(' ').length >= 3)
