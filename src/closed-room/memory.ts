import { readdirSync, readFileSync } from 'node:fs'

const inMb = (pages: string | undefined): number => (Number(pages) * 4096) / 1_048_576

/** Resident memory of a process in MB; null where there is no /proc or the process is gone. */
export function memoryOf(pid: number | undefined): number | null {
  try {
    return Math.round(inMb(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]))
  } catch {
    return null
  }
}

/** The same of a whole process group. Looks at every process of the machine: some 3 ms. */
export function memoryOfGroup(leader: number | undefined): number | null {
  let sum: number | null = null
  try {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d/.test(pid)) continue
      const stat = statOf(pid)
      // Behind the name in brackets, which may hold anything: state, parent, group, … resident pages.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(fields[2]) === leader) sum = (sum ?? 0) + inMb(fields[21])
    }
  } catch {
    return null
  }
  return sum === null ? null : Math.round(sum)
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
