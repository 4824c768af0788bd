/** The part of word-extractor (which ships no types) that is used here. */
declare module 'word-extractor' {
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<{ getBody(): string }>
  }
}
