import { isSymbolFont } from '../symbols.ts'
import type { Box, Mark } from '../transcript.ts'
import { boxOf, contentControlBox, legacyFieldBox, symbolBox } from './boxes.ts'
import type { Formats, RunFormat } from './formats.ts'
import { child, descendants, type Element } from './xml.ts'

/** What a paragraph is made of, before it becomes words. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly format: RunFormat }
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'tab' }
  | { readonly kind: 'break'; readonly page: boolean }

/** What reading paragraphs gathers beside their text. */
export interface Findings {
  readonly notes: Set<'tracked-changes' | 'hidden-text' | 'drawings-over'>
  readonly marks: Mark[]
  /** Text boxes met in the paragraph, each with its paragraphs and tables; read after it. */
  readonly textBoxes: Element[]
}

interface Field {
  instruction: string
  data: Element | undefined
  showsResult: boolean
}

/** Fields may span paragraphs, so their state lives as long as the story (body, header, text box) they are in. */
export type FieldStack = Field[]

const typeless = /^\s*(FORMCHECKBOX|SYMBOL)\b/i

function symbolOfInstruction(instruction: string): { font: string; character: string } | null {
  const match = /^\s*SYMBOL\s+(0x[0-9a-f]+|\d+)/i.exec(instruction)
  if (!match) return null
  const font = /\\f\s+"?([^"\\]+)"?/i.exec(instruction)?.[1]?.trim() ?? 'Symbol'
  return { font, character: String.fromCodePoint(Number(match[1]) & 0xffff) }
}

function* symbolPieces(font: string, character: string, format: RunFormat): Generator<Piece> {
  const box = symbolBox(font, character)
  if (box) {
    yield { kind: 'box', box }
    return
  }
  // The Symbol font holds a root and a cross that people use as ticks, typed like letters.
  const mark = /^symbol/i.test(font)
    ? { 214: '√', 180: '×' }[(character.codePointAt(0) ?? 0) & 0xff]
    : undefined
  yield { kind: 'text', text: mark ?? ' ', format }
}

/** The text of a field that shows none of its own: what its data say, or its instruction draws. */
function* finishedField(field: Field, format: RunFormat): Generator<Piece> {
  if (/^\s*FORMCHECKBOX/i.test(field.instruction) || child(field.data, 'checkBox')) {
    const box = legacyFieldBox(field.data)
    if (box) yield { kind: 'box', box }
  } else if (/^\s*SYMBOL/i.test(field.instruction)) {
    const symbol = symbolOfInstruction(field.instruction)
    if (symbol) yield* symbolPieces(symbol.font, symbol.character, format)
  } else if (/^\s*FORMDROPDOWN/i.test(field.instruction)) {
    const list = child(field.data, 'ddList')
    const entries = list?.children.filter(({ name }) => name === 'listEntry') ?? []
    const chosen = Number(
      child(list, 'result')?.attributes.val ?? child(list, 'default')?.attributes.val ?? 0,
    )
    const text = entries[chosen]?.attributes.val
    if (text) yield { kind: 'text', text, format }
  }
}

