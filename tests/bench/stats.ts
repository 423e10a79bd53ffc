// What the bench computes from what it measured: no clock, no process, no network.

/** What one side did in one round: requests answered, seconds, latencies in milliseconds, the generator's own CPU. */
export type Sample = {
  count: number
  seconds: number
  p50: number
  p99: number
  /** Answers that were not the ones asked for. */
  failures: number
  /** Milliseconds of CPU that the server's process used for an answer. */
  cpu: number
  /** Share of one core that the load generator itself used; near 1 it would be what is measured. */
  generator: number
}

/** A side of a comparison over all its rounds: medians, and how far its rounds lie apart. */
export type Side = {
  perSecond: number
  p50: number
  p99: number
  /** Milliseconds of CPU for an answer: what a busy machine changes least. */
  cpu: number
  /** The same in its cheapest round. What else runs on the machine only adds to it: caches are shared, and cores. */
  leastCpu: number
  /** (highest − lowest) ÷ median of the rounds' throughput. */
  spread: number
  generator: number
}

export type Bound = { atLeast: number } | { atMost: number }
export type Unit = 'ratio' | '/s' | 'ms' | 'MB' | 'KiB'

/** One line of the result. Without a bound it is only reported. */
export type Figure = { part: string; what: string; value: number; unit: Unit; bound?: Bound; detail: string }

/** The value below which `share` of the sorted values lie (nearest rank); NaN of none. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.ceil(share * sorted.length) - 1
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? Number.NaN
}

/** The middle value, or the mean of the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

/** Throws if any answer was not the one asked for: a fast refusal is not speed. */
export function summarise(samples: readonly Sample[]): Side {
  const failures = samples.reduce((sum, sample) => sum + sample.failures, 0)
  if (failures > 0) throw new Error(`${failures} answers were not those that were asked for`)
  const rates = samples.map(({ count, seconds }) => count / seconds)
  return {
    perSecond: median(rates),
    p50: median(samples.map(({ p50 }) => p50)),
    p99: median(samples.map(({ p99 }) => p99)),
    cpu: median(samples.map(({ cpu }) => cpu)),
    leastCpu: Math.min(...samples.map(({ cpu }) => cpu)),
    spread: (Math.max(...rates) - Math.min(...rates)) / median(rates),
    generator: median(samples.map(({ generator }) => generator)),
  }
}

/** Whether a figure is within its bound. What could not be measured (NaN) is not. */
export function holds({ value, bound }: Pick<Figure, 'value' | 'bound'>): boolean {
  if (!bound) return true
  return 'atLeast' in bound ? value >= bound.atLeast : value <= bound.atMost
}

/** The order in which sides take their turns: there and back, so that a slow drift of the machine hits all alike. */
export function turns<T>(sides: readonly T[], rounds: number): T[] {
  return Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? sides : sides.toReversed())).flat()
}

const digits: Record<Unit, number> = { ratio: 2, '/s': 0, ms: 2, MB: 1, KiB: 1 }

const number = (value: number, unit: Unit) =>
  `${value.toLocaleString('en', { minimumFractionDigits: digits[unit], maximumFractionDigits: digits[unit] })}${unit === 'ratio' ? '' : ` ${unit}`}`

const boundText = ({ bound, unit }: Figure) => {
  if (!bound) return ''
  return 'atLeast' in bound ? `≥ ${number(bound.atLeast, unit)}` : `≤ ${number(bound.atMost, unit)}`
}

function verdict(figure: Figure): string {
  if (!figure.bound) return ''
  return holds(figure) ? 'holds' : 'FAILS'
}

/** The figures as a table for the terminal, a line each. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(figure => [
    figure.part,
    figure.what,
    number(figure.value, figure.unit),
    boundText(figure),
    verdict(figure),
    figure.detail,
  ])
  const all = [['', 'what', 'value', 'bound', '', 'from'], ...rows]
  const widths = all[0]?.map((_, i) => Math.max(...all.map(row => row[i]?.length ?? 0))) ?? []
  const toTheRight = (i: number) => i === 2 || i === 3
  return all
    .map(row =>
      row
        .map((cell, i) => (toTheRight(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
