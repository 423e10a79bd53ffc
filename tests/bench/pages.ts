import { paths } from '../../src/paths.ts'
import { type Bench, latenciesOf, longest, productAt, ratesOf, type Size, sizes, using } from './bench.ts'
import { built } from './build.ts'
import { slug } from './database.ts'
import { ask, requestText } from './http.ts'
import { type Running, startReference } from './processes.ts'
import { compare, overHttp } from './rounds.ts'
import type { Figure } from './stats.ts'

// (a) The answers that are made once a revision and sent to everybody.

const connections = 16
const hot = [
  { name: 'statement page', path: paths.statement.page('en', slug) },
  { name: 'JSON list', path: paths.api.signatories(slug) },
] as const
type Hot = (typeof hot)[number]

export async function benchPages(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of sizes) {
    await using(productAt(bench, size), async product => {
      for (const one of hot) figures.push(...(await againstReferences(bench, product, size, one)))
      if (size === sizes[0] || size === longest)
        for (const one of hot) figures.push(...(await cpuBesideNode(bench, product, size, one)))
    })
  }
  return [...figures, ...(await lengthOfList(bench))]
}

async function againstReferences(
  bench: Bench,
  product: Running,
  size: Size,
  { name, path }: Hot,
): Promise<Figure[]> {
  const answer = await ask(product.port, path)
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
  const reference = (kind: 'hono' | 'plain' | 'http') => startReference(built('reference'), kind, answer)
  const asked = (who: Running) => ({ requests: [requestText(who.port, path)], status: 200, connections })
  return using(reference('hono'), hono =>
    using(reference('plain'), plain =>
      using(reference('http'), async http => {
        const sides = await compare(bench.pace, [
          overHttp('product', bench.generator, product, asked(product)),
          overHttp('hono', bench.generator, hono, asked(hono)),
          overHttp('plain', bench.generator, plain, asked(plain)),
          overHttp('http', bench.generator, http, asked(http)),
        ])
        const what = `${name} at ${size.toLocaleString('en')}`
        const against = (other: 'hono' | 'plain' | 'http') => ({
          part: 'a',
          value: sides.product.perSecond / sides[other].perSecond,
          unit: 'ratio' as const,
          detail: ratesOf(sides.product, sides[other]),
        })
        return [
          { ...against('hono'), what: `${what} ÷ Hono`, bound: { atLeast: 0.8 } },
          {
            part: 'a',
            what: `${what}, p99 ÷ Hono`,
            value: sides.product.p99 / sides.hono.p99,
            unit: 'ratio',
            bound: { atMost: 2 },
            detail: latenciesOf(sides.product, sides.hono),
          },
          {
            part: 'a',
            what: `${what}, CPU ÷ Hono`,
            value: sides.product.cpu / sides.hono.cpu,
            unit: 'ratio',
            detail: `${sides.product.cpu.toFixed(3)} against ${sides.hono.cpu.toFixed(3)} ms for an answer`,
          },
          { ...against('plain'), what: `${what} ÷ Hono with a Response` },
          {
            ...against('http'),
            what: `${what} ÷ node:http`,
            detail: `${ratesOf(sides.product, sides.http)}; the generator used ${sides.http.generator.toFixed(2)} of a core`,
          },
        ]
      }),
    ),
  )
}

/**
 * The process's CPU for an answer, beside `node:http` that sends the same bytes, each side in its cheapest round.
 * Requests a second say less: where the generator saturates first, both sides come out alike.
 */
async function cpuBesideNode(
  bench: Bench,
  product: Running,
  size: Size,
  { name, path }: Hot,
): Promise<Figure[]> {
  const figures: Figure[] = []
  const { headers } = await ask(product.port, path)
  const ways: Record<string, Record<string, string>> = {
    gzip: {},
    plain: { 'accept-encoding': 'identity' },
    304: { 'if-none-match': headers.etag ?? '' },
  }
  for (const [way, more] of Object.entries(ways)) {
    const answer = await ask(product.port, path, more)
    const load = ({ port }: Running) => {
      const requests = [requestText(port, path, { headers: more })]
      return { requests, status: answer.status, connections }
    }
    await using(startReference(built('reference'), 'http', answer), async http => {
      const sides = await compare(bench.pace, [
        overHttp('product', bench.generator, product, load(product)),
        overHttp('http', bench.generator, http, load(http)),
      ])
      figures.push({
        part: 'a',
        what: `${name} at ${size.toLocaleString('en')}, ${way}, CPU ÷ node:http`,
        value: sides.product.leastCpu / sides.http.leastCpu,
        unit: 'ratio',
        bound: { atMost: 1.1 },
        detail: `${sides.product.leastCpu.toFixed(3)} against ${sides.http.leastCpu.toFixed(3)} ms for an answer; medians ${sides.product.cpu.toFixed(3)} against ${sides.http.cpu.toFixed(3)}`,
      })
    })
  }
  return figures
}

/** A list of a hundred thousand begins like any other: its first page costs what the real list of eleven costs. */
async function lengthOfList(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = []
  await using(productAt(bench, sizes[0]), short =>
    using(productAt(bench, longest), async long => {
      for (const { name, path } of hot) {
        const asked = (who: Running) => ({
          requests: [requestText(who.port, path)],
          status: 200,
          connections,
        })
        const sides = await compare(bench.pace, [
          overHttp('long', bench.generator, long, asked(long)),
          overHttp('short', bench.generator, short, asked(short)),
        ])
        figures.push({
          part: 'a',
          what: `${name}, time at 100,000 ÷ at 11`,
          value: sides.short.perSecond / sides.long.perSecond,
          unit: 'ratio',
          bound: { atMost: 1.3 },
          detail: ratesOf(sides.long, sides.short),
        })
      }
    }),
  )
  return figures
}
