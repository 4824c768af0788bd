import { parseArgs } from 'node:util'
import { type Command, UserFault } from './command.ts'
import { openInstallation } from './installation.ts'
import { untilStopped } from './run-part.ts'
import { startService } from './service.ts'

export const command: Command = {
  name: 'start',
  summary: { vi: 'Chạy dịch vụ theo biến môi trường', en: 'Run the service as the environment says' },
  usage: {
    vi: [
      'MAILBOX_URL=imaps://user:password@host npx homphieu start',
      '',
      'Mọi biến môi trường (DATABASE_URL, DEADLINE …): README.md, mục "Configuration"',
    ].join('\n'),
    en: [
      'MAILBOX_URL=imaps://user:password@host npx homphieu start',
      '',
      'All variables (DATABASE_URL, DEADLINE …): README.md, "Configuration"',
    ].join('\n'),
  },
  async run(args, io) {
    parseArgs({ args: [...args], options: {} })
    const installation = await openInstallation(io)
    const { log } = installation
    try {
      const service = await startService(installation, ['collect', 'open', 'read', 'assess', 'sweep', 'web'])
      io.err(io.lang === 'vi' ? `Bàn rà soát: ${service.address}` : `Review desk: ${service.address}`)
      await untilStopped()
      log.info('stopping: finishing what is at hand')
      await service.close()
      return 0
    } catch (error) {
      if ((error as { code?: string }).code === 'EADDRINUSE') {
        const { host, port } = installation.config.web
        throw new UserFault(
          io.lang === 'vi'
            ? `Cổng ${host}:${port} đang có chương trình khác dùng. Đặt PORT thành số khác.`
            : `Another program uses ${host}:${port}. Set PORT to another number.`,
        )
      }
      throw error
    } finally {
      await installation.close()
    }
  },
}
