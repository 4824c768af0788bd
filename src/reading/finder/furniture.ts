import type { Block, Page } from '../transcript.ts'

/** What a browser prints over and under every page: "29/4/2017, 15:01 Phiếu", "https://… 1/2". */
const browsers = [
  /^\d{1,2}\/\d{1,2}\/\d{2,4},? \d{1,2}:\d{2}(?: [AP]M| SA| CH)?(?: .*)?$/,
  /^(?:.* )?(?:https?|file):\/\/\S+(?: \d{1,2}\/\d{1,2})?$/,
]

/** The page's number in one of the ways that programs write it: "2", "- 2 -", "2/2", "Trang 2/2". */
const pageNumber = /^(?:(?:trang|page) )?[-–]? ?(?<number>\d{1,2})(?: ?(?:\/|of) ?\d{1,2})? ?[-–]?$/i

/**
 * The blocks of a page without what a program put above or below its text: nobody wrote that into a blank, and it lies
 * between a question and its answer where a page ends there.
 */
export function withoutFurniture({ blocks, number }: Page): readonly Block[] {
  const isFurniture = (block: Block | undefined): boolean => {
    if (block?.kind !== 'line') return false
    const text = block.tokens.map((token) => (token.kind === 'word' ? token.text : '\uFFFC')).join(' ')
    return (
      browsers.some((pattern) => pattern.test(text)) ||
      Number(pageNumber.exec(text)?.groups?.number) === number
    )
  }
  const from = isFurniture(blocks[0]) ? 1 : 0
  const to = blocks.length > from && isFurniture(blocks.at(-1)) ? -1 : undefined
  return from === 0 && to === undefined ? blocks : blocks.slice(from, to)
}
