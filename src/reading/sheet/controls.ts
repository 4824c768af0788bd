import { type Archive, orNothing, type Relation, xmlText } from '../office/archive.ts'
import { boxOf, drawnBox } from '../office/boxes.ts'
import { child, descendants, type Element, parseXml, wholeText } from '../office/xml.ts'
import type { Box } from '../transcript.ts'
import { type Anchor, anchorOf, placeOf, vmlAnchorOf } from './anchors.ts'
import { placeOf as cellNamed, type Worksheet } from './worksheet.ts'

/** A checkbox or the like, laid over the cells. */
export interface Control {
  readonly row: number
  readonly column: number
  readonly share: number
  readonly box: Box
  /** What is written behind its square, as part of it. */
  readonly caption: string
  /** The cell that holds its state as TRUE or FALSE, "row column"; null where there is none on this sheet. */
  readonly linked: string | null
}

interface Found {
  readonly kind: string
  readonly state: 'ticked' | 'empty' | 'mixed'
  readonly link: string
  readonly anchor: Anchor | null
  readonly caption: string
}

const choices = /^(checkbox|radio|optionbutton)$/i
/** Their choice lies outside the sheet's text. */
const unreadable = /^(drop|list|editbox|activex|control)$/i
/** What Excel calls a new control. */
const unnamed = /^(check ?box|option button|h[oộ]p ki[eể]m|n[uú]t t[uù]y ch[oọ]n)\s*\d*$/iu

/**
 * The controls of a sheet. Newer programs keep their state in `xl/ctrlProps`, older ones in the VML beside the sheet,
 * where the captions always are. Null where there are such controls and they cannot be read.
 */
export function readControls(
  archive: Archive,
  relations: readonly Relation[],
  sheet: Worksheet,
): Control[] | null {
  const shapes = vmlShapes(archive, relations, sheet)
  if (!shapes) return null
  const known = new Set<string>()
  const named = descendants(sheet.rest, 'control').flatMap((control): Found[] => {
    const id = control.attributes.shapeId ?? ''
    if (known.has(id)) return []
    known.add(id)
    const relation = relations.find((one) => one.id === control.attributes['r:id'])
    const properties =
      relation?.type === 'ctrlProp' ? orNothing(() => archive.part(relation.path))?.attributes : undefined
    const anchor = descendants(control, 'anchor')[0]
    const shape = shapes.get(id)
    return [
      {
        kind: properties?.objectType ?? 'activex',
        state: stateOf(properties?.checked),
        link: properties?.fmlaLink ?? '',
        anchor: (anchor && anchorOf(anchor)) ?? shape?.anchor ?? null,
        caption: shape?.caption ?? '',
      },
    ]
  })
  const others = [...shapes].filter(([id]) => !known.has(id)).map(([, shape]) => shape)
  return [...named, ...others].flatMap((found) => controlOf(found, sheet) ?? [])
}

function controlOf(found: Found, sheet: Worksheet): Control | null {
  const { kind, state, link, anchor, caption } = found
  if (!choices.test(kind) && !unreadable.test(kind)) return null
  const place = anchor && placeOf(anchor, sheet)
  const sure = choices.test(kind) && state !== 'mixed' && place?.clear
  const text = unnamed.test(caption) ? '' : caption
  return {
    row: place?.row ?? 1,
    column: place?.column ?? 1,
    share: place?.share ?? 0,
    box: sure ? boxOf(state, 'form-field') : drawnBox,
    caption: text,
    linked: linkedCell(link),
  }
}

/** 1 and "Checked", 2 and "Mixed". */
function stateOf(checked: string | undefined): Found['state'] {
  if (/^(1|checked)$/i.test(checked ?? '')) return 'ticked'
  return /^(2|mixed)$/i.test(checked ?? '') ? 'mixed' : 'empty'
}

function linkedCell(link: string): string | null {
  const place = cellNamed(link.slice(link.lastIndexOf('!') + 1))
  return place && `${place.row} ${place.column}`
}

/** Controls in the VML of a sheet by their number; null where it cannot be read and there are some. */
function vmlShapes(
  archive: Archive,
  relations: readonly Relation[],
  sheet: Worksheet,
): Map<string, Found> | null {
  const id = child(sheet.rest, 'legacyDrawing')?.attributes['r:id']
  const bytes = archive.bytes(relations.find((relation) => relation.id === id)?.path ?? '')
  const shapes = new Map<string, Found>()
  if (!bytes) return shapes
  // Written by Excel as HTML of its time.
  const text = xmlText(bytes)
    .replace(/<br\s*>/gi, '<br/>')
    .replace(/&nbsp;/g, ' ')
  const vml = orNothing(() => parseXml(text))
  if (!vml) return /ObjectType="(Checkbox|Radio)"/i.test(text) ? null : shapes
  for (const shape of descendants(vml, 'v:shape')) {
    const data = child(shape, 'x:ClientData')
    const kind = data?.attributes.ObjectType ?? ''
    if (!data || kind === 'Note') continue
    const told = (name: string) => child(data, name)?.text.trim()
    const number = /\d+$/.exec(shape.attributes['o:spid'] ?? shape.attributes.id ?? '')?.[0]
    shapes.set(number ?? `unnamed ${shapes.size}`, {
      kind: kind === 'Pict' ? 'control' : kind,
      state: stateOf(told('x:Checked')),
      link: told('x:FmlaLink') ?? '',
      anchor: vmlAnchorOf(told('x:Anchor') ?? ''),
      caption: captionOf(shape),
    })
  }
  return shapes
}

const captionOf = (shape: Element): string =>
  wholeText(child(shape, 'v:textbox') ?? { name: '', attributes: {}, children: [], text: '' })
    .replace(/\s+/g, ' ')
    .trim()
