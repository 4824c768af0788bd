import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openClosedRoom } from '../closed-room/closed-room.ts'
import { findOffice } from '../closed-room/office.ts'
import { parseConfig } from '../config.ts'
import { parseDeadline } from '../survey/deadline.ts'
import { type Command, type Io, WrongCall } from './command.ts'
import { writeDebugPictures } from './read/debug-pictures.ts'
import { printResult } from './read/print.ts'
import { type ReadFileOptions, readFile } from './read/read-file.ts'
import { type FileResult, failed } from './read/result.ts'

/** Documents read at the same time, each in its own process. */
const atOnce = 2
/** Counts above this are doubted (rule C7). */
const volumeLimit = 20_000

export const command: Command = {
  name: 'read',
  summary: {
    vi: 'Đọc phiếu trong các tệp (Word, Excel, PDF, ảnh, thư .eml), không cần cơ sở dữ liệu',
    en: 'Read the forms in files (Word, Excel, PDF, pictures, .eml mails) without any database',
  },
  usage: {
    vi: [
      'npx homphieu read [--json] [--debug-pictures THƯ-MỤC] TỆP…',
      '',
      '--json                     mỗi tệp một đối tượng JSON trên một dòng, theo thứ tự đã cho',
      '--debug-pictures THƯ-MỤC   ghi mỗi trang thành ảnh, có vẽ những gì đã đọc được',
    ].join('\n'),
    en: [
      'npx homphieu read [--json] [--debug-pictures DIR] FILE…',
      '',
      '--json                 one JSON object a file, one a line, in the order given',
      '--debug-pictures DIR   write every page as a picture with what was read drawn over it',
    ].join('\n'),
  },
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'debug-pictures': { type: 'string' } },
    })
    if (positionals.length === 0)
      throw new WrongCall(io.lang === 'vi' ? 'Cần ít nhất một tệp.' : 'Give at least one file.')
    const { readers, deadline } = parseConfig(io.env, io.cwd)
    const room = openClosedRoom({ ...readers, size: atOnce, office: findOffice(readers.searchPath) })
    const folder = values['debug-pictures']
    try {
      await readAll(positionals, io, {
        room,
        config: { deadline: parseDeadline(deadline), volumeLimit },
        cwd: io.cwd,
        lang: io.lang,
        pictures: folder !== undefined,
        seen: async (source, reading) => {
          if (folder === undefined) return
          for (const path of await writeDebugPictures(resolve(io.cwd, folder), source, reading)) io.err(path)
        },
      })
      return 0
    } finally {
      await room.close()
    }
  },
}

/** Reads two files at a time and prints each as soon as all before it are printed. */
async function readAll(sources: readonly string[], io: Io, options: ReadFileOptions): Promise<void> {
  const started = new Map<number, Promise<FileResult>>()
  let done = 0
  const start = (index: number): void => {
    const source = sources[index]
    if (source === undefined) return
    const result = readFile(source, options)
      .catch((error: unknown) => failed(source, 'unknown', `${(error as Error).message}`))
      .finally(() => io.err(`${++done}/${sources.length} ${source}`))
    started.set(index, result)
  }
  for (let index = 0; index < atOnce; index++) start(index)
  for (let index = 0; index < sources.length; index++) {
    const result = await (started.get(index) as Promise<FileResult>)
    started.delete(index)
    start(index + atOnce)
    if (io.json) io.out(JSON.stringify(result))
    else printResult(result, io)
  }
}
