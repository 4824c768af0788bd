import { existsSync } from 'node:fs'

const usual = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
]

/** Where LibreOffice is installed, or null: then old .doc files are read without their marks. */
export function findOffice(): string | null {
  return usual.find((path) => existsSync(path)) ?? null
}
