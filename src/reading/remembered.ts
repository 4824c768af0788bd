/** The same function, that works out each answer once: for fonts and rows, which are few and asked for by every letter. */
export function remembered<K, V>(ask: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const answer = known.get(key)
    if (answer !== undefined) return answer
    const made = ask(key)
    known.set(key, made)
    return made
  }
}
