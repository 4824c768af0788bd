import type { Reply, Request } from './job.ts'

/**
 * The inside of the closed room: takes one job at a time from its parent and answers it. It holds no secret, may write
 * nothing but temporary files, and ends when its parent does.
 */
const office = process.argv[2] || null

async function work({ job, input, options }: Request): Promise<Reply> {
  if (job === 'open-mail') {
    const { openMail } = await import('../mailbox/open/open-mail.ts')
    return { output: await openMail(input) }
  }
  const { readDocument } = await import('../reading/read-document.ts')
  return { output: await readDocument(input, { pictures: options.pictures ?? false, office }) }
}

process.on('message', (request: Request) => {
  work(request)
    .catch(
      (error: unknown): Reply => ({
        fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    )
    .then((reply) => process.send?.(reply))
})
process.on('disconnect', () => process.exit(0))
