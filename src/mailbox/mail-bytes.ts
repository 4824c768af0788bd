import { createHash } from 'node:crypto'

/** Headers longer than this are no headers. */
const headerLimit = 256 * 1024

/** The bytes of one mail as they come in pieces. Over the limit only the headers stay in memory. */
export class MailBytes {
  readonly #limit: number
  readonly #hash = createHash('sha256')
  #bytes = Buffer.allocUnsafe(64 * 1024)
  size = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  add(piece: Uint8Array): void {
    this.#hash.update(piece)
    const end = this.size + piece.length
    const kept = end > this.#limit ? Math.min(end, headerLimit) : end
    if (kept > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(kept, this.#bytes.length * 2))
      this.#bytes.copy(larger, 0, 0, this.size)
      this.#bytes = larger
    } else if (end > this.#limit && this.#bytes.length > headerLimit) {
      this.#bytes = Buffer.from(this.#bytes.subarray(0, headerLimit))
    }
    if (this.size < kept) this.#bytes.set(piece.subarray(0, kept - this.size), this.size)
    this.size = end
  }

  /** Null over the limit. */
  get raw(): Uint8Array | null {
    return this.size > this.#limit ? null : this.#bytes.subarray(0, this.size)
  }

  get headers(): string {
    const head = this.#bytes.subarray(0, Math.min(this.size, headerLimit)).toString('utf8')
    const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length
    return head.slice(0, end)
  }

  /** 48 bits of its hash: among a million mails two share them with a chance of 1 in 560. */
  digest(): number {
    return this.#hash.digest().readUIntBE(0, 6)
  }
}
