/** Markup that is safe to send: made by `html` only, never from a stranger's text. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
  toString(): string {
    return this.markup
  }
}

export type Part = Html | string | number | null | undefined | false | readonly Part[]

/** Markup with everything put into it escaped; nothing for null, undefined and false; lists one after the other. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0] ?? ''
  for (const [index, part] of parts.entries()) markup += render(part) + (strings[index + 1] ?? '')
  return new Html(markup)
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.markup
  if (typeof part === 'object') return part.map(render).join('')
  return escapeHtml(String(part))
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Characters that turn the writing direction, hide, or break a line: shown by their number, so that nobody is fooled. */
const tricky = /((?![\t\n\r])[\p{Cc}\p{Cf}])/u

function trick(letter: string): Html {
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return html`<span class="trick">U+${code}</span>`
}

/** A text in Vietnamese that is ours, said so on pages of any language. */
export function vietnamese(text: string): Html {
  return html`<span lang="vi">${text}</span>`
}

/** A stranger's text, kept from turning or hiding what stands around it; in Vietnamese, if nothing else is known of it. */
export function foreign(text: string | null | undefined, lang = 'vi'): Html {
  if (text === null || text === undefined) return html``
  const shown = text
    .normalize('NFC')
    .toWellFormed()
    .split(tricky)
    .map((piece, index) => (index % 2 === 0 ? piece : trick(piece)))
  return html`<bdi lang="${lang}">${shown}</bdi>`
}

/** Cut in the middle of nothing: whole letters, with an ellipsis. */
export function shorten(text: string, letters: number): string {
  const all = [...text]
  return all.length <= letters ? text : `${all.slice(0, letters - 1).join('')}…`
}
