import type { Load } from './load.ts'
import { cpuSeconds, type Generator, type Replaying, type Running } from './processes.ts'
import { type Sample, type Side, summarise, turns } from './stats.ts'

/** How often and how long, in milliseconds: a whole bench, or a quick look. */
export type Pace = { rounds: number; milliseconds: number; warmUp: number; polling: number }

type Contender<Name extends string> = { name: Name; run: (milliseconds: number) => Promise<Sample> }

/** Lets the sides of a comparison run in turns, after each has warmed up, and sums up what each did. */
export async function compare<Name extends string>(
  pace: Pace,
  contenders: readonly Contender<Name>[],
): Promise<Record<Name, Side>> {
  for (const { run } of contenders) await run(pace.warmUp)
  const samples = new Map<Name, Sample[]>()
  for (const { name, run } of turns(contenders, pace.rounds)) {
    samples.set(name, [...(samples.get(name) ?? []), await run(pace.milliseconds)])
  }
  const sides = [...samples].map(([name, all]) => [name, summarise(all)] as const)
  return Object.fromEntries(sides) as Record<Name, Side>
}

/** One side that is asked over HTTP. */
export const overHttp = <Name extends string>(
  name: Name,
  generator: Generator,
  { port, pid }: Running,
  load: Omit<Load, 'milliseconds' | 'port'>,
): Contender<Name> => ({
  name,
  async run(milliseconds) {
    const before = cpuSeconds(pid)
    const sample = await generator.run({ ...load, port, milliseconds })
    return { ...sample, cpu: ((cpuSeconds(pid) - before) * 1000) / sample.count }
  },
})

/** One side that is a loop over the database. */
export const replaying = <Name extends string>(name: Name, { run }: Replaying): Contender<Name> => ({
  name,
  run,
})
