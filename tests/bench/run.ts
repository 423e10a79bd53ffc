import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchAsking } from './asking.ts'
import { type Bench, type Size, sizes } from './bench.ts'
import { buildAll, built, builtFolder } from './build.ts'
import { startDatabases, type Urls } from './database.ts'
import { benchMemory } from './memory.ts'
import { benchPages } from './pages.ts'
import { startGenerator } from './processes.ts'
import type { Pace } from './rounds.ts'
import { benchSearch } from './search.ts'
import { type Figure, holds, table } from './stats.ts'
import { benchWorker } from './worker.ts'

// `npm run bench [-- --quick] [-- --only=ab]`: starts the product and what it is compared with, measures both in turns,
// prints the ratios and ends with 1 if a bound does not hold. docs/performance.md says what each means.

const parts: Record<string, (bench: Bench) => Promise<Figure[]>> = {
  a: benchPages,
  b: benchSearch,
  c: benchAsking,
  d: benchMemory,
  e: benchWorker,
}
const paces: Record<'whole' | 'quick', Pace> = {
  whole: { rounds: 8, milliseconds: 300, warmUp: 1500, polling: 18_000 },
  quick: { rounds: 2, milliseconds: 300, warmUp: 400, polling: 6_000 },
}

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: Object.keys(parts).join('') },
  },
})

const begun = performance.now()
const tell = (text: string) =>
  console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${text}`)

/** Accepts every mail after a tenth of a second, as a provider does. */
function startProvider(): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      setTimeout(() => response.setHeader('content-type', 'application/json').end('{"id":"accepted"}'), 100)
    })
  })
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        async stop() {
          server.closeAllConnections()
          await new Promise(closed => server.close(closed))
        },
      })
    })
  })
}

async function measure(folder: string): Promise<Figure[]> {
  tell('builds')
  await buildAll()
  tell('starts PostgreSQL')
  const server = await startDatabases(join(folder, 'data'), built('deploy'))
  const provider = await startProvider()
  const generator = startGenerator()
  try {
    const databases: Partial<Record<Size, Urls>> = {}
    for (const size of sizes) {
      tell(`fills a list of ${size.toLocaleString('en')}`)
      databases[size] = await server.make(size)
    }
    const bench: Bench = {
      pace: options.quick ? paces.quick : paces.whole,
      databases: databases as Record<Size, Urls>,
      generator,
      folder,
      mailPort: provider.port,
    }
    const figures: Figure[] = []
    for (const [part, run] of Object.entries(parts)) {
      if (!options.only.includes(part)) continue
      tell(`measures (${part})`)
      const measured = await run(bench)
      console.log(table(measured))
      figures.push(...measured)
    }
    return figures
  } finally {
    await generator.stop()
    await provider.stop()
    await server.stop()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
try {
  const figures = await measure(folder)
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version }
  const result = { measuredAt: new Date().toISOString(), quick: options.quick, machine, figures }
  writeFileSync(join(builtFolder, '../bench.json'), `${JSON.stringify(result, null, 2)}\n`)
  const failed = figures.filter(figure => !holds(figure))
  console.log(failed.length === 0 ? '\nEvery bound holds.' : `\n${failed.length} bounds do not hold.`)
  process.exitCode = failed.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
tell('done')
