import { fold } from './fold.ts'
import { spellingOf } from './spelling.ts'
import { isSyllable } from './syllable.ts'

/** Family names of nineteen in twenty Vietnamese, small letters, the frequent ones first. */
const familyNames: ReadonlySet<string> = new Set(
  (
    'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đào mai lương cao tô tạ hà ' +
    'phùng quách thái triệu nông tăng lưu lâm đoàn trương đàm kiều chu vương doãn hứa lại la thân khuất nghiêm châu ' +
    'lò quàng lường cầm giàng sùng vàng thào'
  ).split(' '),
)

/** Rarer ones, those of the highlands among them, that are as often words or given names. */
const rareFamilyNames: ReadonlySet<string> = new Set(
  (
    'chử ninh vừ bạch lục giáp cù khúc phí mẫn ma bàn hầu viên thạch danh lù lầu hạng thẩm nhữ ngụy tôn từ tiêu ung ' +
    'âu khổng diệp hình mạc lư lô vi sầm xa bế chảo chẻo tẩn tòng cà lèo điêu bạc đèo kpă ksor siu niê bá uông ' +
    'đồng đàng đậu đổng lã lữ hán tiết'
  ).split(' '),
)

/** Syllables of middle and given names, small letters; the rarer ones are not here. */
const givenNames: ReadonlySet<string> = new Set(
  (
    'văn thị hữu đức đình công quang minh ngọc xuân thanh hồng kim thúy thùy thủy thu hoài hải hà hương hoa huệ ' +
    'huyền hiền hạnh hằng hân hoàng hùng hưng huy hiếu hòa hoàn khánh khoa kiên khang khải lan linh liên loan long ' +
    'lâm lợi lộc luân lực lý mai mạnh mỹ nam nga ngân nghĩa nguyên nguyệt nhật nhung như oanh phong phú phúc phương ' +
    'phượng phước quân quốc quý quyên quyền quyết quỳnh sơn sang sáng tài tâm tân thái thành thắng thảo thạch thịnh ' +
    'thiện thọ thoa thông thuận tiến tín tình toàn toản trang trâm trọng trí trinh trung trường tú tuấn tuệ tùng ' +
    'tuyết tuyên uyên vân việt viết vinh vĩnh vũ vượng vy xuyến yến anh ánh ân bá bách bằng bảo bích bình bửu cảnh ' +
    'châu chi chí chiến chung chương cúc cường cương danh diễm diệp diệu doanh dung dũng duy duyên dương đại đạt ' +
    'đăng điệp định đoan đông gia giang hạ hậu hiển hiệp hồ khắc khương kỳ lam lập lê lệ lễ liễu lương mùi mến nhàn ' +
    'nhân nhiên ninh phi phan quế sinh sỹ tấn thắm thân thiên thơ thuần thụy thường tiên trân triết trúc tư viễn ' +
    'thuấn vỹ hồi hợp huân hoạt khôi lãm luyến miền ngà ngãi nhã nhâm nhương phát phấn phụng sâm sửu thái thế thi thuyết ' +
    'thức tịnh toán tố trà tráng trực tùy tưởng tường hường oánh kỷ chữ thế vị thơm khoát tuyền lũy mừng năm ' +
    'an ái cẩm đính điền giáp hàm hiến kha khuê lai lành lĩnh lượng lựu mơ nghi nghị nhi nhị niên nương phối quảng sáu sử ' +
    'thăng thiệu thìn thoan thục tích tiệp tính tới trình tuân tuất ứng vận vĩ xuyên yên ý bồng hiện hợi ba bảy chín ' +
    'thưởng tỵ tý khởi chỉnh uyển đằng kiệt luyện mẫn ước'
  ).split(' '),
)

/**
 * Three to five words behind a family name. There "Quyên" is no "Quyền" (acting), "Trưởng" no head: no office begins
 * with one.
 */
export const hasFamilyName = (words: readonly string[]): boolean =>
  words.length > 2 && words.length < 6 && familyNames.has(words[0]?.normalize('NFC').toLowerCase() ?? '')

/**
 * A person's name as it most likely is, from what was recognised of it under a seal and a signature: "Pmạm Kim Lan" is
 * Phạm, "- Trần Quang Vinh" loses its dash, "VữMinh" is two words. A first word that is like no family name is left out
 * where it does not look like a word of a name. What was `surely` read stays behind the family name, however rare. Only a
 * suggestion to the person who looks at it.
 */
