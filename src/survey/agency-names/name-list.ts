import type { Agency } from '../agencies.ts'

/** A name as it may stand within a longer one. */
export interface Name {
  readonly key: string
  readonly agency: Agency
}

/**
 * Names by their first and last words: every line of a letterhead and of a signature is searched for all 514. Trying one
 * name after the other was 0.33 ms a form, four fifths of assessing it.
 */
export class NameList {
  /** Longest first. */
  readonly all: readonly Name[]
  readonly #byFirst: ReadonlyMap<string, readonly Name[]>
  readonly #byLast: ReadonlyMap<string, readonly Name[]>

  constructor(names: readonly Name[]) {
    this.all = [...names].sort((a, b) => b.key.length - a.key.length)
    this.#byFirst = Map.groupBy(this.all, ({ key }) => firstWord(key))
    this.#byLast = Map.groupBy(this.all, ({ key }) => lastWord(key))
  }

  /** The names that the key begins with and that something follows, longest first. */
  beginning(key: string): readonly Name[] {
    const names = this.#byFirst.get(firstWord(key)) ?? []
    return names.filter((name) => key.startsWith(`${name.key} `))
  }

  /** The names that the key ends with and that something stands before, longest first. */
  ending(key: string): readonly Name[] {
    const names = this.#byLast.get(lastWord(key)) ?? []
    return names.filter((name) => key.endsWith(` ${name.key}`))
  }

  /** Whether a name stands in the phrase, of another body than `own`. */
  isIn(phrase: string, own?: Agency): boolean {
    const padded = ` ${phrase} `
    return phrase
      .split(' ')
      .some((word) =>
        this.#byFirst.get(word)?.some(({ key, agency }) => agency !== own && padded.includes(` ${key} `)),
      )
  }
}

const firstWord = (key: string): string => key.slice(0, (key.indexOf(' ') + 1 || key.length + 1) - 1)
const lastWord = (key: string): string => key.slice(key.lastIndexOf(' ') + 1)
