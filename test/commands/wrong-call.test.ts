import { describe, expect, it } from 'vitest'
import { main } from '../../src/commands/main.ts'

async function call(...args: string[]) {
  const lines: string[] = []
  const add = (line: string) => void lines.push(line)
  const code = await main(args, { out: add, err: add })
  return { code, lines }
}

const commands = [
  'start demo import read transcribe status list show retry reread migrate user'.split(' '),
].flat()

describe('A command called wrongly', () => {
  it.each([
    [['read'], 'Cần ít nhất một tệp.'],
    [['read', '--jsno', 'x'], 'Không có tùy chọn --jsno.'],
    [['read', '--debug-pictures'], 'Tùy chọn --debug-pictures cần một giá trị.'],
    [['status', 'x'], 'Thừa "x".'],
    [['list', 'phieu'], 'Không có danh sách "phieu": dùng submissions hoặc mails.'],
    [['retry', 'x'], '"x" không phải là một thư; viết như mail:12.'],
    [['user', 'add'], 'Cần tên tài khoản.'],
    [['user', 'role', 'an', 'king'], 'Vai trò "king" không có; dùng một trong: reviewer, operator, admin.'],
  ])('%j says what is wrong and where the right call stands', async (args, what) => {
    const { code, lines } = await call(...args)
    expect(lines).toEqual([what, `Xem cách dùng: npx homphieu ${args[0]} --help`])
    expect(code).toBe(2)
  })

  it('says it in English where asked', async () => {
    expect((await call('read', '--foo', '--lang', 'en')).lines).toEqual([
      'There is no option --foo.',
      'How to use it: npx homphieu read --help --lang en',
    ])
  })

  it.each(commands)('homphieu %s --help is in the language asked for', async (name) => {
    const [vi, en] = [await call(name, '--help'), await call(name, '--help', '--lang', 'en')]
    expect([vi.code, en.code]).toEqual([0, 0])
    expect(vi.lines[0]).toMatch(/[àáảãạăâđèéêìíòóôơùúưỳý]/iu)
    expect(en.lines.join('\n')).not.toMatch(/[ạảấầậắăđếềệịọốồộớờợụứừựỳ]/iu)
    expect(en.lines.join('\n')).toContain(`homphieu ${name}`)
  })
})
