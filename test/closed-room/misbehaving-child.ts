import type { Request } from '../../src/closed-room/job.ts'

/** A reader gone wrong, told by the document what to do. For the tests of the closed room only. */
process.on('message', ({ input }: Request) => {
  const order = new TextDecoder().decode(input)
  if (order === 'crash') process.abort()
  if (order === 'exit') process.exit(3)
  if (order === 'hang') for (;;);
  if (order === 'eat') {
    const eaten: Buffer[] = []
    setInterval(() => eaten.push(Buffer.alloc(30_000_000, 1)), 5)
    return
  }
  if (order === 'secrets') {
    process.send?.({ output: Object.keys(process.env) })
    return
  }
  process.send?.({ output: `read ${order}` })
})
process.on('disconnect', () => process.exit(0))
