import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

describe('The image (checked without an engine)', () => {
  it('copies only what is there', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (.+)$/gm)].flatMap((match) =>
      (match[1] as string).split(/\s+/).slice(0, -1),
    )
    expect(copied.length).toBeGreaterThan(0)
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('holds every package that the service imports', () => {
    const packages = globSync('{src,workers}/**/*.ts', { cwd: root }).flatMap((file) =>
      [
        ...read(file).matchAll(
          // SQL says "is distinct from 'password'".
          /^(?!\s*import type)(?:(?:import|export|\})[^'"`]*?from|.*?(?:import|resolve)\()\s*['"]([^.'"][^'"]*)['"]/gm,
        ),
      ].map((match) => match[1] as string),
    )
    const names = packages
      .filter((name) => !isBuiltin(name) && /^[@a-z]/.test(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
    expect(names.length).toBeGreaterThan(5)
    expect([...new Set(names)].filter((name) => !(name in manifest.dependencies))).toEqual([])
  })

  it('runs as an ordinary user under the Node that the project names', () => {
    const dockerfile = read('Dockerfile')
    expect(dockerfile).toMatch(/^USER (?!root)/m)
    const wanted = manifest.devDependencies.node?.split('.')[0]
    expect(dockerfile).toMatch(new RegExp(`^FROM node:${wanted}-`, 'm'))
  })
})

const required = process.env.HOMPHIEU_PEERS === 'required'
/** The plug-in where Docker's client has it, Debian's docker-compose otherwise; neither needs an engine for this. */
const compose = [['docker', 'compose'], ['docker-compose']].find(
  ([command, ...rest]) =>
    spawnSync(command as string, [...rest, 'version'], { stdio: 'ignore' }).status === 0,
)

describe('docker-compose.yml', () => {
  it.skipIf(!compose && !required)('is understood by docker compose (skipped where it is missing)', () => {
    expect(compose, 'docker compose is missing').toBeDefined()
    const [command, ...rest] = compose as string[]
    const run = spawnSync(
      command as string,
      [...rest, '-f', join(root, 'docker-compose.yml'), 'config', '-q'],
      {
        env: { ...process.env, POSTGRES_PASSWORD: 'test', MAILBOX_URL: 'imaps://user:password@imap.example' },
        encoding: 'utf8',
      },
    )
    expect(run.stderr).toBe('')
    expect(run.status).toBe(0)
  })

  it('asks for every secret instead of shipping one', () => {
    expect(read('docker-compose.yml')).toMatch(/\$\{POSTGRES_PASSWORD:\?/)
    expect(read('docker-compose.yml')).toMatch(/\$\{MAILBOX_URL:\?/)
  })
})
