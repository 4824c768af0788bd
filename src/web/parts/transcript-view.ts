import type { Block, Line, Table, Token, Transcript } from '../../reading/transcript.ts'
import { foreign, type Html, html } from '../html.ts'

/** A Word or Excel file as pages made of what was read of it: text, boxes and tables, escaped, never the file's own markup. */
export function transcriptView(
  transcript: Transcript,
  questions: ReadonlyMap<Line, readonly string[]>,
): Html {
  return html`${transcript.pages.map(
    (page) =>
      html`<div class="sheet" lang="vi">${page.blocks.map((block) => blockView(block, questions))}${page.marks
        .filter(({ text }) => text)
        .map((mark) => html`<p class="mark">✎ ${foreign(mark.text)}</p>`)}</div>`,
  )}`
}

function blockView(block: Block, questions: ReadonlyMap<Line, readonly string[]>): Html {
  return block.kind === 'line' ? lineView(block, questions) : tableView(block, questions)
}

function lineView(line: Line, questions: ReadonlyMap<Line, readonly string[]>): Html {
  const own = questions.get(line)
  return html`<p${own ? html` class="place" data-places="${own.join(' ')}"` : null}>${line.tokens.map(
    (token, index) =>
      html`${index > 0 && !(token.kind === 'word' && token.glued) ? ' ' : null}${tokenView(token)}`,
  )}</p>`
}

const boxes = { ticked: '☒', empty: '☐', unclear: '⍰' } as const

function tokenView(token: Token): Html {
  if (token.kind === 'box') return html`<span class="box ${token.state}">${boxes[token.state]}</span>`
  // A letter of 10,000 signs without a space would push the page out of its pane.
  const text = foreign(token.text)
  const { style } = token
  const classes = style
    ? (['struck', 'highlighted', 'underlined', 'bold', 'italic', 'coloured'] as const).filter(
        (name) => style[name],
      )
    : []
  return classes.length === 0 && !token.overlay
    ? text
    : html`<span class="${classes.map((name) => `is-${name}`).join(' ')}${token.overlay ? ' is-overlay' : ''}">${text}</span>`
}

function tableView(table: Table, questions: ReadonlyMap<Line, readonly string[]>): Html {
  return html`<table class="sheet-table"><tbody>${table.rows.map(
    (row) =>
      html`<tr>${row.cells.map(
        (cell) =>
          html`<td${cell.columnSpan > 1 ? html` colspan="${Math.min(cell.columnSpan, 30)}"` : null}${cell.continued ? html` class="continued"` : null}>${cell.blocks.map((block) => blockView(block, questions))}</td>`,
      )}</tr>`,
  )}</tbody></table>`
}
