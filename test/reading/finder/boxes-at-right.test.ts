import { expect, it } from 'vitest'
import { findForms } from '../../../src/reading/finder/find-forms.ts'
import { statementIds } from '../../../src/reading/finder/printed.ts'
import type { Block, Token } from '../../../src/reading/transcript.ts'
import { example, written } from './filled.ts'
import { document } from './paper.ts'

/** The lines as they lie on paper, ten pixels a letter, boxes in a column of their own at the right. */
function laidOut(blocks: readonly Block[]): Block[] {
  return blocks.map((block, index) => {
    if (block.kind !== 'line') return block
    let x = 200
    const tokens = block.tokens.map((token): Token => {
      const width = token.kind === 'box' ? 24 : token.text.length * 10
      const place = { x: token.kind === 'box' ? 1400 : x, y: 100 + index * 40, width, height: 24 }
      x += width + 8
      return { ...token, place }
    })
    return { ...block, tokens, place: { x: 200, y: 100 + index * 40, width: 1224, height: 24 } }
  })
}

it('A column of boxes at the right has that of the two counts beside the last of them', () => {
  const last = statementIds.length - 1
  const { format, pages, ...rest } = document(
    written(example, {
      statement: (text, ticked, index) => (index === last ? [text] : [`${text} ${ticked ? '▣' : '▢'}`]),
      frequency: (f) => [
        `Gửi ${f.sent} Vb/tháng;`,
        `Nhận ${f.received} Vb/tháng ${f.ticks[last] ? '▣' : '▢'}`,
      ],
    }),
  )
  const { forms } = findForms({
    format: 'pdf-scan',
    pages: pages.map((page) => ({ ...page, width: 1654, height: 2339, blocks: laidOut(page.blocks) })),
    ...rest,
  })
  const answers = forms[0]?.answers
  for (const [index, id] of statementIds.entries())
    expect([id, answers?.[id].value, answers?.[id].review]).toEqual([id, example.ticks[index], false])
})
