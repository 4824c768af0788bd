import type { Rectangle } from '../../survey/answers.ts'

/** The frame of a drawing that is placed as a whole; one object for all that is drawn in it. */
export interface Form {
  readonly place: Rectangle
}

/**
 * A piece of text that is drawn at once, on one line: its glyphs, what they have in common, and a place that holds them.
 * Nearly all that is asked of a page's two thousand glyphs is asked of its hundred runs.
 */
export interface Run extends Rectangle {
  /** In the order of drawing; at least one. */
  readonly glyphs: readonly Glyph[]
  readonly font: string
  /** The font is one of symbols, whose letters are pictures. */
  readonly symbolic: boolean
  readonly size: number
  /** Direction of writing on the page as shown, in degrees clockwise: 0 for upright text. */
  readonly turn: number
  /** White letters on white paper say nothing; on a dark ground they do. */
  readonly white: boolean
  /** Drawn by this annotation or form field, not by the page itself. */
  readonly annotation: string | null
  readonly form: Form | null
  /** Position in the order of drawing: what comes later lies on top. */
  readonly order: number
}

/**
 * A glyph as drawn, and its own rectangle: in points from the page's top left, as shown (rotation applied). A page has
 * two thousand, so that each keeps only what is its own.
 */
export class Glyph implements Rectangle {
  /** Unicode as the font's own tables give it; private-use or control characters when they do not. */
  readonly text: string
  readonly isSpace: boolean
  readonly x: number
  readonly width: number
  readonly run: Run

  constructor(text: string, isSpace: boolean, x: number, width: number, run: Run) {
    this.text = text
    this.isSpace = isSpace
    this.x = x
    this.width = width
    this.run = run
  }

  get y(): number {
    return this.run.y
  }
  get height(): number {
    return this.run.height
  }
  get middle(): number {
    return this.run.y + this.run.height / 2
  }
  get font(): string {
    return this.run.font
  }
  get symbolic(): boolean {
    return this.run.symbolic
  }
  get size(): number {
    return this.run.size
  }
  get turn(): number {
    return this.run.turn
  }
  get white(): boolean {
    return this.run.white
  }
  get annotation(): string | null {
    return this.run.annotation
  }
  get form(): Form | null {
    return this.run.form
  }
  get order(): number {
    return this.run.order
  }
}

/** The runs with those of their glyphs that are wanted: nearly always all of them. */
export function keeping(runs: readonly Run[], isWanted: (glyph: Glyph) => boolean): Run[] {
  return runs.flatMap((run) => {
    if (run.glyphs.every(isWanted)) return run
    const glyphs = run.glyphs.filter(isWanted)
    return glyphs.length === 0 ? [] : { ...run, glyphs }
  })
}

/** The runs without some of their glyphs; those that hold none of these are not looked through. */
export function without(runs: readonly Run[], unwanted: ReadonlySet<Glyph>): readonly Run[] {
  if (unwanted.size === 0) return runs
  const touched = new Set([...unwanted].map(({ run }) => run))
  return runs.flatMap((run) =>
    touched.has((run.glyphs[0] as Glyph).run) ? keeping([run], (glyph) => !unwanted.has(glyph)) : run,
  )
}

/** All glyphs of these runs. By hand: `flatMap` takes three times as long. */
export function glyphsOf(runs: readonly Run[]): Glyph[] {
  const all: Glyph[] = []
  for (const { glyphs } of runs) for (const glyph of glyphs) all.push(glyph)
  return all
}
