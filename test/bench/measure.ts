/** One line of the bench: our figure, the peer's on the same work in the same run, and the bound we set ourselves. */
export interface Measure {
  readonly what: string
  readonly ours: string
  readonly peer: string
  /** Ours over the peer's, or null where there is no peer. */
  readonly ratio: number | null
  /** The bound, "≤ 1.0" or "≥ 1.7"; null where the figure is for reading only. */
  readonly bound: { readonly atMost?: number; readonly atLeast?: number } | null
}

/** One file of test/bench: what it needs, and the measuring. */
export interface Bench {
  readonly name: string
  /** Why it cannot run on this machine (a peer is missing), or null. */
  missing(): string | null
  run(progress: (line: string) => void): Promise<readonly Measure[]>
}

/** Wall-clock milliseconds of each of `rounds` runs after `warmUp` runs that do not count, sorted. */
export async function times(rounds: number, warmUp: number, work: () => unknown): Promise<number[]> {
  const measured: number[] = []
  for (let round = -warmUp; round < rounds; round++) {
    const start = performance.now()
    await work()
    if (round >= 0) measured.push(performance.now() - start)
  }
  return measured.sort((a, b) => a - b)
}

export const median = (sorted: readonly number[]): number =>
  sorted[Math.floor(sorted.length / 2)] ?? Number.NaN

/**
 * Runs two pieces of work alternately, so that noise of the machine falls on both, and gives the median of each in
 * milliseconds.
 */
export async function duel(
  rounds: number,
  ours: () => unknown,
  peer: () => unknown,
): Promise<{ ours: number; peer: number }> {
  const mine: number[] = []
  const theirs: number[] = []
  // A reader process reads many documents: code that runs for the first time is not what is asked about.
  const warmUp = Math.ceil(rounds / 4)
  for (let round = 0; round < rounds; round++) {
    mine.push(...(await times(1, round === 0 ? warmUp : 0, ours)))
    theirs.push(...(await times(1, round === 0 ? warmUp : 0, peer)))
  }
  const sort = (list: number[]) => list.sort((a, b) => a - b)
  return { ours: median(sort(mine)), peer: median(sort(theirs)) }
}

export const ms = (value: number): string =>
  value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`
