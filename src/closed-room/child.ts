import type { Reply, Request } from './job.ts'
import { serve } from './serve.ts'

/**
 * The inside of the closed room: takes one job at a time from its parent and answers it. It holds no secret, may write
 * nothing but temporary files, and ends when its parent does.
 */
const office = process.argv[2] || null

async function work({ id, job, input, options }: Request): Promise<Reply> {
  if (job === 'open-mail') {
    const { openMail } = await import('../mailbox/open/open-mail.ts')
    return { id, output: await openMail(input, options.passwords) }
  }
  const { readDocument } = await import('../reading/read-document.ts')
  const { pictures = false, passwords = [] } = options
  return { id, output: await readDocument(input, { pictures, passwords, office }) }
}

serve(work)
