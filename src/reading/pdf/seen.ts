import type { Rectangle } from '../../survey/answers.ts'
import { holdsMiddle, touch } from '../rectangles.ts'
import type { Drawn } from './draw.ts'
import { type Glyph, keeping, type Run } from './glyph.ts'

/** What a printer noted beyond the edge of the page that is shown (its crop box): nobody sees it. */
export function withoutOutside(drawn: Drawn, { width, height }: { width: number; height: number }): Drawn {
  const page = { x: 0, y: 0, width, height }
  const isIn = (place: Rectangle): boolean => touch(page, place) || holdsMiddle(page, place)
  return {
    ...drawn,
    runs: drawn.runs.flatMap((run) => (isWithin(run, page) ? run : keeping([run], isIn))),
    paths: drawn.paths.filter(({ place }) => isIn(place)),
    pictures: drawn.pictures.filter(({ place }) => isIn(place)),
  }
}

/** All of a line of text lies on the page, as nearly always. */
const isWithin = ({ x, y, width, height }: Run, page: Rectangle): boolean =>
  x >= 0 && x + width <= page.width && y >= 0 && y + height <= page.height

/** Glyphs under a picture that fills the page are a text layer nobody sees. */
export function withoutCovered(drawn: Drawn, area: number): Drawn {
  const cover = drawn.pictures.findLast(({ place }) => place.width * place.height > 0.8 * area)
  if (!cover) return drawn
  return {
    ...drawn,
    runs: drawn.runs.filter(({ order, annotation }) => order > cover.order || annotation !== null),
    paths: drawn.paths.filter(({ order, annotation }) => order > cover.order || annotation !== null),
  }
}

/** Letters nobody sees: white on white paper, or under a white patch that was laid over them to write anew. */
export function withoutUnseen(drawn: Drawn): Drawn {
  const patches = drawn.paths.filter(
    ({ filled, white, place }) => filled && white && place.height > 4 && place.width > 4,
  )
  const hasWhite = drawn.runs.some(({ white }) => white)
  if (patches.length === 0 && !hasWhite) return drawn
  const grounds = hasWhite
    ? [
        ...drawn.paths.filter(({ filled, white, place }) => filled && !white && place.height > 4),
        ...drawn.pictures,
      ]
    : []
  return {
    ...drawn,
    runs: keeping(
      drawn.runs,
      (glyph: Glyph) =>
        !patches.some((patch) => patch.order > glyph.order && holdsMiddle(patch.place, glyph)) &&
        (!glyph.white ||
          grounds.some((ground) => ground.order < glyph.order && holdsMiddle(ground.place, glyph))),
    ),
  }
}
