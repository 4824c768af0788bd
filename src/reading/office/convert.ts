import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

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

/** Where the system lets us, LibreOffice gets a network of its own, with nobody in it. */
const script = `
ulimit -v ${officeMemoryKb} 2>/dev/null
if unshare --map-root-user --net true 2>/dev/null; then exec unshare --map-root-user --net "$@"; fi
exec "$@"
`

/** What files are turned into, by LibreOffice's names of its filters. */
const filters = { docx: 'MS Word 2007 XML', xlsx: 'Calc MS Excel 2007 XML' } as const

/**
 * Turns a file of an older or another format (.doc, .rtf, .odt, HTML named .doc; .xls, .ods) into a .docx or .xlsx by
 * LibreOffice, with a profile of its own so that several may run at once. `office` is the path of soffice. Throws when
 * nothing came out. Time has no limit here: it stays in the process group of the caller, whose ceilings end both.
 */
export async function convert(
  bytes: Uint8Array,
  extension: string,
  target: keyof typeof filters,
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
      `${target}:${filters[target]}`,
      '--outdir',
      join(folder, 'out'),
      source,
    ]
    const running = spawn('/bin/sh', ['-c', script, 'convert', ...command], {
      stdio: 'ignore',
      cwd: folder,
      env: { HOME: folder, TMPDIR: folder, PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' },
    })
    await once(running, 'exit')
    return await readFile(join(folder, 'out', `form.${target}`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
