import type { Rectangle } from '../../survey/answers.ts'
import { isSymbolFont } from '../symbols.ts'
import type { Drawn } from './draw.ts'
import type { Form, Run } from './glyph.ts'
import type { Path } from './paths.ts'

/** A field for several lines of text is up to so high; what is higher, as a whole page placed as one, is none. */
const highest = 160
/** A border is drawn within its form, by half its width. */
const nearEdge = 3
/** A box to tick is no wider; a frame of this size may be one. */
const largestBox = 24

/** What boxes are ticked with; the letters of a font of symbols are no letters. */
const isTick = (text: string): boolean => /^[xXvV]$/.test(text)
const isWritten = ({ glyphs, font }: Run): boolean =>
  !isSymbolFont(font) && glyphs.some(({ text }) => /[\p{L}\p{N}]/u.test(text) && !isTick(text))

/**
 * The frames of fields that a program printed into the page (flattened): each is a form of its own that draws its border
 * along its edge and what was typed inside. Beside each other they look like the rulings of a table, and around a figure
 * of two digits like a box. Frames of boxes to tick are left where they are.
 */
export function fieldFrames({ paths, runs }: Drawn): ReadonlySet<Path> {
  const drawings = paths.filter(({ form }) => form !== null && form.place.height <= highest)
  const written = new Set(runs.filter((run) => run.form !== null && isWritten(run)).map(({ form }) => form))
  return new Set(
    drawings.filter((path) => {
      const form = path.form as Form
      if (!runsAlong(path, form.place)) return false
      const boxSized = Math.max(path.place.width, path.place.height) <= largestBox
      return !boxSized || written.has(form)
    }),
  )
}

function runsAlong({ place, pieces, curved }: Path, edge: Rectangle): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= nearEdge
  return (
    !curved &&
    pieces.length <= 6 &&
    near(place.x, edge.x) &&
    near(place.y, edge.y) &&
    near(place.x + place.width, edge.x + edge.width) &&
    near(place.y + place.height, edge.y + edge.height)
  )
}
