import type { TestDatabase } from './database.ts'
import { startNode } from './start-node.ts'

/** The running product, on Node or on workerd: all that a story knows of it is its address and its clock. */
export type Target = {
  url: string
  moveClock: (milliseconds: number) => Promise<void>
  /** What cron does each minute on Workers and the process each second on Node. */
  sweep: () => Promise<void>
  /** A process, or an isolate, that has just begun: it holds nothing, at the same address. */
  restart: () => Promise<void>
  /** Ends the process at once, where it is one of its own: it is told nothing, and `restart` begins another. */
  kill: () => void
  /** Of the process that serves, where it is one of its own. */
  pid: () => number | null
  /** Every line that it wrote, on either stream. */
  logged: () => string[]
  stop: () => Promise<void>
}

export const target = process.env.TARGET === 'workerd' ? 'workerd' : 'node'

/**
 * How many ask at once where it matters that many do. On workerd each request has connections of its own, and a busy
 * machine answers some of a crowd with 503.
 */
export const many = target === 'node' ? 50 : 20

/**
 * Starts the runtime that this run of the stories is for; `bundles`: a folder with another build of it, on Node.
 * wrangler takes seconds to load: only workerd waits for it.
 */
export async function startTarget(
  database: TestDatabase,
  settings: Record<string, string>,
  bundles?: string,
): Promise<Target> {
  if (target === 'node') return startNode(database, settings, bundles)
  const { startWorkerd } = await import('./start-workerd.ts')
  return startWorkerd(database, settings)
}
