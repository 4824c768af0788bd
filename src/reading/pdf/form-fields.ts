import type { Rectangle } from '../../survey/answers.ts'
import { clean } from '../../vietnamese/fold.ts'
import type { Placed } from '../layout/lines.ts'
import { holdsMiddle } from '../rectangles.ts'
import type { Box, Word } from '../transcript.ts'
import type { PdfAnnotation } from './annotations.ts'
import type { Drawn } from './draw.ts'
import { glyphsOf, type Run } from './glyph.ts'

/** A line of type in a field, in points. */
const lineHeight = 14
/** Sure enough to be shown, not to count unlooked: the field holds other words than are drawn in it. */
const contradicted = 0.6

/**
 * The words of form fields and of text laid over the page, where they are not simply those drawn there: the file may
 * leave the drawing to the viewer (NeedAppearances), and pdf.js then draws Vietnamese letters as bytes. `replaced` are
 * the annotations whose own drawing must not be read. A prompt that nobody typed over is no answer.
 */
export function fieldWords(
  annotations: readonly PdfAnnotation[],
  runs: readonly Run[],
): { words: (Placed & Word)[]; replaced: ReadonlySet<string> } {
  const words: (Placed & Word)[] = []
  const replaced = new Set<string>()
  for (const { id, field, place, undrawnText } of annotations) {
    const value = field?.kind === 'text' ? field.value : (undrawnText ?? '')
    if (value === '') continue
    const drawn = clean(
      glyphsOf(runs.filter(({ annotation }) => annotation === id))
        .map(({ text }) => text)
        .join(''),
    )
    if (field?.kind === 'text' && field.isPrompt) {
      replaced.add(id)
      continue
    }
    if (bare(drawn) === bare(value)) continue
    replaced.add(id)
    const agrees = drawn.trim() === '' || asciiOf(drawn) === asciiOf(value)
    words.push(...spread(value, place, agrees ? 1 : contradicted))
  }
  return { words, replaced }
}

const bare = (text: string): string => text.replace(/\s/g, '')
/** What is the same in every encoding of one byte. */
const asciiOf = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '')

/** How wide a letter of 12 points is, in points. */
const typicalSign = 5.5

/** The words of a value, as they would be typed into the field; a long one closer together. */
function spread(value: string, place: Rectangle, confidence: number): (Placed & Word)[] {
  const sign = Math.min(typicalSign, place.width / Math.max(1, value.length))
  let at = 0
  return value.split(/\s+/).map((text) => {
    const x = place.x + at * sign
    at += text.length + 1
    return {
      kind: 'word',
      text,
      confidence,
      overlay: true,
      place: { x, y: place.y, width: text.length * sign, height: Math.min(place.height, lineHeight) },
    }
  })
}

/** A box for every checkbox. Where its drawing and its value disagree, a person must look. */
export function fieldBoxes(
  annotations: readonly PdfAnnotation[],
  boxes: readonly (Placed & Box)[],
  drawn: Drawn,
): { boxes: (Placed & Box)[]; replaced: Rectangle[] } {
  const replaced: Rectangle[] = []
  const made = annotations.flatMap(({ field, place, id }): (Placed & Box)[] => {
    if (field?.kind !== 'check') return []
    const here = boxes.filter((box) => holdsMiddle(place, box.place, 1) || holdsMiddle(box.place, place, 1))
    const painted =
      drawn.runs.some(
        ({ annotation, glyphs }) => annotation === id && glyphs.some(({ isSpace }) => !isSpace),
      ) || here.some(({ state }) => state === 'ticked')
    for (const box of here) replaced.push(box.place)
    const agrees = field.on || !painted
    return [
      {
        kind: 'box',
        state: agrees ? (field.on ? 'ticked' : 'empty') : 'unclear',
        confidence: agrees ? 0.99 : 0.5,
        place,
        source: 'form-field',
        ...(agrees ? {} : { reason: 'mark-conflict' }),
      },
    ]
  })
  return { boxes: made, replaced }
}
