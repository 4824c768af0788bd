import type { Block, Line } from '../transcript.ts'

/** The lines of blocks, also those in the cells of their tables, in reading order. */
export const linesIn = (blocks: readonly Block[]): Line[] =>
  blocks.flatMap((block) =>
    block.kind === 'line'
      ? block
      : block.rows.flatMap(({ cells }) => cells.flatMap((cell) => linesIn(cell.blocks))),
  )

/** The block with each of its lines changed, also those in the cells of a table. */
export function withLines(block: Block, change: (line: Line) => Line): Block {
  if (block.kind === 'line') return change(block)
  const rows = block.rows.map(({ cells }) => ({
    cells: cells.map((cell) => ({ ...cell, blocks: cell.blocks.map((one) => withLines(one, change)) })),
  }))
  return { ...block, rows }
}
