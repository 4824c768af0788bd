import { SaxesParser } from 'saxes'

/**
 * An element of an office document. Names carry the canonical prefix of their namespace whatever prefix the file
 * uses, and Strict files look like Transitional ones; WordprocessingML, which is nearly everything, has none.
 */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  /** Character data directly inside; only leaves (w:t, w:instrText) use it. */
  text: string
}

/** Deeper than any word processor writes; a file beyond it is damaged or hostile. */
const maxDepth = 400
/** A two-page form has about 2,000 elements, a long report 200,000. */
const maxElements = 1_500_000

const prefixes: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml\/(2006\/)?main$/, ''],
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

function canonical(uri: string, local: string): string {
  let prefix = knownPrefixes.get(uri)
  if (prefix === undefined) {
    prefix = prefixes.find(([pattern]) => pattern.test(uri))?.[1] ?? (uri === '' ? '' : '?:')
    if (knownPrefixes.size < 1000) knownPrefixes.set(uri, prefix)
  }
  return prefix === '?:' ? `?:${local}` : prefix + local
}

/** Parses one XML part. Throws an Error for XML that is not well-formed, or beyond the ceilings. */
export function parseXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const stack: Element[] = [root]
  let count = 0
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    if (stack.length > maxDepth || ++count > maxElements) throw new Error('XML beyond the ceilings')
    const attributes: Record<string, string> = {}
    for (const attribute of Object.values(tag.attributes)) {
      // Attributes of Word carry Word's prefix or none; both are the plain name here.
      attributes[attribute.prefix === '' ? attribute.local : canonical(attribute.uri, attribute.local)] =
        attribute.value
    }
    const element: Element = { name: canonical(tag.uri, tag.local), attributes, children: [], text: '' }
    ;(stack[stack.length - 1] as Element).children.push(element)
    stack.push(element)
  })
  parser.on('closetag', () => {
    stack.pop()
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
