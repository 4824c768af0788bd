import { inflateSync } from 'node:zlib'
import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib'
import { type Budget, none, type Packed } from './packed.ts'

/**
 * The files that a PDF carries: those of a portfolio or list of attachments (name tree /EmbeddedFiles) and those pinned
 * to its pages (annotations /FileAttachment). Only what the document still refers to: files that were taken out of it
 * often lie in it all the same. Most PDFs carry none, and are not parsed for it.
 */
export async function unpackPdf(bytes: Uint8Array, budget: Budget): Promise<Packed[]> {
  if (!mayCarryFiles(bytes)) return []
  let document: PDFDocument
  let specifications: PDFDict[]
  try {
    document = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      parseSpeed: ParseSpeeds.Fastest,
      updateMetadata: false,
    })
    specifications = [...new Set([...inNameTree(document), ...onPages(document)])]
  } catch {
    // Its pages may be read all the same, by who is more patient with damage; so is what is said of it.
    return []
  }
  const found: Packed[] = []
  for (const specification of specifications) {
    const file = specification.lookupMaybe(PDFName.of('EF'), PDFDict)
    const stream = file?.lookup(PDFName.of('UF')) ?? file?.lookup(PDFName.of('F'))
    if (!(stream instanceof PDFRawStream)) continue
    if (budget.files-- <= 0) return [...found, { name: '', bytes: none, fault: 'too-large' }]
    const fault = document.isEncrypted ? ('password' as const) : null
    found.push({
      name: nameOf(specification),
      ...(fault ? { bytes: none, fault } : contentOf(stream, budget)),
    })
  }
  return found
}

/** Streams of embedded files say so, and stand in clear also where all else is packed. */
function mayCarryFiles(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return ['/EmbeddedFile', '/FileAttachment'].some((name) => text.includes(name, 0, 'latin1'))
}

function inNameTree({ catalog }: PDFDocument): PDFDict[] {
  const found: PDFDict[] = []
  const seen = new Set<PDFDict>()
  const visit = (node: PDFDict | undefined): void => {
    if (!node || seen.has(node)) return
    seen.add(node)
    const names = node.lookupMaybe(PDFName.of('Names'), PDFArray)
    // Name and specification in turn.
    for (let at = 1; names && at < names.size(); at += 2) {
      const specification = names.lookup(at)
      if (specification instanceof PDFDict) found.push(specification)
    }
    for (const kid of dictsIn(node.lookupMaybe(PDFName.of('Kids'), PDFArray))) visit(kid)
  }
  visit(catalog.lookupMaybe(PDFName.of('Names'), PDFDict)?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict))
  return found
}

const onPages = (document: PDFDocument): PDFDict[] =>
  document
    .getPages()
    .flatMap(({ node }) => dictsIn(node.Annots()))
    .filter((annotation) => annotation.lookup(PDFName.of('Subtype')) === PDFName.of('FileAttachment'))
    .flatMap((annotation) => annotation.lookupMaybe(PDFName.of('FS'), PDFDict) ?? [])

const dictsIn = (array: PDFArray | undefined): PDFDict[] =>
  Array.from({ length: array?.size() ?? 0 }, (_, at) => array?.lookup(at)).filter(
    (one) => one instanceof PDFDict,
  )

function nameOf(specification: PDFDict): string {
  const name = specification.lookup(PDFName.of('UF')) ?? specification.lookup(PDFName.of('F'))
  return name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : 'tep'
}

/** Unpacked within the budget. Embedded files are packed by deflate or not at all. */
function contentOf({ dict, contents }: PDFRawStream, budget: Budget): Omit<Packed, 'name'> {
  const filters = dict.lookup(PDFName.of('Filter'))
  const names = filters instanceof PDFArray ? filters.asArray() : filters ? [filters] : []
  try {
    let bytes = contents
    for (const filter of names) {
      if (filter !== PDFName.of('FlateDecode')) return { bytes: none, fault: 'damaged' }
      bytes = inflateSync(bytes, { maxOutputLength: Math.max(1, budget.bytes) })
    }
    budget.bytes -= bytes.length
    if (budget.bytes < 0) return { bytes: none, fault: 'too-large' }
    return { bytes: new Uint8Array(bytes), fault: null }
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return { bytes: none, fault: tooLarge ? 'too-large' : 'damaged' }
  }
}
