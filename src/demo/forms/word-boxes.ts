import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** Letters of no script that stand for a box until the file is packed. */
export const placeOf = (ticked: boolean): string => (ticked ? '\ue001' : '\ue002')

const run = (content: string, properties = ''): string => `<w:r>${properties}${content}</w:r>`
const fieldCharacter = (type: string, data = ''): string =>
  run(`<w:fldChar w:fldCharType="${type}">${data}</w:fldChar>`)
const field = (instruction: string, data = ''): string =>
  fieldCharacter('begin', data) +
  run(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`) +
  fieldCharacter('separate') +
  fieldCharacter('end')
const symbol = (code: string): string => run(`<w:sym w:font="Wingdings" w:char="${code}"/>`)
const change = (kind: 'ins' | 'del', id: number, content: string): string =>
  `<w:${kind} w:id="${id}" w:author="VP" w:date="2017-04-20T08:00:00Z">${content}</w:${kind}>`

/** Boxes that the library cannot make, as Word itself writes them. */
const ways = {
  'legacy-field': (ticked: boolean) =>
    field(
      'FORMCHECKBOX',
      `<w:ffData><w:name w:val=""/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/>${ticked ? '<w:checked/>' : ''}</w:checkBox></w:ffData>`,
    ),
  'symbol-field': (ticked: boolean) => field(`SYMBOL ${ticked ? 254 : 168} \\f "Wingdings" \\s 13`),
  'tracked-change': (ticked: boolean, id: number) =>
    ticked
      ? change('del', 2 * id, run('<w:delText>☐</w:delText>')) + change('ins', 2 * id + 1, symbol('F0FE'))
      : run('<w:t>☐</w:t>'),
  'private-use': (ticked: boolean) =>
    run(
      `<w:t>${ticked ? '\uf0fe' : '\uf06f'}</w:t>`,
      '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/></w:rPr>',
    ),
} as const

export type PackedBoxStyle = keyof typeof ways
export const packedBoxStyles = Object.keys(ways) as PackedBoxStyle[]

const places = /<w:r>(?:(?!<\/w:r>)[\s\S])*?([\ue001\ue002])<\/w:t><\/w:r>/g

/** Puts boxes made in this way where their places are in a packed Word file. */
export function withBoxes(file: Uint8Array, style: PackedBoxStyle): Uint8Array {
  const parts = unzipSync(file)
  let id = 100
  const xml = strFromU8(parts['word/document.xml'] as Uint8Array).replaceAll(places, (_, place) =>
    ways[style](place === placeOf(true), id++),
  )
  return zipSync({ ...parts, 'word/document.xml': strToU8(xml) }, { mtime: '2017-04-20T08:00:00' })
}
