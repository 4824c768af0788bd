import { type Archive, openArchive, orNothing, type Relation, Unreadable } from '../office/archive.ts'
import { child, type Element } from '../office/xml.ts'
import { type Looks, readLooks } from './looks.ts'
import { runsOf, type TextRun } from './rich-text.ts'

export interface Workbook {
  readonly archive: Archive
  /** The worksheets in their order; those not shown too. */
  readonly sheets: readonly { readonly path: string; readonly hidden: boolean }[]
  readonly strings: readonly (readonly TextRun[])[]
  readonly looks: Looks
  /** Days are counted from 1904 on (files of old Macs). */
  readonly from1904: boolean
}

const wanted = /\.(xml|rels|vml)$|(^|[\\/])workbook\.bin$/i

/**
 * Opens an .xlsx: finds the workbook and what it refers to by their types, as names differ between programs.
 * Throws an Error when it is no readable spreadsheet.
 */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const archive = openArchive(bytes, wanted)
  const named = orNothing(() => archive.relations(''))?.find(({ type }) => type === 'officeDocument')?.path
  const main =
    (named && archive.bytes(named) ? named : undefined) ??
    archive.names.find((name) => /(^|\/)workbook\d*\.(xml|bin)$/i.test(name))
  if (main && /\.bin$/i.test(main)) throw new Unreadable('unsupported', 'a binary workbook')
  const workbook = main ? archive.part(main) : null
  if (!main || !workbook || !child(workbook, 'sheets')) throw new Error('no workbook')

  const related = archive.relations(main).filter(({ external }) => !external)
  const optional = (type: string): Element | null => {
    const found = related.find((relation) => relation.type === type)
    return found ? orNothing(() => archive.part(found.path)) : null
  }
  return {
    archive,
    sheets: sheetsOf(workbook, related),
    strings: readStrings(archive, related),
    looks: readLooks(optional('styles'), () => optional('theme')),
    from1904: /^(1|true)$/.test(child(workbook, 'workbookPr')?.attributes.date1904 ?? ''),
  }
}

function sheetsOf(workbook: Element, related: readonly Relation[]): Workbook['sheets'] {
  return (child(workbook, 'sheets')?.children ?? []).flatMap(({ attributes }) => {
    const found = related.find(({ id }) => id === attributes['r:id'])
    if (found?.type !== 'worksheet') return []
    return [{ path: found.path, hidden: /hidden/i.test(attributes.state ?? '') }]
  })
}

/** Texts that cells refer to by number. A broken list costs the form everything, so it is not forgiven. */
function readStrings(archive: Archive, related: readonly Relation[]): TextRun[][] {
  const found = related.find(({ type }) => type === 'sharedStrings')
  const strings: TextRun[][] = []
  if (found)
    archive.part(found.path, (element) => {
      if (element.name !== 'si') return false
      strings.push(runsOf(element))
      return true
    })
  return strings
}
