import type { DocumentReading } from './document-reading.ts'
import { findForms } from './finder/find-forms.ts'
import { type TranscribeOptions, transcribe } from './transcribe.ts'

/**
 * Reads one document: what the reader of its format saw, and every form found in that. Never rejects for what the bytes
 * are: a file that cannot be read has a `problem` and no forms.
 */
export async function readDocument(
  bytes: Uint8Array,
  options: TranscribeOptions = {},
): Promise<DocumentReading> {
  const seen = await transcribe(bytes, options)
  if ('problem' in seen) {
    return {
      format: seen.format,
      forms: [],
      evidence: { header: [], signature: [], digitalSignatures: [] },
      transcript: null,
      pictures: [],
      problem: seen.problem,
    }
  }
  const { forms, evidence } = findForms(seen.transcript)
  return {
    format: seen.transcript.format,
    forms,
    evidence,
    transcript: seen.transcript,
    pictures: seen.pictures,
    problem: null,
  }
}
