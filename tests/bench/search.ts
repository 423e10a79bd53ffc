import { paths } from '../../src/paths.ts'
import { type Bench, longest, productAt, ratesOf, using } from './bench.ts'
import { built } from './build.ts'
import { slug } from './database.ts'
import { ask, requestText } from './http.ts'
import { rareWord } from './organisations.ts'
import { type Running, startReplay } from './processes.ts'
import { compare, overHttp, replaying } from './rounds.ts'
import type { Figure, Side } from './stats.ts'
import { type Heard, tapWire, type Wire } from './wire.ts'

// (b) What a list of a hundred thousand is asked for, against the same SQL through the same driver.

/** No more than one network may have under way at once: `takeSearch`. Beyond it a refusal would be measured. */
const concurrency = 6
/** The pool of src/node-server.ts for public reads. */
const pool = 4

const questions = [
  { name: 'a common word', query: 'q=rights' },
  { name: 'two words', query: 'q=free%20speech%20vilnius' },
  { name: 'a rare word', query: `q=${rareWord}` },
  { name: 'a Cyrillic word', query: `q=${encodeURIComponent('праваабарончы')}` },
  { name: 'nothing found', query: 'q=nobodyhasthisname' },
  { name: 'a word in a country', query: 'q=forum&country=LT' },
  // The product asks these once until the list changes.
  { name: 'a country', query: 'country=GE' },
  { name: 'sorted by name', query: 'sort=name' },
]
/** Where they go on after a signatory in the middle of the list. */
const deep = [
  { name: 'a deep page', query: '' },
  { name: 'a deep page of a country', query: 'country=GE&' },
  { name: 'a deep page by name', query: 'sort=name&' },
]

export async function benchSearch(bench: Bench): Promise<Figure[]> {
  const urls = bench.databases[longest]
  return using(tapWire(urls.public), wire =>
    using(productAt(bench, longest, { ...urls, public: wire.url(urls.public) }), tapped =>
      using(productAt(bench, longest), async product => {
        const middle = await idInTheMiddle(tapped.port)
        const goingOn = deep.map(({ name, query }) => ({ name, query: `${query}after=${middle}` }))
        const figures: Figure[] = []
        for (const question of [...questions, ...goingOn]) {
          for (const [form, base] of [
            ['page', paths.list.page('en', slug)],
            ['JSON', paths.api.signatories(slug)],
          ] as const) {
            figures.push(
              ...(await againstSql(
                bench,
                { wire, tapped, product },
                `${question.name}, ${form}`,
                `${base}?${question.query}`,
              )),
            )
          }
        }
        return figures
      }),
    ),
  )
}

const cpuOf = ({ cpu }: Side) => cpu.toFixed(2)

type Sides = { wire: Wire; tapped: Running; product: Running }

async function againstSql(
  bench: Bench,
  { wire, tapped, product }: Sides,
  what: string,
  path: string,
): Promise<Figure[]> {
  const statements = await statementsOf(wire, tapped.port, path)
  const replay = (prepare: boolean) =>
    startReplay(built('replay'), {
      url: bench.databases[longest].public,
      pool,
      concurrency,
      prepare,
      kind: 'reads',
      runs: [statements],
    })
  return using(replay(false), plain =>
    using(replay(true), async prepared => {
      const asked = { requests: [requestText(product.port, path)], status: 200, connections: concurrency }
      // So slow that a third of the time warms them up as well.
      const pace = { ...bench.pace, warmUp: bench.pace.warmUp / 3 }
      const sides = await compare(pace, [
        overHttp('product', bench.generator, product, asked),
        replaying('plain', plain),
        replaying('prepared', prepared),
      ])
      const against = (sql: Side) => ({
        part: 'b',
        value: sides.product.perSecond / sql.perSecond,
        unit: 'ratio' as const,
        detail: `${ratesOf(sides.product, sql)}; ${cpuOf(sides.product)} against ${cpuOf(sql)} ms of Node’s CPU, ${statements.length} statements`,
      })
      return [
        { ...against(sides.plain), what: `${what} ÷ its SQL`, bound: { atLeast: 0.5 } },
        { ...against(sides.prepared), what: `${what} ÷ its SQL, prepared` },
      ]
    }),
  )
}

/** What the product asks the database for one request. Throws if it asks nothing: then there is nothing to compare. */
async function statementsOf(wire: Wire, port: number, path: string): Promise<Heard[]> {
  wire.take()
  const { status } = await ask(port, path)
  if (status !== 200) throw new Error(`${path} answers ${status}`)
  // Without the question of each second, whether a list has changed.
  const heard = wire.take().filter(({ text }) => !text.includes('"public_statements"'))
  if (heard.length === 0) throw new Error(`${path} asks the database nothing`)
  return heard
}

async function idInTheMiddle(port: number): Promise<string> {
  let after = ''
  for (let page = 0; page < 50; page++) {
    const { body } = await ask(port, `${paths.api.signatories(slug)}?limit=1000${after && `&after=${after}`}`)
    const { next } = JSON.parse(new TextDecoder().decode(body)) as { next: string | null }
    if (!next) break
    after = next
  }
  return after
}
