import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { questions } from '../../src/survey/form.ts'

/**
 * Measures the readers on documents of your own, through the front door.
 *   npm run accuracy:set -- FOLDER/truth.jsonl [--kinds a,b] [--files PART] [--errors] [--save FILE]
 * Each line of truth.jsonl is what a person reads on one document:
 *   {"file": "scan.pdf", "kind": "scan200", "agency": "id or null", "answers": {"needs.mobile": "yes", …},
 *    "handwritten": ["contact.name"], "mustReview": ["signing.adobePdf"]}
 * Values written by hand, and those any reader must doubt, are right when they are given to a person.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kinds: { type: 'string' },
    files: { type: 'string' },
    errors: { type: 'boolean', default: false },
    save: { type: 'string' },
  },
})
const [path] = positionals
if (!path) throw new Error('Give the path of a truth.jsonl')

const truthSchema = z.object({
  file: z.string(),
  kind: z.string().default('document'),
  agency: z.string().nullable().optional(),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  handwritten: z.array(z.string()).default([]),
  mustReview: z.array(z.string()).default([]),
})
type Truth = z.infer<typeof truthSchema>

interface Read {
  readonly source: string
  readonly isForm: boolean
  readonly agency: string | null
  readonly problem: string | null
  readonly answers: Readonly<
    Record<string, { value: unknown; confidence: number; review: boolean; reason?: string }>
  >
}

const all = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => truthSchema.parse(JSON.parse(line)))
const truths = all
  .filter(({ kind }) => !values.kinds || values.kinds.split(',').includes(kind))
  .filter(({ file }) => !values.files || new RegExp(values.files).test(file))

/** Reads all files by the command that everybody types; the results in the order given. */
async function read(files: readonly string[]): Promise<Read[]> {
  const cli = join(import.meta.dirname, '../../src/cli.ts')
  const child = spawn(process.execPath, [cli, 'read', '--json', ...files], {
    stdio: ['ignore', 'pipe', process.stderr.isTTY ? 'inherit' : 'ignore'],
  })
  const results: Read[] = []
  for await (const line of createInterface({ input: child.stdout })) results.push(JSON.parse(line) as Read)
  return results
}

const results = await read(truths.map(({ file }) => join(dirname(path), file)))
if (values.save) writeFileSync(values.save, results.map((one) => `${JSON.stringify(one)}\n`).join(''))

const plain = (value: unknown): unknown =>
  typeof value === 'string' ? value.normalize('NFC').replace(/\s+/g, ' ').trim() || null : (value ?? null)

interface Judged {
  readonly file: string
  readonly kind: string
  readonly id: string
  readonly group: 'mark' | 'typed' | 'empty' | 'person'
  readonly right: boolean
  readonly review: boolean
  readonly expected: unknown
  readonly read: unknown
  readonly confidence: number
  readonly reason: string | null
}

function judge(truth: Truth, result: Read | undefined): Judged[] {
  return questions
    .filter(({ id, kind }) => kind !== 'presence' && truth.answers[id] !== undefined)
    .map(({ id, kind }): Judged => {
      const expected = plain(truth.answers[id])
      const answer = result?.answers[id]
      const forPerson = truth.mustReview.includes(id) || (truth.handwritten.includes(id) && expected !== null)
      const isMark = kind === 'tick' || kind === 'yesno'
      return {
        file: truth.file,
        kind: truth.kind,
        id,
        group: forPerson ? 'person' : isMark ? 'mark' : expected === null ? 'empty' : 'typed',
        right: forPerson
          ? (answer?.review ?? true)
          : answer !== undefined && plain(answer.value) === expected,
        review: answer?.review ?? true,
        expected,
        read: answer ? plain(answer.value) : undefined,
        confidence: answer?.confidence ?? 0,
        reason: answer?.reason ?? (answer ? null : 'no form'),
      }
    })
}

const judged = truths.flatMap((truth, at) => judge(truth, results[at]))
const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`

const kinds = [...new Set(truths.map(({ kind }) => kind)), 'all']
console.table(
  kinds.map((kind) => {
    const of = (group: Judged['group']) =>
      judged.filter((one) => (kind === 'all' || one.kind === kind) && one.group === group)
    const [marks, typed, empty, person] = [of('mark'), of('typed'), of('empty'), of('person')]
    const share = (list: readonly Judged[], test: (one: Judged) => boolean) =>
      percent(list.filter(test).length, list.length)
    const silent = (list: readonly Judged[]) => list.filter(({ right, review }) => !right && !review).length
    const own = truths.filter((truth) => kind === 'all' || truth.kind === kind)
    const agency = own.filter((truth) => truth.agency !== undefined)
    return {
      kind,
      documents: own.length,
      marks: marks.length,
      silent: silent(marks),
      'to a person': share(marks, ({ review }) => review),
      'marks right': share(marks, ({ right }) => right),
      'typed exact': share(typed, ({ right }) => right),
      'typed to a person': share(typed, ({ review }) => review),
      'typed silent': silent(typed),
      'empty silent': silent(empty),
      'missed for a person': person.filter(({ right }) => !right).length,
      agency: percent(
        agency.filter((truth) => results[truths.indexOf(truth)]?.agency === truth.agency).length,
        agency.length,
      ),
    }
  }),
)

for (const one of judged) {
  const silent = !one.right && !one.review
  if (silent || (one.group === 'person' && !one.right) || (values.errors && (!one.right || one.review)))
    console.log(
      silent ? 'SILENT' : 'review',
      one.file,
      one.id,
      JSON.stringify({
        group: one.group,
        expected: one.expected,
        read: one.read,
        confidence: one.confidence,
        reason: one.reason,
      }),
    )
}
for (const [at, truth] of truths.entries()) {
  const result = results[at]
  if (truth.agency !== undefined && result?.agency !== truth.agency)
    console.log('AGENCY', truth.file, {
      expected: truth.agency,
      read: result?.agency,
      problem: result?.problem,
    })
}