/** Reads the runs of one paragraph in the accepted view: insertions in, deletions out. */
export function* readPieces(
  paragraph: Element,
  paragraphFormat: RunFormat,
  formats: Formats,
  fields: FieldStack,
  findings: Findings,
): Generator<Piece> {
  const near = () =>
    descendants(paragraph, 't')
      .map(({ text }) => text)
      .join('')
      .slice(0, 200)

  function* inline(element: Element): Generator<Piece> {
    switch (element.name) {
      case 'r':
        yield* run(element)
        return
      case 'del':
      case 'moveFrom':
        findings.notes.add('tracked-changes')
        return
      case 'ins':
      case 'moveTo':
        findings.notes.add('tracked-changes')
        break
      case 'sdt': {
        const box = contentControlBox(element)
        if (box) {
          yield { kind: 'box', box }
          return
        }
        // "Click here to enter text" is no answer.
        if (child(child(element, 'sdtPr'), 'showingPlcHdr')) return
        break
      }
      case 'fldSimple': {
        const instruction = element.attributes.instr ?? ''
        if (typeless.test(instruction)) {
          yield* finishedField(
            { instruction, data: child(element, 'ffData'), showsResult: true },
            paragraphFormat,
          )
          return
        }
        break
      }
      case 'm:t':
        yield { kind: 'text', text: element.text, format: paragraphFormat }
        return
      case 'pPr':
      case 'sdtPr':
      case 'sdtEndPr':
        return
      case 'mc:AlternateContent':
        yield* inlineAll(preferred(element))
        return
    }
    yield* inlineAll(element.children)
  }

  function* inlineAll(elements: readonly Element[]): Generator<Piece> {
    for (const element of elements) yield* inline(element)
  }

  function* run(element: Element): Generator<Piece> {
    const format = formats.run(child(element, 'rPr'), paragraphFormat)
    if (format.hidden) {
      if (descendants(element, 't').some(({ text }) => text.trim() !== '')) findings.notes.add('hidden-text')
      return
    }
    for (const part of element.children) yield* runPart(part, format)
  }

  function* runPart(part: Element, format: RunFormat): Generator<Piece> {
    const field = fields.at(-1)
    if (part.name === 'fldChar') {
      const type = part.attributes.fldCharType
      if (type === 'begin') fields.push({ instruction: '', data: child(part, 'ffData'), showsResult: false })
      else if (type === 'separate' && field) field.showsResult = true
      else if (type === 'end' && field) {
        fields.pop()
        yield* finishedField(field, format)
      }
      return
    }
    if (part.name === 'instrText') {
      if (field && !field.showsResult) field.instruction += part.text
      return
    }
    // Between begin and separate stand instructions; the result of a checkbox or symbol field is drawn by us.
    if (
      field &&
      (!field.showsResult || typeless.test(field.instruction) || /^\s*FORMDROPDOWN/i.test(field.instruction))
    )
      return
    switch (part.name) {
      case 't':
        if (part.text !== '') yield* textPieces(part.text, format)
        return
      case 'tab':
      case 'ptab':
        yield { kind: 'tab' }
        return
      case 'br':
        yield { kind: 'break', page: part.attributes.type === 'page' }
        return
      case 'cr':
        yield { kind: 'break', page: false }
        return
      case 'noBreakHyphen':
        yield { kind: 'text', text: '-', format }
        return
      case 'softHyphen':
        // In a TCVN3 font this is the letter ư; elsewhere it is dropped with other soft hyphens.
        yield { kind: 'text', text: '\u00ad', format }
        return
      case 'sym': {
        const code = Number.parseInt(part.attributes.char ?? '', 16)
        if (code)
          yield* symbolPieces(part.attributes.font ?? format.font ?? '', String.fromCodePoint(code), format)
        return
      }
      case 'drawing':
      case 'pict':
      case 'object':
        yield* drawing(part)
        return
      case 'mc:AlternateContent':
        for (const one of preferred(part)) yield* runPart(one, format)
    }
  }

  function* textPieces(text: string, format: RunFormat): Generator<Piece> {
    const font = format.font ?? ''
    if (isSymbolFont(font)) {
      for (const character of text) {
        if (/\s/.test(character)) yield { kind: 'text', text: character, format }
        else yield* symbolPieces(font, character, format)
      }
      return
    }
    for (const part of text.split(/([\uf000-\uf0ff])/)) {
      if (part === '') continue
      const box = /^[\uf000-\uf0ff]$/.test(part) ? symbolBox('', part) : null
      if (box) yield { kind: 'box', box }
      else yield { kind: 'text', text: part, format }
    }
  }

  /** A drawing says something by a text box inside, or by lying over the page: then only a person can tell what. */
  function* drawing(element: Element): Generator<Piece> {
    const boxes = [...descendants(element, 'txbxContent')].filter(
      (one, index, all) => all.findIndex((other) => textOf(other) === textOf(one)) === index,
    )
    for (const box of boxes) {
      const text = textOf(box).trim()
      if (text === '') continue
      if (text.length <= 3) mark('drawing', text)
      else findings.textBoxes.push(box)
    }
    if (boxes.some((box) => textOf(box).trim() !== '')) return
    if (descendants(element, 'pic:pic').length > 0 || descendants(element, 'v:imagedata').length > 0) {
      mark('picture')
    } else if (element.name === 'object') {
      // ActiveX and OLE: a checkbox whose state lies outside the document's text.
      yield {
        kind: 'box',
        box: { ...boxOf('empty', 'drawn', 0.3), state: 'unclear', reason: 'drawing-over' },
      }
    } else if (!isPlainRule(element)) {
      mark('drawing')
      findings.notes.add('drawings-over')
    }
  }

  function mark(kind: Mark['kind'], text?: string): void {
    if (kind === 'drawing') findings.notes.add('drawings-over')
    findings.marks.push({ kind, place: null, confidence: 1, near: near(), ...(text ? { text } : {}) })
  }

  yield* inlineAll(paragraph.children)
}

/** Newer content that we understand, else the fallback; a choice without a fallback is read too. */
export function preferred(alternate: Element): readonly Element[] {
  const choice = alternate.children.find(({ name }) => name === 'mc:Choice')
  const fallback = alternate.children.find(({ name }) => name === 'mc:Fallback')
  return (choice ?? fallback)?.children ?? []
}

function textOf(element: Element): string {
  return descendants(element, 't')
    .map(({ text }) => text)
    .join('')
}

/** The rule under a heading ("Độc lập - Tự do - Hạnh phúc") is part of every letterhead and means nothing. */
function isPlainRule(drawing: Element): boolean {
  const preset = descendants(drawing, 'a:prstGeom')[0]?.attributes.prst ?? ''
  if (/^(line|straightConnector\d)$/.test(preset)) {
    const extent =
      descendants(drawing, 'a:ext')[0]?.attributes ?? descendants(drawing, 'wp:extent')[0]?.attributes
    return Math.abs(Number(extent?.cy ?? 0)) <= 12_700
  }
  const line = descendants(drawing, 'v:line')[0] ?? descendants(drawing, 'v:shape')[0]
  if (!line) return false
  if (line.name === 'v:shape') return /type="?#_x0000_t32|height:0/.test(JSON.stringify(line.attributes))
  const y = (point: string | undefined) => Number.parseFloat(point?.split(',')[1] ?? '0')
  return Math.abs(y(line.attributes.from) - y(line.attributes.to)) < 1
}
