/** The same function, that works out each answer once: for fonts and rows, which are few and asked for by every letter. */
export function remembered<K, V>(ask: (key: K) => V, most = Number.POSITIVE_INFINITY): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const answer = known.get(key)
    if (answer !== undefined) return answer
    const made = ask(key)
    if (known.size >= most) known.clear()
    known.set(key, made)
    return made
  }
}

/** A form has some 250 different words, and all forms have most of them in common. */
const mostWords = 4_000
/** No syllable has more than 8 letters; and 13 and more that are a part of a text keep all of it in V8's memory. */
const longestWord = 12

/** The same function of a word, with its answers known from one document to the next. */
export function knownWords<V>(ask: (word: string) => V): (word: string) => V {
  const known = remembered(ask, mostWords)
  return (word) => (word.length > longestWord ? ask(word) : known(word))
}
