/** Networks that are counted at once: of more, the one that came first is forgotten. */
const mostKeys = 20_000

/**
 * A limit on forms from one network in this process: `most` in `period` milliseconds from the first on. On Workers the
 * platform has one of its own.
 */
export function createFormLimit(most: number, period: number, clock = () => performance.now()) {
  const counts = new Map<string, { used: number; endsAt: number }>()
  return async (key: string): Promise<boolean> => {
    const now = clock()
    const count = counts.get(key)
    if (count && count.endsAt > now) {
      count.used += 1
      return count.used <= most
    }
    counts.delete(key)
    counts.set(key, { used: 1, endsAt: now + period })
    const [oldest] = counts.keys()
    if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest)
    return most >= 1
  }
}
