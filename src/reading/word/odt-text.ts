import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

/** More than any form; what unpacks to more is a bomb. */
const maxBytes = 64 * 1024 * 1024
const blanks: Readonly<Record<string, string>> = { 'text:tab': '\t', 'text:s': ' ', 'text:line-break': '\n' }
/** Text that does not stand on the page: what was deleted, and remarks in the margin. */
const beside = /^(text:tracked-changes|office:annotation)$/

/** The text of an OpenDocument file, a line a paragraph. Throws an Error when it is no such file. */
export function odtText(bytes: Uint8Array): string {
  const name = 'content.xml'
  const content = unzipSync(bytes, {
    filter: (file) => file.name === name && file.originalSize <= maxBytes,
  })[name]
  if (!content) throw new Error('no content.xml')
  let text = ''
  let left = 0
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name: tag }) => {
    if (beside.test(tag)) left++
    else if (left === 0) text += blanks[tag] ?? ''
  })
  parser.on('closetag', ({ name: tag }) => {
    if (beside.test(tag)) left--
    else if (tag === 'text:p' || tag === 'text:h') text += '\n'
  })
  parser.on('text', (part) => {
    if (left === 0) text += part
  })
  parser.write(strFromU8(content)).close()
  return text
}
