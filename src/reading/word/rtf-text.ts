import iconv from 'iconv-lite'

/** Groups that hold no text of the page; so does every group that begins with \*. */
const besides =
  /^(fonttbl|colortbl|stylesheet|info|pict|object|header[lrf]?|footer[lrf]?|listtable|themedata|xmlnstbl)$/
const signs: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  page: '\n',
  sect: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  emdash: '–',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}
/** A control word with its number, a byte in hex, an escaped sign, a brace, a line end (which says nothing), or text. */
const token = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi

interface Group {
  /** Nothing in it is text of the page. */
  beside: boolean
  hidden: boolean
  /** How many letters stand behind a \u for programs that know no Unicode. */
  spare: number
}

/** The text of an RTF file, a line a paragraph. Throws an Error when it is none. */
export function rtfText(bytes: Uint8Array): string {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const codePage = `windows-${/\\ansicpg(\d+)/.exec(source)?.[1] ?? 1252}`
  const encoding = iconv.encodingExists(codePage) ? codePage : 'windows-1252'
  const groups: Group[] = []
  let group: Group = { beside: false, hidden: false, spare: 1 }
  let text = ''
  let spare = 0
  const write = (part: string) => {
    const said = part.slice(Math.min(spare, part.length))
    spare = Math.max(0, spare - part.length)
    if (!group.beside && !group.hidden) text += said
  }
  for (const [, word, number, hex, sign, brace, plain] of source.matchAll(token)) {
    if (brace === '{') groups.push({ ...group })
    else if (brace === '}') group = groups.pop() ?? group
    else if (hex) write(iconv.decode(Buffer.from(hex, 'hex'), encoding))
    else if (plain) write(plain)
    else if (sign === '*') group.beside = true
    else if (sign) write(sign === '~' ? ' ' : sign === '_' ? '-' : /[\\{}]/.test(sign) ? sign : '')
    else if (word === 'u' && number) {
      spare = 0
      write(String.fromCharCode(Number(number) & 0xffff))
      spare = group.spare
    } else if (word === 'uc') group.spare = Number(number ?? 1)
    else if (word === 'v') group.hidden = number !== '0'
    else if (word && besides.test(word)) group.beside = true
    else if (word && signs[word] && !group.beside) text += signs[word]
    if (brace) spare = 0
  }
  return text
}
