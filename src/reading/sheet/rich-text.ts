import type { Element } from '../office/xml.ts'

/** A stretch of a cell's text in one look; `properties` are undefined where it is drawn as its cell. */
export interface TextRun {
  readonly text: string
  readonly properties: Element | undefined
}

/** The runs of a shared string, an inline string or a comment. Readings for pronouncing (`rPh`) are no text. */
export function runsOf(element: Element): TextRun[] {
  return element.children.flatMap((part): TextRun[] => {
    if (part.name === 't') return [{ text: unescaped(part.text), properties: undefined }]
    if (part.name !== 'r') return []
    const properties = part.children.find(({ name }) => name === 'rPr')
    return part.children
      .filter(({ name }) => name === 't')
      .map(({ text }) => ({ text: unescaped(text), properties }))
  })
}

/** Signs that XML cannot hold are written "_x000D_", a real "_x" as "_x005F_x". */
export const unescaped = (text: string): string =>
  text
    .replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')
