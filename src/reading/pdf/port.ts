// Before pdf.js, which looks for a browser's parts when it is loaded.
import './browser-parts.ts'
import { PDFWorker, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
// @ts-expect-error: the worker comes without types.
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'

type Listener = (event: { data: unknown }) => void

/**
 * Both ends of the channel between pdf.js and its worker, which in Node run on one thread. pdf.js's own copies every
 * message in depth, glyph by glyph: 12 % of the time of reading a form. Neither end changes what it has sent or was
 * given, so only the lists that the worker empties after sending them are copied.
 */
class Port {
  readonly #listeners = new Set<Listener>()

  postMessage(message: unknown): void {
    const event = { data: withOwnLists(message) }
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener(event)
    })
  }

  addEventListener(_: 'message', listener: Listener, options?: { signal?: AbortSignal }): void {
    this.#listeners.add(listener)
    options?.signal?.addEventListener('abort', () => this.#listeners.delete(listener))
  }

  removeEventListener(_: 'message', listener: Listener): void {
    this.#listeners.delete(listener)
  }
}

/** A part of a page's drawing in lists of its own; any other message as it is. */
function withOwnLists(message: unknown): unknown {
  const { chunk } = message as { chunk?: { fnArray?: unknown[]; argsArray?: unknown[] } }
  if (!chunk?.fnArray || !chunk.argsArray) return message
  return {
    ...(message as object),
    chunk: { ...chunk, fnArray: [...chunk.fnArray], argsArray: [...chunk.argsArray] },
  }
}

function workerHere(): PDFWorker {
  const port = new Port()
  const made = PDFWorker.create({ port: port as never, verbosity: VerbosityLevel.ERRORS })
  WorkerMessageHandler.initializeFromPort(port)
  return made
}

/** The worker of pdf.js on this thread. Every document has its own handlers on it, and takes them along when destroyed. */
export const worker = workerHere()
