import { strToU8, zipSync } from 'fflate'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const namespaces = [
  `xmlns="${main}"`,
  `xmlns:r="${types}"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"',
  'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:x="urn:schemas-microsoft-com:office:excel"',
].join(' ')

/** How a cell is drawn. */
export interface Style {
  readonly bold?: boolean
  readonly struck?: boolean
  /** "FF0000" */
  readonly colour?: string
  readonly fill?: string
  /** Ruled on all sides. */
  readonly ruled?: boolean
  readonly font?: string
  /** The code of its number format. */
  readonly format?: string
}

/** What stands in a cell: text, a number, a boolean, or the XML of a cell's inside with its type. */
type Content = string | number | boolean | { readonly type?: string; readonly xml: string }
interface StyledCell extends Style {
  readonly is: Content | null
}
export type CellOf = Content | StyledCell | null

export interface Sheet {
  /** Rows from above, cells from the left; null leaves a cell or a row out. */
  readonly rows: readonly (readonly CellOf[] | null)[]
  /** "A1:C1" */
  readonly merges?: readonly string[]
  readonly hidden?: boolean
  readonly hiddenRows?: readonly number[]
  /** By number, counted from 1. */
  readonly hiddenColumns?: readonly number[]
  /** XML behind the rows: controls and what refers to other parts. */
  readonly rest?: string
  /** What the sheet refers to by id: the type of the relation and the part, "vml", "drawing", "comments", "ctrlProp". */
  readonly parts?: Readonly<Record<string, { readonly type: string; readonly xml: string }>>
}

const isStyled = (cell: CellOf): cell is StyledCell =>
  typeof cell === 'object' && cell !== null && 'is' in cell

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** "AB" is column 28. */
export function columnName(column: number): string {
  const rest = (column - 1) % 26
  const name = String.fromCharCode(65 + rest)
  return column > 26 ? columnName((column - 1 - rest) / 26) + name : name
}

/** An .xlsx of these sheets as a clerk's Excel would save it. */
export function sheetFile(
  sheets: readonly Sheet[],
  parts: { theme?: string; workbook?: string } = {},
): Uint8Array {
  const strings: string[] = []
  const styles: Style[] = [{}]
  const keys = new Map([[JSON.stringify({}), 0]])
  const styleOf = (style: Style): number => {
    const key = JSON.stringify(style)
    const known = keys.get(key)
    if (known !== undefined) return known
    keys.set(key, styles.length)
    return styles.push(style) - 1
  }
  const cellXml = (cell: CellOf, row: number, column: number): string => {
    if (cell === null) return ''
    const { is, ...style } = isStyled(cell) ? cell : { is: cell }
    const open = `<c r="${columnName(column)}${row}" s="${styleOf(style)}"`
    if (is === null) return `${open}/>`
    if (typeof is === 'string')
      return `${open} t="s"><v>${strings.push(`<t xml:space="preserve">${escaped(is)}</t>`) - 1}</v></c>`
    if (typeof is === 'number') return `${open}><v>${is}</v></c>`
    if (typeof is === 'boolean') return `${open} t="b"><v>${is ? 1 : 0}</v></c>`
    if (is.type === 'rich') return `${open} t="s"><v>${strings.push(is.xml) - 1}</v></c>`
    return `${open}${is.type ? ` t="${is.type}"` : ''}>${is.xml}</c>`
  }
  const sheetXml = ({ rows, merges = [], hiddenRows = [], hiddenColumns = [], rest = '' }: Sheet): string => {
    const columns = hiddenColumns.map(
      (column) => `<col min="${column}" max="${column}" width="9" hidden="1"/>`,
    )
    const rowXml = rows.map((cells, index) => {
      const hidden = hiddenRows.includes(index + 1) ? ' hidden="1"' : ''
      return cells
        ? `<row r="${index + 1}"${hidden}>${cells.map((cell, at) => cellXml(cell, index + 1, at + 1)).join('')}</row>`
        : ''
    })
    return (
      `<worksheet ${namespaces}>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}` +
      `<sheetData>${rowXml.join('')}</sheetData>` +
      `${merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}${rest}</worksheet>`
    )
  }
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`
  const list = (relations: readonly string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`
  const files: Record<string, string> = {}
  for (const [index, sheet] of sheets.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet)
    const own = Object.entries(sheet.parts ?? {}).map(([id, { type, xml }]) => {
      const name = `${type}${index + 1}-${id}.${type === 'vmlDrawing' ? 'vml' : 'xml'}`
      files[`xl/worksheets/${name}`] = xml
      return relation(id, type, name)
    })
    if (own.length > 0) files[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = list(own)
  }
  return zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': contentTypes(sheets.length),
        '_rels/.rels': list([relation('r1', 'officeDocument', 'xl/workbook.xml')]),
        'xl/workbook.xml': `<workbook ${namespaces}>${parts.workbook ?? ''}<sheets>${sheets
          .map(
            ({ hidden }, index) =>
              `<sheet name="Sheet${index + 1}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="s${index + 1}"/>`,
          )
          .join('')}</sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': list([
          ...sheets.map((_, index) =>
            relation(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
          ),
          relation('st', 'sharedStrings', 'sharedStrings.xml'),
          relation('sy', 'styles', 'styles.xml'),
          ...(parts.theme ? [relation('th', 'theme', 'theme.xml')] : []),
        ]),
        ...files,
        'xl/sharedStrings.xml': `<sst ${namespaces}>${strings.map((xml) => `<si>${xml}</si>`).join('')}</sst>`,
        'xl/styles.xml': stylesXml(styles),
        ...(parts.theme ? { 'xl/theme.xml': parts.theme } : {}),
      }).map(([name, xml]) => [name, strToU8(xml)]),
    ),
  )
}

