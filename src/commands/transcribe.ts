import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openClosedRoom } from '../closed-room/closed-room.ts'
import { findOffice } from '../closed-room/office.ts'
import { parseConfig } from '../config.ts'
import { type Command, UserFault, WrongCall } from './command.ts'

export const command: Command = {
  name: 'transcribe',
  summary: {
    vi: 'In ra những gì trình đọc thấy trong tệp (trang, dòng, từ, ô, bảng), dạng JSON',
    en: 'Print what the reader saw in a file (pages, lines, words, boxes, tables) as JSON',
  },
  usage: { vi: 'npx homphieu transcribe TỆP', en: 'npx homphieu transcribe FILE' },
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const [path] = positionals
    if (path === undefined || positionals.length > 1)
      throw new WrongCall(io.lang === 'vi' ? 'Cần đúng một tệp.' : 'Give exactly one file.')
    const bytes = await readFile(resolve(io.cwd, path)).catch(() => {
      throw new UserFault(
        io.lang === 'vi' ? `Không mở được tệp "${path}".` : `The file "${path}" cannot be opened.`,
      )
    })
    const { readers } = parseConfig(io.env, io.cwd)
    const room = openClosedRoom({ ...readers, size: 1, office: findOffice(readers.searchPath) })
    try {
      const outcome = await room.run('read-document', bytes)
      const problem = 'problem' in outcome ? outcome.problem : outcome.output.problem
      if (problem) throw new UserFault(problem[io.lang])
      io.out(JSON.stringify('output' in outcome ? outcome.output.transcript : null, null, 2))
      return 0
    } finally {
      await room.close()
    }
  },
}
