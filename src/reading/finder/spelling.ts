import { agencies, isProvince } from '../../survey/agencies.ts'
import { headings, questions } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { phrases } from '../../vietnamese/phrases.ts'
import {
  hasFragment,
  isNameMisspelt,
  isOddlySpelt,
  isSpeltAs,
  respelt,
  spellingsOf,
  withCapitals,
} from '../../vietnamese/spelling.ts'
import { likelySyllable } from '../../vietnamese/syllable.ts'
import { editsBetween } from './fuzzy.ts'

const spellings = spellingsOf([
  ...phrases,
  ...[...questions, ...headings].map(({ label }) => label),
  ...agencies.flatMap(({ name, short, aliases }) => [name, short, ...aliases]),
])

/** Recognised words with the marks that they have in this survey's phrases, bodies and places. */
export const withKnownMarks = (text: string): string => respelt(text, spellings)

/** What a doubtful text most likely says: for a person, who is shown the picture beside it. */
export const asLikelySpelt = (text: string): string =>
  respelt(
    text.replace(/\p{L}{3,}/gu, (word) => likelySyllable(word) ?? word),
    spellings,
    true,
  )

/** A word stands beside another of this survey's phrases, bodies and places with marks that it has not there. */
export const hasUnknownMarks = (text: string): boolean => isOddlySpelt(text, spellings)

/** A word is what is left of one of this survey's phrases. */
export const hasLostLetters = (text: string): boolean => hasFragment(text, spellings)

/** It names a street or a place of this survey's phrases and bodies with other marks. */
export const hasMisspeltName = (text: string): boolean => isNameMisspelt(text, spellings)

/**
 * An address as recognised, its marks put right. A full stop behind a whole word or a number is a comma: none of 900
 * addresses has one there. A colon or comma behind "TP" is its full stop; "Số10" lost its space; "phô" before a name is
 * "phố", and "Sô" before a number "Số". "Hùng vương" is the street Hùng Vương.
 */
export const likelyAddressLine = (text: string): string =>
  withCapitals(
    withKnownMarks(
      withKnownParts(text)
        .replace(/(?<!\p{L})S[oóôổồộỗ](?=\s+\p{N})/gu, 'Số')
        .replace(
          /(?<=\p{L}{3}|\p{N}|(?!T[pxt]|Đg|Kp|Ph)\p{Lu}\p{Ll}| (?![PQHTXĐFK])\p{Lu})\. (?=\p{L})/gu,
          ', ',
        )
        .replace(/(?<=(?:^|[\s,])[Ss]ố)(?=\d)|(?<=\d)(?=\p{Lu}\p{Ll})/gu, ' ')
        .replace(/(?<=(?:^|[\s,])(?:TP|Tp|TX|Tx|TT|P|Q))[:,] /gu, '. '),
    ),
    spellings,
  )

/**
 * A body's name of which a person looks anyway: dots of its leader between the words are none of its signs ("Tập.đoàn"),
 * "tĩnh" before a name is "tỉnh", and the province behind that a letter off is the one it is like.
 */
export const likelyBodyLine = (text: string): string =>
  withLikelyProvince(asLikelySpelt(withKnownParts(text.replace(/(?<=\p{L}{3})[.,](?=\p{L}{2})/gu, ' '))))

const withKnownParts = (text: string): string =>
  text.replace(/(?<!\p{L})\p{Ll}+(?=\s+[\p{Lu}\p{N}])/gu, (word) => partsOfAddress.get(fold(word)) ?? word)

/** What stands in small letters before a name or a number of an address, whatever marks were made out: "phô Ngọc Hà". */
const partsOfAddress = new Map(
  ['phố', 'đường', 'phường', 'quận', 'huyện', 'tỉnh', 'ngõ', 'ngách', 'tổ', 'số', 'tầng', 'khóm', 'ấp'].map(
    (word) => [fold(word), word] as const,
  ),
)

const joined = (text: string): string => text.replace(/[^\p{L}]/gu, '')
const keyOf = (place: string): string => fold(joined(place))

/** Where forms are signed: the provinces and cities. */
const places = [
  ...agencies.filter(isProvince).map(({ short }) => short),
  ...['Hà Nội', 'Hải Phòng', 'Đà Nẵng', 'Cần Thơ', 'Hồ Chí Minh', 'Huế', 'Đăk Lăk', 'Đăk Nông'],
]

/** The province at the end of a name or an address as it most likely is: "tỉnh Tiền Giung". */
export const withLikelyProvince = (text: string): string =>
  text.replace(/(?<=(?:tỉnh|thành phố|TP\.?) )\p{L}+(?: \p{L}+){0,3}$/iu, (place) => {
    const likely = likelyPlace(place)
    if (likely === null) return place
    return place === place.toUpperCase() ? likely.toUpperCase() : likely
  })

/**
 * The province or city that a place as recognised is one letter from: "Vên Bái" is Yên Bái. Null where it is one, or
 * like none. Only a suggestion to the person who looks at it.
 */
export function likelyPlace(read: string): string | null {
  const key = keyOf(read)
  const same = places.filter((place) => keyOf(place) === key)
  const isKnown = same.some((place) => isSpeltAs(joined(place), joined(read)))
  if (isKnown && read.includes(' ') === (same[0] as string).includes(' ')) return null
  const near =
    same.length > 0
      ? same
      : places.filter((place) => place.length > 5 && editsBetween(key, keyOf(place), 1) <= 1)
  return new Set(near.map(keyOf)).size === 1 ? (near[0] as string) : null
}
