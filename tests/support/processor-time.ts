/**
 * Milliseconds of the processor that some work takes, the least of `times` tries. The clock on the wall would also
 * measure what the machine does meanwhile for others; a first try also measures the compiler.
 */
export function processorTime(work: () => unknown, times = 5): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < times; run++) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
