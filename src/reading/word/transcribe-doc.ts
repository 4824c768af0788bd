import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import WordExtractor from 'word-extractor'
import { clean } from '../../vietnamese/fold.ts'
import { repairLostFonts } from '../lost-fonts.ts'
import type { Line, Transcript } from '../transcript.ts'
import { transcribeDocx } from './transcribe-docx.ts'

/** LibreOffice needs about 3 s on two busy cores for a two-page form, and 20 s for its first start ever. */
const officeTimeoutMs = 90_000

/**
 * Turns an old word-processor file (.doc, .rtf, .odt, HTML named .doc) into a .docx by LibreOffice, with a profile of
 * its own so that several may run at once. `office` is the path of soffice. Throws when nothing came out.
 */
export async function convertToDocx(
  bytes: Uint8Array,
  extension: string,
  office: string,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'homphieu-office-'))
  try {
    const source = join(folder, `form.${extension}`)
    await writeFile(source, bytes)
    await new Promise<void>((resolve, reject) => {
      const args = [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--norestore',
        '--convert-to',
        'docx:MS Word 2007 XML',
        '--outdir',
        join(folder, 'out'),
        source,
      ]
      const environment = { HOME: folder, PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' }
      execFile(
        office,
        args,
        { timeout: officeTimeoutMs, killSignal: 'SIGKILL', env: environment },
        (error) => (error ? reject(error) : resolve()),
      )
    })
    return await readFile(join(folder, 'out', 'form.docx'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Reads a Word 97–2003 file. With LibreOffice (`office`, a path) its marks are read as surely as those of a .docx;
 * without it the text is read by a library that loses every mark, and `marks-lost` sends them to a person.
 * Throws an Error when the file cannot be opened.
 */
export async function transcribeDoc(
  bytes: Uint8Array,
  extension: string,
  office: string | null,
): Promise<Transcript> {
  if (office) {
    const transcript = transcribeDocx(await convertToDocx(bytes, extension, office))
    return { ...transcript, format: 'doc' }
  }
  const document = await new WordExtractor().extract(Buffer.from(bytes))
  const lines = document
    .getBody()
    .split(/[\r\n\v\f]+/)
    .map(
      (line): Line => ({
        kind: 'line',
        place: null,
        tokens: clean(line)
          .split(/\s+/)
          .filter((word) => word !== '')
          .map((word) => ({ kind: 'word', text: word, place: null, confidence: 1 })),
      }),
    )
  return repairLostFonts({
    format: 'doc',
    pages: [
      {
        number: 1,
        width: null,
        height: null,
        blocks: lines.filter(({ tokens }) => tokens.length > 0),
        marks: [],
      },
    ],
    signatures: [],
    notes: ['marks-lost'],
  })
}
