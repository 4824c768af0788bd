import { drawnBox } from '../office/boxes.ts'
import { child, type Element, val } from '../office/xml.ts'
import { isSymbolFont, privateUseState, symbolState, unicodeState } from '../symbols.ts'
import type { Box } from '../transcript.ts'

/**
 * Boxes that are no text but the bullet of a list: `w:numPr` → numbering.xml → a level whose text is a box glyph.
 * Gives the box of a paragraph, or null where its numbering is a plain one.
 */
export function readListBoxes(numbering: () => Element | null): (numPr: Element | undefined) => Box | null {
  let look: ReturnType<typeof listBoxes> | undefined
  return (numPr) => {
    if (!numPr) return null
    look ??= listBoxes(numbering())
    return look(numPr)
  }
}

function listBoxes(numbering: Element | null): (numPr: Element) => Box | null {
  const all = numbering?.children ?? []
  const abstracts = new Map(
    all.filter(({ name }) => name === 'abstractNum').map((one) => [one.attributes.abstractNumId, one]),
  )
  // Numbering that a style defines lies with another abstract numbering, which names the style.
  const byStyle = new Map([...abstracts.values()].map((one) => [val(one, 'styleLink'), one]))
  const numbers = new Map(all.filter(({ name }) => name === 'num').map((one) => [one.attributes.numId, one]))

  return (numPr) => {
    const number = numbers.get(val(numPr, 'numId') ?? '')
    if (!number) return null
    const level = val(numPr, 'ilvl') ?? '0'
    const isLevel = (one: Element) => one.name === 'lvl' && one.attributes.ilvl === level
    const override = number.children.find(
      (one) => one.name === 'lvlOverride' && one.attributes.ilvl === level,
    )
    const abstract = abstracts.get(val(number, 'abstractNumId') ?? '')
    const link = val(abstract, 'numStyleLink')
    const definition =
      override?.children.find(isLevel) ??
      (link ? byStyle.get(link) : undefined)?.children.find(isLevel) ??
      abstract?.children.find(isLevel)
    // A bullet that is a picture: of a box, of a tick, of anything.
    if (child(definition, 'lvlPicBulletId')) return { ...drawnBox, source: 'list-bullet' }
    const text = val(definition, 'lvlText') ?? ''
    if ([...text].length !== 1 || val(definition, 'numFmt') !== 'bullet') return null
    const font = child(child(definition, 'rPr'), 'rFonts')?.attributes
    const name = font?.hAnsi ?? font?.ascii ?? ''
    const state =
      symbolState(name, text) ?? unicodeState(text) ?? (isSymbolFont(name) ? null : privateUseState(text))
    if (!state) return null
    // Filled squares and bare ticks are everyday bullets of lists: as a list's bullet only a box tells.
    const plainBullet =
      state === 'ticked' && /[nüû✓✔■]/.test(String.fromCodePoint((text.codePointAt(0) ?? 0) & 0xff) + text)
    return plainBullet
      ? {
          kind: 'box',
          state: 'unclear',
          confidence: 0.5,
          place: null,
          source: 'list-bullet',
          reason: 'style-only',
        }
      : { kind: 'box', state, confidence: 0.97, place: null, source: 'list-bullet' }
  }
}
