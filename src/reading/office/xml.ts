import { SaxesParser } from 'saxes'

/**
 * An element of an office document. Names carry the canonical prefix of their namespace whatever prefix the file
 * uses, and Strict files look like Transitional ones; WordprocessingML and SpreadsheetML, which are nearly everything,
 * have none.
 */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  /** Character data directly inside; only leaves (w:t, w:instrText, a cell's v) use it. */
  text: string
}

/** Deeper than any word processor writes; a file beyond it is damaged or hostile. */
const maxDepth = 400
/** A two-page form has about 2,000 elements, a long report 200,000, a list of 100,000 cells 300,000. */
const maxElements = 1_500_000

const prefixes: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml\/(2006\/)?main$/, ''],
  [/\/spreadsheetml\/(2006\/)?main$/, ''],
  [/office\/spreadsheetml\/2009\/9\/main$/, 'x14:'],
  [/\/drawingml\/(2006\/)?spreadsheetDrawing$/, 'xdr:'],
  [/schemas-microsoft-com:office:excel$/, 'x:'],
  [/office\/word\/2010\/wordml$/, 'w14:'],
  [/wordprocessingShape$/, 'wps:'],
  [/wordprocessingGroup$/, 'wpg:'],
  [/wordprocessingDrawing$/i, 'wp:'],
  [/markup-compatibility/, 'mc:'],
  [/\/drawingml\/(2006\/)?main$/, 'a:'],
  [/\/drawingml\/(2006\/)?picture$/, 'pic:'],
  [/\/officeDocument\/(2006\/)?math$/, 'm:'],
  [/\/officeDocument\/(2006\/)?relationships$/, 'r:'],
  [/schemas-microsoft-com:vml$/, 'v:'],
  [/schemas-microsoft-com:office:office$/, 'o:'],
]

const knownPrefixes = new Map<string, string>()

/** The prefix used here for names of this namespace: "?:" for one that is not read. */
function canonicalPrefix(uri: string): string {
  let prefix = knownPrefixes.get(uri)
  if (prefix === undefined) {
    prefix = prefixes.find(([pattern]) => pattern.test(uri))?.[1] ?? (uri === '' ? '' : '?:')
    if (knownPrefixes.size < 1000) knownPrefixes.set(uri, prefix)
  }
  return prefix
}

/**
 * The namespaces that hold at one place. Names repeat thousands of times, so each is looked up once a scope; saxes's
 * own handling of namespaces takes half the time of reading a form.
 */
interface Scope {
  readonly declared: ReadonlyMap<string, string>
  readonly elements: Map<string, string>
  readonly attributes: Map<string, string>
}

const scopeOf = (declared: ReadonlyMap<string, string>): Scope => ({
  declared,
  elements: new Map(),
  attributes: new Map(),
})

const outermost = scopeOf(
  new Map([
    ['', ''],
    ['xml', 'http://www.w3.org/XML/1998/namespace'],
  ]),
)

/** The scope inside an element with these attributes: the one around it, unless it declares namespaces itself. */
function scopeInside(
  around: Scope,
  attributes: Readonly<Record<string, string>>,
  names: readonly string[],
): Scope {
  let declared: Map<string, string> | null = null
  for (const name of names) {
    if (!name.startsWith('xmlns')) continue
    if (name !== 'xmlns' && name[5] !== ':') continue
    declared ??= new Map(around.declared)
    declared.set(name.slice(6), attributes[name] as string)
  }
  return declared ? scopeOf(declared) : around
}

function resolved(scope: Scope, names: Map<string, string>, name: string, bare: string): string {
  let known = names.get(name)
  if (known === undefined) {
    const colon = name.indexOf(':')
    const uri = colon < 0 ? bare : scope.declared.get(name.slice(0, colon))
    known = (uri === undefined ? '?:' : canonicalPrefix(uri)) + name.slice(colon + 1)
    names.set(name, known)
  }
  return known
}

/** Most elements have no attributes; they share these. */
const none: Record<string, string> = Object.freeze({})

const nameOf = (scope: Scope, name: string): string =>
  resolved(scope, scope.elements, name, scope.declared.get('') ?? '')
/** Attributes without a prefix are in no namespace; those of Word carry Word's prefix: both are the plain name. */
const attributeOf = (scope: Scope, name: string): string => resolved(scope, scope.attributes, name, '')

/** Is handed an element once it is whole; true where it was taken and need not be kept. */
export type Take = (element: Element) => boolean

/**
 * Parses one XML part. Throws an Error for XML that is not well-formed, or beyond the ceilings. `take` sees every
 * element, the inner ones first, so that a sheet of many rows is not held as a whole.
 */
export function parseXml(xml: string, take?: Take): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const stack: Element[] = [root]
  const scopes: Scope[] = [outermost]
  let count = 0
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    if (stack.length > maxDepth || ++count > maxElements) throw new Error('XML beyond the ceilings')
    const names = Object.keys(tag.attributes)
    const scope = scopeInside(scopes[scopes.length - 1] as Scope, tag.attributes, names)
    const attributes: Record<string, string> = names.length > 0 ? {} : none
    for (const name of names) {
      if (!name.startsWith('xmlns')) attributes[attributeOf(scope, name)] = tag.attributes[name] as string
    }
    const element: Element = { name: nameOf(scope, tag.name), attributes, children: [], text: '' }
    ;(stack[stack.length - 1] as Element).children.push(element)
    stack.push(element)
    scopes.push(scope)
  })
  parser.on('closetag', () => {
    const element = stack.pop() as Element
    scopes.pop()
    if (take?.(element)) stack[stack.length - 1]?.children.pop()
  })
  parser.on('text', (text) => {
    const top = stack[stack.length - 1] as Element
    if (stack.length > 1) top.text += text
  })
  parser.on('cdata', (text) => {
    ;(stack[stack.length - 1] as Element).text += text
  })
  parser.write(xml).close()
  const first = root.children[0]
  if (!first) throw new Error('XML without an element')
  return first
}

/** The first child of this name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((one) => one.name === name)
}

/** All character data under `element`, at any depth. */
export function wholeText(element: Element): string {
  return element.text + element.children.map(wholeText).join('')
}

/** The value of `<name w:val="…"/>` under `element`; undefined when the child is not there. */
export function val(element: Element | undefined, name: string): string | undefined {
  return child(element, name)?.attributes.val
}

/**
 * A switch such as `<w:b/>`: true when there without a value, false for "0", "false", "off"; undefined when not there.
 */
export function onOff(element: Element | undefined, name: string): boolean | undefined {
  const found = child(element, name)
  if (!found) return undefined
  return !/^(0|false|off|none)$/i.test(found.attributes.val ?? '1')
}

/** Every element of this name under `element`, at any depth, in order. */
export function descendants(element: Element, name: string): Element[] {
  return element.children.flatMap((one) => [...(one.name === name ? [one] : []), ...descendants(one, name)])
}
