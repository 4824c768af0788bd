/**
 * Milliseconds that this process has had a processor since it began: unlike the clock it does not run while other
 * programs have the machine, so that "does not hold the reader up" can be asserted on a busy one.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
