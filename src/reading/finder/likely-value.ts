import { hasOddMarks, likelyName } from '../../vietnamese/names.ts'
import { withPhoneFigures } from '../../vietnamese/phones.ts'
import { surely } from './answer.ts'
import {
  emailOf,
  isAddress,
  likelyAddress,
  likelyDomain,
  withDotInName,
  withLastDot,
  withSmallDomain,
  withSmallL,
  withUnderscore,
  withUsualName,
} from './email.ts'
import type { FieldId } from './field-choice.ts'
import { likelyBody } from './likely-body.ts'
import {
  asLikelySpelt,
  hasMisspeltName,
  hasUnknownMarks,
  likelyAddressLine,
  likelyBodyLine,
  withKnownMarks,
  withLikelyProvince,
} from './spelling.ts'

export interface LikelyValue {
  readonly value: string
  /** More was changed than a mark or a sign, or the body meant is doubtful: a person must look. */
  readonly repaired: boolean
}

/** The value as typed; an address broken over lines is put together. */
export const typedValue = (id: FieldId, written: string): string =>
  id === 'contact.email' ? emailOf(written) : written

/** "Email.hungvc@…": the label's colon read as the stop of an address. */
const gluedEmail = /^e-?mail\s*[.:,]\s*/iu

/** "Họovàtên" before the name: the label, with a letter too many. */
const gluedLabel = /^H\p{L}{1,3}v\p{L}t\p{L}n[\s.:]+/iu

/** "SỞ Thông tin": of two letters the second was taken for a capital. */
const inSmallLetters = (word: string): string => word.charAt(0) + word.slice(1).toLowerCase()

/** "Sở TT6TT": an & is read as the figure that it is drawn like. */
const withAmpersand = (text: string): string => text.replace(/(?<=\p{Lu}{2})[68](?=\p{Lu}{2})/u, '&')

/** "Thông tấn xã Việc Nam": its t was read as another letter. */
const withCountry = (text: string): string => text.replace(/Việ[\p{L}:;.] Nam(?!\p{L})/u, 'Việt Nam')

/** A sign by itself between two words of an address is a speck: "tỉnh Bạc : Liêu". */
const loneSign = /(?<=\p{L})\s[:;.'|·]\s(?=\p{L})/gu

/** "thành phố La: Châu". */
const colonInWord = /\p{L}: ?\p{L}/u

/** Behind a doubtful value a lone letter or sign is what a speck or the end of a stroke was read as. */
const withoutSpeck = (written: string, isDoubted: boolean): string =>
  isDoubted ? written.replace(/(?<=[\p{L}\p{N}]{2}|\))\s+(?:\p{Ll}|[^\p{L}\p{N}\s)])$/u, '') : written

/**
 * What was most likely written in a field, from what was recognised on paper as surely as `sure`, 0 to 1; `surelyRead`
 * are those of its words that are beyond doubt. The first dots of a leader cling to the last word, also read as dashes
 * and colons; so does the dash before "Fax:".
 */
export function likelyValue(
  id: FieldId,
  written: string,
  sure: number,
  surelyRead: ReadonlySet<string> = new Set(),
): LikelyValue {
  const ends = /(name|address|phone)$/.test(id) ? /[\s.:;–—-]+$/ : /\s+[\s.:;–—-]*$/
  // Signs that nobody types at the end of a value are specks, however surely read.
  // A person looks anyway, and is offered the likelier value.
  const isDoubted = sure < surely.text
  const read = withoutSpeck(written, isDoubted)
    .replace(/[\s¡°`´ˆ®©„~^&'’‘=<>*|\\]+$/, '')
    .replace(ends, '')
    .replace(/^[-–+*•'’`@|.,:;]+\s+/, '')
  const as = (value: string): LikelyValue => ({ value, repaired: false })
  const repairedTo = (value: string, than = read): LikelyValue => ({ value, repaired: value !== than })
  switch (id) {
    case 'agency.name': {
      const marked = (isDoubted ? likelyBodyLine(read) : withKnownMarks(read)).replace(
        /^(?:SỞ|BỘ)(?= \p{Lu}\p{Ll})/u,
        inSmallLetters,
      )
      const body = likelyBody(marked)
      const likely = withLikelyProvince(withCountry(withAmpersand(body ?? marked)))
      return { value: likely, repaired: likely !== marked || body !== null || hasUnknownMarks(marked) }
    }
    case 'agency.address': {
      const line = read
        .replace(/^Tố(?= \d)/u, 'Tổ')
        .replace(loneSign, ' ')
        .replace(/[©®](?=\d)|^[oO](?=\d)/g, '0')
      const placed = withLikelyProvince(isDoubted ? asLikelySpelt(line) : line)
      return {
        value: likelyAddressLine(placed),
        repaired: placed !== read || hasMisspeltName(line) || colonInWord.test(line),
      }
    }
    case 'contact.name':
      if (!isDoubted && !hasOddMarks(read)) return as(read)
      return {
        value: likelyName(read.replace(gluedLabel, ''), surelyRead) || read,
        repaired: hasOddMarks(read),
      }
    case 'contact.email': {
      const whole = withLastDot(withDotInName(withUnderscore(written.replace(gluedEmail, ''))))
      const address = withSmallDomain(withSmallL(emailOf(whole)).replace(ends, ''))
      const likely = isAddress(address) ? likelyDomain(address) : likelyAddress(address)
      const name = withUsualName(likely ?? address)
      return { value: name, repaired: name !== address || whole !== written }
    }
    default:
      return repairedTo(withPhoneFigures(read))
  }
}