/** What each part is; other programs open nothing without it. */
function contentTypes(sheets: number): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const override = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${kind}.${type}+xml"/>`
  return (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override('workbook', 'sheet.main') +
    Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet')).join(
      '',
    ) +
    `${override('sharedStrings', 'sharedStrings')}${override('styles', 'styles')}</Types>`
  )
}

/** The properties of a font as a run of rich text names them. */
export const fontOf = ({ bold, struck, colour, font }: Style, name = 'rFont'): string =>
  (bold ? '<b/>' : '') +
  (struck ? '<strike/>' : '') +
  (colour ? `<color rgb="FF${colour}"/>` : '') +
  `<${name} val="${font ?? 'Times New Roman'}"/>`

function stylesXml(styles: readonly Style[]): string {
  const side = (name: string, ruled?: boolean) => (ruled ? `<${name} style="thin"/>` : `<${name}/>`)
  const each = (of: (style: Style, index: number) => string) => styles.map(of).join('')
  return (
    `<styleSheet ${namespaces}>` +
    `<numFmts>${each(({ format }, index) => (format ? `<numFmt numFmtId="${200 + index}" formatCode="${escaped(format)}"/>` : ''))}</numFmts>` +
    `<fonts>${each((style) => `<font>${fontOf(style, 'name')}</font>`)}</fonts>` +
    `<fills>${each(({ fill }) => `<fill><patternFill patternType="${fill ? 'solid' : 'none'}">${fill ? `<fgColor rgb="FF${fill}"/>` : ''}</patternFill></fill>`)}</fills>` +
    `<borders>${each(({ ruled }) => `<border>${['left', 'right', 'top', 'bottom'].map((name) => side(name, ruled)).join('')}</border>`)}</borders>` +
    `<cellXfs>${each(({ format }, index) => `<xf numFmtId="${format ? 200 + index : 0}" fontId="${index}" fillId="${index}" borderId="${index}"/>`)}</cellXfs>` +
    '</styleSheet>'
  )
}

/** The XML of a part beside a sheet, with the namespaces that such parts use. */
export const part = (root: string, content: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} ${root.includes(':') ? namespaces.replace(`xmlns="${main}"`, '') : namespaces} ${attributes}>${content}</${root}>`