export function likelyName(read: string, surely: ReadonlySet<string> = new Set()): string {
  const [, address = '', name = '', office = ''] = partsOf.exec(read.normalize('NFC')) ?? []
  const words = name
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
  // "Rơ Châm H'Phik" has no Vietnamese syllables to be held against.
  if (/(?<!\p{L})[HKY]['’]\p{L}/u.test(name)) return address + name + office
  const first = opensHighlandName(words) ? 0 : words.findIndex((word) => !isStroke(word))
  const kept = words
    .slice(Math.max(0, first))
    .filter((word, index) => index === 0 || word.length > 1 || /[AÝY]/.test(word))
  const whole = first <= 0 || speltFamilies.has(spellingOf(kept[0] ?? ''))
  return (
    address +
    kept
      .map((word, index) =>
        index > 0 && index < kept.length - 1 && (isThi(word) || isVan(word))
          ? inCaseOf(word, isThi(word) ? 'thị' : 'văn')
          : isTy(word)
            ? 'Tỵ'
            : index > 0 && surely.has(word) && isSyllable(word)
              ? word
              : nearest(word, index === 0 && whole ? familyNames : givenNames),
      )
      .join(' ') +
    office
  )
}

/** "A Byót", "Y Nhẻ": men's names in the highlands; before a family name a lone letter is a stroke. */
const opensHighlandName = ([first = '', second = '']: readonly string[]): boolean =>
  /^[AY]$/.test(first) && second.length > 1 && !speltFamilies.has(spellingOf(second))

/** How somebody is addressed, with degrees; the name; and what stands behind it: "Bà ThS. Lê Hoa - Phó phòng". */
const partsOf =
  /^((?:(?:ông|bà|đ\/c|đồng chí)[\s:.]+)?(?:(?:PGS|GS|TS|ThS|KS|CN|BS|LS)\.\s?)*)(.*?)(\s+[-(]\s?.*|\s*[,;].*|)$/isu

/** At least two of its words are common in names: what is left of "Nguyễn Thị Lan" when the first is lost. */
export const hasNames = (words: readonly string[]): boolean => words.filter(isName).length >= 2

/**
 * A word of a recognised name is none of the usual ones but for its marks ("Viêt"), stands for a family name that is none
 * but for its marks ("Trân"), can be no syllable at all ("Qu"), or is "Thi" behind a family name, where women have "Thị".
 */
export function hasOddMarks(read: string): boolean {
  const name = partsOf.exec(read.normalize('NFC'))?.[2] ?? ''
  return (marked.test(name.normalize('NFD')) ? name.split(/[^\p{L}]+/u) : [])
    .filter((word) => word.length > 1)
    .some(
      (word, index, { length }) =>
        (index === 1 && length > 2 && isThi(word)) ||
        (index === 0 && length > 2 && !speltFamilies.has(spellingOf(word)) && familyKeys.has(fold(word))) ||
        (!isName(word) && usualKeys.has(fold(word))) ||
        ((word.length === 2 || marked.test(word.normalize('NFD'))) && !isSyllable(word)),
    )
}

/** Some have no marks at all: typed so. */
const marked = /[\p{M}đ]/iu
/** "Vặn", "Vấn": no names, and of middle names the most frequent one. */
const isVan = (word: string): boolean => fold(word) === 'van' && !isName(word)
const isThi = (word: string): boolean => /^thi$/i.test(word)
/** The dot of "Tỵ" stands below the tail of its y and is lost in it; of "Tý" something is left. */
const isTy = (word: string): boolean => word === 'Ty'

/** What is left of a pen's stroke: one letter, or small ones that are like no family name. */
const isStroke = (word: string): boolean =>
  word.length === 1 || (word === word.toLowerCase() && nearest(word, familyNames) === word)

const spelt = (names: ReadonlySet<string>) => new Set([...names].map(spellingOf))
const speltFamilies = spelt(new Set([...familyNames, ...rareFamilyNames]))
const speltNames = spelt(new Set([...familyNames, ...givenNames]))
const familyKeys = new Set([...familyNames].map(fold))
/** "Luc" can be no family name but Lục. */
const rareByKey = new Map(
  [...Map.groupBy(rareFamilyNames, fold)].flatMap(([key, [name, ...others]]) =>
    name && others.length === 0 && !familyKeys.has(key) ? [[key, name] as const] : [],
  ),
)
const usualKeys = new Set([...familyNames, ...givenNames].map(fold))
const isName = (word: string): boolean => speltNames.has(spellingOf(word))

/**
 * The one word of the list that was nearly read, with its capital, or the word itself. Of family names as near as each
 * other it is the most frequent: "Xương" is rather Dương than Lương.
 */
function nearest(word: string, known: ReadonlySet<string>): string {
  const read = word.toLowerCase()
  const isBare = !marked.test(word.normalize('NFD'))
  const rare = known === familyNames && isBare ? rareByKey.get(fold(word)) : undefined
  if (rare) return inCaseOf(word, rare)
  const isKnown = known === familyNames ? speltFamilies : speltNames
  if (isKnown.has(spellingOf(word))) return inCaseOf(word, read)
  // A word of two letters is one letter from too many others: only its marks may be wrong.
  const allowed = read.length <= 2 ? 0.5 : 1
  const near = [...known]
    .map((name) => ({ name, apart: distance(read, name, allowed) }))
    .filter(({ apart }) => apart <= allowed)
    .sort((a, b) => a.apart - b.apart)
  const [best, second] = near
  const isOpen = second?.apart === best?.apart && known !== familyNames
  return !best || isOpen ? word : inCaseOf(word, best.name)
}

const inCaseOf = (word: string, name: string): string =>
  word === word.toUpperCase() && word.length > 1
    ? name.toUpperCase()
    : name.charAt(0).toUpperCase() + name.slice(1)

const bare = (letter: string): string => (letter === 'đ' ? 'd' : (letter.normalize('NFD')[0] as string))

/** Letters put in, left out or exchanged; one with other marks counts half. More than `limit` is Infinity. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const letter of one) {
    const next = [(row[0] as number) + 1]
    for (const [index, against] of [...other].entries()) {
      const change = letter === against ? 0 : bare(letter) === bare(against) ? 0.5 : 1
      next.push(
        Math.min(
          (row[index] as number) + change,
          (row[index + 1] as number) + 1,
          (next[index] as number) + 1,
        ),
      )
    }
    row = next
  }
  return row.at(-1) as number
}
