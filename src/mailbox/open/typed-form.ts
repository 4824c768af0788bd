import { fold } from '../../vietnamese/fold.ts'
import type { OpenedDocument } from '../opened-mail.ts'

/** Labels of the form; words that have four of them hold the form itself, typed or pasted. */
const labels: readonly RegExp[] = [
  /\bphieu khao sat\b/,
  /\bten co quan\b/,
  /\bdia chi\b/,
  /\bho va ten\b/,
  /\bchuc vu\b/,
  /\btan (suat|xuat)\b/,
  /\bvb thang\b/,
  /\bnhu cau\b/,
]

function holdsForm(words: string): boolean {
  const folded = fold(words)
  return labels.filter((label) => label.test(folded)).length >= 4
}

/**
 * Forms that stand in the mail's own words, as documents: one for each writing, the sender's and those passed on.
 * `html` is the page whose words are all the sender's own, null where something is quoted in it: a table pasted into it
 * keeps its columns only there.
 */
export function typedForms(writings: readonly string[], html: string | null): OpenedDocument[] {
  return writings.filter(holdsForm).map((text, at): OpenedDocument => {
    const page = at === 0 && html !== null && /<table\b/i.test(html) && text === writings[0] ? html : null
    const name = `noi-dung-thu${at > 0 ? `-${at + 1}` : ''}.${page ? 'html' : 'txt'}`
    return {
      name,
      path: name,
      declaredType: page ? 'text/html' : 'text/plain',
      bytes: new Uint8Array(Buffer.from(page ? wholePage(page) : text)),
      problem: null,
    }
  })
}

/** Decoded already, whatever charset it names itself; pictures and all that is fetched from elsewhere left out. */
function wholePage(html: string): string {
  const bare = html
    .replace(/<(meta|link|base|img|iframe|object|embed|script)\b[^<>]{0,20000}>/gi, '')
    .replace(/^\s*<!doctype[^<>]{0,500}>/i, '')
  return `<!doctype html><meta charset="utf-8">${bare}`
}
