import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const source = join(root, 'src')

/** Which rooms a room may import, beside itself. What is not listed here is a wall. */
const doors: Record<string, readonly string[]> = {
  vietnamese: [],
  files: [],
  survey: ['vietnamese'],
  reading: ['files', 'survey', 'vietnamese'],
  mailbox: ['files', 'vietnamese'],
  assessing: ['survey', 'reading', 'mailbox', 'vietnamese'],
  'closed-room': ['mailbox', 'reading'],
  records: ['assessing', 'mailbox', 'reading', 'survey', 'vietnamese'],
  queue: [],
  steps: ['assessing', 'closed-room', 'mailbox', 'queue', 'reading', 'records', 'survey', 'vietnamese'],
  web: ['assessing', 'mailbox', 'queue', 'reading', 'records', 'steps', 'survey', 'vietnamese'],
  demo: ['mailbox', 'reading', 'survey', 'vietnamese'],
  // The commands and the two files beside the rooms put the rooms together.
  commands: ['*'],
  '.': ['*'],
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return filesUnder(path)
    return path.endsWith('.ts') ? [path] : []
  })
}

const roomOf = (path: string): string => {
  const parts = relative(source, path).split('/')
  return parts.length === 1 ? '.' : (parts[0] as string)
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/(?:from|import\(|new URL\()\s*['"](\.{1,2}\/[^'"]+)['"]/g)].map((match) =>
    resolve(dirname(path), match[1] as string),
  )
}

const files = filesUnder(source)

describe('The rooms of the house', () => {
  it('are all known to this test', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in doors))).toEqual([])
  })

  it('import one way only', () => {
    const broken = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith(`${source}/`))
        .map((target) => ({ from: roomOf(file), to: roomOf(target), file, target }))
        .filter(({ from, to }) => from !== to && !doors[from]?.includes('*') && !doors[from]?.includes(to))
        // Everyone may name the types of the configuration; only the edges read it.
        .filter(({ to, target }) => !(to === '.' && target.endsWith('/config.ts')))
        .map(({ file, target }) => `${relative(root, file)} → ${relative(root, target)}`),
    )
    expect(broken).toEqual([])
  })

  it('has no import cycle between files', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file).filter((path) => path.endsWith('.ts'))]))
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].map((one) => relative(source, one)).join(' → '))
        return
      }
      if (done.has(file)) return
      for (const next of graph.get(file) ?? []) visit(next, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(cycles).toEqual([])
  })

  it('reads the environment in one file only', () => {
    const readers = files.filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
    expect(readers.map((file) => relative(source, file)).filter((file) => file !== 'config.ts')).toEqual([])
  })

  it('keeps SQL in the records', () => {
    const sql = /\b(select\s.+\sfrom|insert\s+into|delete\s+from|update\s+\w+\s+set)\b/is
    const quoted = /(`|')(?:(?!\1)[^\\]|\\.)*\1/gs
    const offenders = files
      .filter((file) => !['records', 'demo'].includes(roomOf(file)))
      .filter((file) =>
        [...readFileSync(file, 'utf8').matchAll(quoted)].some(
          ([text]) => sql.test(text) && text.length < 2000,
        ),
      )
    expect(offenders.map((file) => relative(source, file))).toEqual([])
  })

  it('imports every file by name, never through a barrel', () => {
    expect(files.filter((file) => file.endsWith('/index.ts')).map((file) => relative(source, file))).toEqual(
      [],
    )
  })
})
