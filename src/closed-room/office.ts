import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where LibreOffice is on this search path, or null: then old .doc files are read without their marks. */
export function findOffice(searchPath: string): string | null {
  const places = searchPath.split(delimiter).filter((folder) => folder.startsWith('/'))
  return places.map((folder) => join(folder, 'soffice')).find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
