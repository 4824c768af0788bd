import { preferred } from '../office/alternate.ts'
import { drawnBox } from '../office/boxes.ts'
import { symbolPiece, textPieces } from '../office/glyphs.ts'
import type { Piece } from '../office/piece.ts'
import type { RunFormat } from '../office/run-format.ts'
import { child, descendants, type Element, onOff } from '../office/xml.ts'
import { contentControlBox } from './boxes.ts'
import { ownText, readDrawing } from './drawings.ts'
import { drawnField, drawsItself, type Field, hidesContent } from './fields.ts'
import type { Formats } from './formats.ts'
import type { Findings } from './piece.ts'

/** Reads the runs of one paragraph in the accepted view: insertions in, deletions out. */
export function readPieces(
  paragraph: Element,
  paragraphFormat: RunFormat,
  formats: Formats,
  findings: Findings,
): Piece[] {
  const pieces: Piece[] = []
  // A field may go on over paragraphs, but none that draws itself; so a field whose end is lost (damage, a tracked
  // deletion) ends with its paragraph and does not swallow the rest of the form.
  const fields: Field[] = []
  const isEmpty = () => ownText(paragraph).trim() === ''

  function inline(element: Element): void {
    switch (element.name) {
      case 'r':
        run(element)
        return
      case 'del':
      case 'moveFrom':
        findings.notes.add('tracked-changes')
        return
      case 'ins':
      case 'moveTo':
        findings.notes.add('tracked-changes')
        break
      case 'sdt':
        contentControl(element)
        return
      case 'fldSimple': {
        const instruction = element.attributes.instr ?? ''
        if (drawsItself(instruction)) {
          const data = child(element, 'ffData') ?? child(child(element, 'fldChar'), 'ffData')
          pieces.push(...drawnField({ instruction, data, showsResult: true }, paragraphFormat))
          return
        }
        break
      }
      case 'm:t':
        pieces.push({ kind: 'text', text: element.text, format: paragraphFormat })
        return
      case 'pPr':
      case 'sdtPr':
      case 'sdtEndPr':
      case 'rt':
        return
      case 'mc:AlternateContent':
        inlineAll(preferred(element))
        return
    }
    inlineAll(element.children)
  }

  function inlineAll(elements: readonly Element[]): void {
    for (const element of elements) inline(element)
  }

  function contentControl(element: Element): void {
    const box = contentControlBox(element)
    const content = child(element, 'sdtContent')?.children ?? []
    if (box) {
      pieces.push({ kind: 'box', box })
      const from = pieces.length
      inlineAll(content)
      pieces.push(...withoutGlyph(pieces.splice(from)))
    } else if (!isPlaceholder(element)) inlineAll(content)
  }

  function run(element: Element): void {
    const format = formats.run(child(element, 'rPr'), paragraphFormat)
    if (format.hidden) {
      if (descendants(element, 't').some(({ text }) => text.trim() !== '')) findings.notes.add('hidden-text')
      // Field codes count even where they are hidden, or a field would never end.
      for (const part of element.children) {
        if (part.name === 'fldChar') fieldCharacter(part, format)
      }
      return
    }
    for (const part of element.children) runPart(part, format)
  }

  function fieldCharacter(part: Element, format: RunFormat): void {
    const field = fields.at(-1)
    const type = part.attributes.fldCharType
    if (type === 'begin') fields.push({ instruction: '', data: child(part, 'ffData'), showsResult: false })
    else if (type === 'separate' && field) field.showsResult = true
    else if (type === 'end' && field) {
      fields.pop()
      pieces.push(...drawnField(field, format))
    }
  }

  function runPart(part: Element, format: RunFormat): void {
    const field = fields.at(-1)
    if (part.name === 'fldChar') {
      fieldCharacter(part, format)
      return
    }
    if (part.name === 'instrText') {
      if (field && !field.showsResult) field.instruction += part.text
      return
    }
    if (field && hidesContent(field)) return
    switch (part.name) {
      case 't':
        if (part.text !== '') pieces.push(...textPieces(part.text, format))
        return
      case 'tab':
      case 'ptab':
        pieces.push({ kind: 'tab' })
        return
      case 'br':
        pieces.push({ kind: 'break', page: part.attributes.type === 'page' })
        return
      case 'cr':
        pieces.push({ kind: 'break', page: false })
        return
      case 'noBreakHyphen':
        pieces.push({ kind: 'text', text: '-', format })
        return
      case 'softHyphen':
        // In a TCVN3 font this is the letter ư; elsewhere it is dropped with other soft hyphens.
        pieces.push({ kind: 'text', text: '\u00ad', format })
        return
      case 'sym': {
        const code = Number.parseInt(part.attributes.char ?? '', 16)
        if (code > 0 && code <= 0xffff)
          pieces.push(
            symbolPiece(part.attributes.font ?? format.font ?? '', String.fromCodePoint(code), format),
          )
        return
      }
      case 'commentReference':
      case 'footnoteReference':
      case 'endnoteReference':
        findings.references.set(`${part.name.slice(0, -9)} ${part.attributes.id}`, findings.near())
        return
      case 'drawing':
      case 'pict':
      case 'object':
        drawing(part)
        return
      case 'mc:AlternateContent':
        for (const one of preferred(part)) runPart(one, format)
        return
      case 'ruby':
        inlineAll(part.children)
    }
  }

  function drawing(element: Element): void {
    for (const drawn of readDrawing(element)) {
      if (drawn.kind === 'text-box') findings.textBoxes.push(drawn.content)
      else if (drawn.kind === 'in-line') pieces.push({ kind: 'box', box: drawnBox })
      else {
        const { mark, small, text } = drawn
        findings.marks.push({
          kind: mark,
          place: null,
          confidence: 1,
          near: findings.near(),
          ...(text ? { text } : {}),
        })
        if (mark === 'drawing') findings.notes.add('drawings-over')
        // Alone in a cell or a line it is that cell's answer as likely as not.
        if (small && isEmpty()) pieces.push({ kind: 'box', box: drawnBox })
      }
    }
  }

  inlineAll(paragraph.children)
  for (const field of fields) pieces.push(...drawnField(field, paragraphFormat))
  return pieces
}

/** "Click here to enter text" is no answer. */
export function isPlaceholder(control: Element): boolean {
  return onOff(child(control, 'sdtPr'), 'showingPlcHdr') === true
}

/** What stands in a checkbox control beside its glyph: some programs let people write on inside it. */
function* withoutGlyph(pieces: Iterable<Piece>): Generator<Piece> {
  let glyph = true
  for (const piece of pieces) {
    if (glyph && (piece.kind === 'box' || (piece.kind === 'text' && piece.text.trim() !== ''))) {
      glyph = false
      if (piece.kind === 'text') {
        const rest = piece.text.trim().replace(/^[^\p{L}\p{N}]|^[xXvV](?!\p{L})/u, '')
        if (rest !== '') yield { ...piece, text: rest }
      }
    } else yield piece
  }
}
