import type { Transferable } from 'node:worker_threads'
// Before pdf.js, which looks for a browser's parts when it is loaded.
import './browser-parts.ts'
import { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs'
// @ts-expect-error: the worker comes without types.
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { PictureLeftOut } from './browser-parts.ts'

type Listener = (event: { data: unknown }) => void

/**
 * Both ends of the channel between pdf.js and its worker, which in Node run on one thread. pdf.js's own copies every
 * message in depth, glyph by glyph: 8 % of the time of reading a form. Nothing here changes what it is given, so only
 * the lists that the worker empties after sending them are copied.
 */
class Port {
  readonly #listeners = new Set<Listener>()

  postMessage(message: unknown, transfer?: readonly (Transferable | PictureLeftOut)[] | null): void {
    const event = { data: withOwnLists(message) ?? handedOver(message, transfer ?? []) }
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

/** The message with a part of a page's drawing in lists of its own; null for any other message. */
function withOwnLists(message: unknown): unknown {
  const { chunk } = message as { chunk?: { fnArray?: unknown[]; argsArray?: unknown[] } }
  if (!chunk?.fnArray || !chunk.argsArray) return null
  return {
    ...(message as object),
    chunk: { ...chunk, fnArray: [...chunk.fnArray], argsArray: [...chunk.argsArray] },
  }
}

/** The message as the other side gets it; one with a picture that was left out holds nothing that either side changes. */
function handedOver(message: unknown, transfer: readonly (Transferable | PictureLeftOut)[]): unknown {
  const memory = transfer.filter((one): one is Transferable => !(one instanceof PictureLeftOut))
  return memory.length < transfer.length ? message : structuredClone(message, { transfer: memory })
}

/** A worker of pdf.js on this thread, for one document; to be destroyed by whoever made it. */
export function workerHere(): PDFWorker {
  const port = new Port()
  const worker = PDFWorker.create({ port: port as never })
  WorkerMessageHandler.initializeFromPort(port)
  return worker
}
