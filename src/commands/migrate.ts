import { parseArgs } from 'node:util'
import { type Command, inBoth } from './command.ts'
import { openInstallation } from './installation.ts'

export const command: Command = {
  name: 'migrate',
  summary: {
    vi: 'Đưa cơ sở dữ liệu lên phiên bản mới nhất (start cũng tự làm)',
    en: 'Bring the database up to date (start does it by itself)',
  },
  usage: inBoth('npx homphieu migrate'),
  async run(args, io) {
    parseArgs({ args: [...args], options: {} })
    const installation = await openInstallation(io)
    await installation.close()
    io.out(io.lang === 'vi' ? 'Cơ sở dữ liệu đã ở phiên bản mới nhất.' : 'The database is up to date.')
    return 0
  },
}
