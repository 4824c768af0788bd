import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** LibreOffice needs about 3 s on two busy cores for a two-page form, and 20 s for its first start ever. */
const officeTimeoutSeconds = 60
/** Address space, of which LibreOffice reserves about 1.5 GB for a form; in KB. */
const officeMemoryKb = 4_000_000

/** What a stranger's file may not make LibreOffice do: run macros, or fetch pictures and links from elsewhere. */
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
`

/**
 * Ends by itself after its time even when the process that started it is gone, and then cleans up after both.
 * $1: the folder, $2: the process to look for, then the command.
 */
const script = `
folder=$1; parent=$2; shift 2
ulimit -v ${officeMemoryKb} 2>/dev/null
if command -v timeout >/dev/null; then timeout -k 2 ${officeTimeoutSeconds} "$@"; else "$@"; fi
code=$?
kill -0 "$parent" 2>/dev/null || rm -rf "$folder"
exit $code
`

/**
 * Turns an old word-processor file (.doc, .rtf, .odt, HTML named .doc) into a .docx by LibreOffice, with a profile of
 * its own so that several may run at once. `office` is the path of soffice. Throws when nothing came out in 60 s.
 */
export async function convertToDocx(
  bytes: Uint8Array,
  extension: string,
  office: string,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'homphieu-office-'))
  try {
    const source = join(folder, `form.${extension}`)
    await mkdir(join(folder, 'profile', 'user'), { recursive: true })
    await writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), settings)
    await writeFile(source, bytes)
    const command = [
      office,
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      '--headless',
      '--norestore',
      '--convert-to',
      'docx:MS Word 2007 XML',
      '--outdir',
      join(folder, 'out'),
      source,
    ]
    await new Promise<void>((resolve, reject) => {
      execFile(
        '/bin/sh',
        ['-c', script, 'convert', folder, String(process.pid), ...command],
        {
          timeout: (officeTimeoutSeconds + 10) * 1000,
          env: { HOME: folder, PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' },
        },
        (error) => (error ? reject(error) : resolve()),
      )
    })
    return await readFile(join(folder, 'out', 'form.docx'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
