import { fold } from './fold.ts'

/** What begins, carries and ends a Vietnamese syllable, marks left out; -k ends names of the highlands ("Đắk Lắk"). */
const pattern =
  /^(?:ngh|ng|gh|gi|kh|ph|qu|th|tr|ch|nh|[bcdghklmnprstvx])?(?:uye|uya|uay|uoi|uou|ieu|yeu|oai|oay|oeo|uao|uyu|[aeiouy]{1,2})(?:ng|nh|ch|[cmnptk])?$/

/** Whether a word can be a Vietnamese syllable, whatever its marks. What is not was misread, or comes from elsewhere. */
export const isSyllable = (word: string): boolean => pattern.test(fold(word))

/**
 * The syllable that a word most likely is which can be none: its y lost its tail, as in "Nguvễn", or its n its foot, as in
 * "Quarg". Null for a syllable, and for a word that is like none, "Server".
 */
export function likelySyllable(word: string): string | null {
  if (isSyllable(word)) return null
  const [, onset = '', rhyme = ''] = /^(tr|.)(.*)$/iu.exec(word) ?? []
  const mended = onset + rhyme.replace(/[vr]/gi, (sign) => meant[sign] as string)
  return mended !== word && isSyllable(mended) ? mended : null
}

/** No syllable has a v, nor an r, but as its first letters. */
const meant: Readonly<Record<string, string>> = { v: 'y', V: 'Y', r: 'n', R: 'N' }

/**
 * The tone stands where no Vietnamese sets it: "siá" for giá, "luá". On "ia", "ua" and "ưa" that nothing follows it
 * stands on the first vowel, but behind "gi" and "qu", whose vowel is the second. Or a lone letter with a tone that is
 * no word ("ữ" of "trữ"). Or a syllable that ends in a stop with a tone that none has: "vàc".
 */
export function hasOddTone(word: string): boolean {
  const letters = word.normalize('NFC').toLowerCase()
  return oddTone.test(letters) || loneLetter.test(letters) || oddStop.test(letters.normalize('NFD'))
}

const oddTone = /(?:(?<!^g)i|(?<!^q)u|ư)[áàảãạ]$/
const oddStop = /[\u0300\u0303\u0309]\p{L}?(?:c|ch|p|t)$/u
const loneLetter = /^[áảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốộúùủũụứửữựỳỷỹỵ]$/
