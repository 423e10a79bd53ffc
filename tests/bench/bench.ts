import { built } from './build.ts'
import type { Urls } from './database.ts'
import { type Generator, type Running, startProduct } from './processes.ts'
import type { Pace } from './rounds.ts'
import type { Side } from './stats.ts'

/** The lengths of the lists that are measured; the first is the real one. */
export const sizes = [11, 1_000, 10_000, 100_000] as const
export type Size = (typeof sizes)[number]
export const longest = 100_000 satisfies Size

/** What every part of the bench works with. */
export type Bench = {
  pace: Pace
  generator: Generator
  databases: Record<Size, Urls>
  /** Of this run alone: gone when it ends. */
  folder: string
  /** Where the mails go: a provider on this machine that accepts each after a tenth of a second. */
  mailPort: number
}

/** The product on the list of a size. */
export const productAt = (
  { databases, folder, mailPort }: Bench,
  size: Size,
  urls = databases[size],
): Promise<Running> => startProduct(built('node'), urls, { folder, mailPort })

/** Runs work with something that is stopped afterwards, whatever happens. */
export async function using<S extends { stop: () => Promise<void> }, T>(
  started: Promise<S>,
  work: (running: S) => Promise<T>,
): Promise<T> {
  const running = await started
  try {
    return await work(running)
  } finally {
    await running.stop()
  }
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const percent = (value: number) => `${Math.round(value * 100)} %`

/** What a ratio of two throughputs was computed from. */
export const ratesOf = (one: Side, other: Side): string =>
  `${whole(one.perSecond)} against ${whole(other.perSecond)} /s (spread ${percent(one.spread)}, ${percent(other.spread)})`

export const latenciesOf = (one: Side, other: Side): string =>
  `${one.p99.toFixed(1)} against ${other.p99.toFixed(1)} ms`
