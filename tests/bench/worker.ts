import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { unstable_readConfig } from 'wrangler'
import { paths } from '../../src/paths.ts'
import { type Bench, longest, using } from './bench.ts'
import { slug, type Urls } from './database.ts'
import { ask, requestText } from './http.ts'
import { cpuSeconds, freePort, type Running, settingsFor } from './processes.ts'
import { type Figure, median } from './stats.ts'

// (e) The Worker in workerd alone: wrangler's proxy is slower than what is measured, and the clock stands still
// inside a request, so the process's CPU is divided by many requests.

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const requestsCounted = 10_000
const spawns = 3
const concurrency = 16

export async function benchWorker(bench: Bench): Promise<Figure[]> {
  const bundle = join(bench.folder, 'worker')
  await run(join(root, 'node_modules/.bin/wrangler'), ['deploy', '--dry-run', '--outdir', bundle], {
    cwd: root,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
  const started = { product: [] as number[], empty: [] as number[] }
  for (let i = 0; i < spawns; i++) {
    started.product.push(await startUp(() => startWorkerd(bench, bundle)))
    started.empty.push(await startUp(() => startWorkerd(bench, emptyBundle(bench.folder))))
  }
  const cpu = await using(startWorkerd(bench, bundle), workerd => cpuOfRequests(bench, workerd))
  return [
    {
      part: 'e',
      what: 'bundle, gzip',
      value: sizeOf(bundle),
      unit: 'KiB',
      detail: 'what wrangler would upload',
    },
    {
      part: 'e',
      what: 'start-up beyond an empty Worker',
      value: median(started.product) - median(started.empty),
      unit: 'ms',
      detail: `from spawn to the first answer: ${median(started.product).toFixed(0)} against ${median(started.empty).toFixed(0)} ms`,
    },
    cpu,
  ]
}

async function cpuOfRequests({ generator }: Bench, { port, pid }: Running): Promise<Figure> {
  const requests = [paths.statement.page('en', slug), paths.api.signatories(slug)].map(path =>
    requestText(port, path),
  )
  const load = { port, requests, status: 200, connections: concurrency, milliseconds: 1500 }
  await generator.run(load)
  const counted = Array.from({ length: requestsCounted / requests.length }, () => requests).flat()
  const before = cpuSeconds(pid)
  const { count, failures } = await generator.run({
    ...load,
    requests: counted,
    milliseconds: 120_000,
    once: true,
  })
  if (failures > 0 || count !== requestsCounted) throw new Error(`${failures} of ${count} answers failed`)
  return {
    part: 'e',
    what: 'CPU of workerd for a request',
    value: ((cpuSeconds(pid) - before) * 1000) / count,
    unit: 'ms',
    bound: { atMost: 1 },
    detail: `statement page and JSON list in turns, ${count.toLocaleString('en')} requests, 100,000 signatories`,
  }
}

/** Milliseconds from the process's start to its first answer. */
async function startUp(start: () => Promise<Running>): Promise<number> {
  const begun = performance.now()
  return using(start(), async () => performance.now() - begun)
}

function emptyBundle(folder: string): string {
  const bundle = join(folder, 'empty-worker')
  mkdirSync(bundle, { recursive: true })
  writeFileSync(join(bundle, 'worker.js'), 'export default { fetch: () => new Response("here") }')
  return bundle
}

const uploaded = (bundle: string) => readdirSync(bundle).filter(file => !/\.map$|^README/.test(file))

const sizeOf = (bundle: string): number =>
  gzipSync(Buffer.concat(uploaded(bundle).map(file => readFileSync(join(bundle, file))))).length / 1024

/** workerd with the bundle, and with PostgreSQL where Hyperdrive would be. Resolves when it answers. */
async function startWorkerd(bench: Bench, bundle: string): Promise<Running> {
  const port = await freePort()
  const config = join(bundle, 'config.capnp')
  writeFileSync(config, configOf(bench, bundle, port))
  const require = createRequire(import.meta.url)
  const binary = (require('workerd') as { default: string }).default
  const child = spawn(binary, ['serve', config, '--experimental'], { stdio: 'ignore' })
  const running: Running = {
    port,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
  while (child.exitCode === null) {
    const answer = await ask(port, paths.site.health).catch(() => null)
    if (answer?.status === 200) return running
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  throw new Error('workerd does not start')
}

const text = (value: string) => JSON.stringify(value)

/** What workerd takes a file of the bundle for. */
const kindOf = (file: string): string => (file.endsWith('.js') ? 'esModule' : 'text')

function configOf({ databases, mailPort }: Bench, bundle: string, port: number): string {
  const { compatibility_date, compatibility_flags } = unstable_readConfig({
    config: join(root, 'wrangler.toml'),
  })
  const urls = databases[longest]
  const modules = uploaded(bundle)
    .filter(file => file !== 'config.capnp')
    .toSorted((a, b) => Number(b === 'worker.js') - Number(a === 'worker.js'))
    .map(file => `(name = ${text(file)}, ${kindOf(file)} = embed ${text(file)})`)
  // Production takes no address of this machine.
  const settings = Object.entries({ NODE_ENV: 'development', ...settingsFor(port, mailPort) }).map(
    ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "kept", worker = .kept),
    (name = "postgres", external = (address = ${text(new URL(urls.app).host)}, tcp = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  compatibilityDate = ${text(compatibility_date ?? '')},
  compatibilityFlags = [${compatibility_flags.map(text).join(', ')}],
  bindings = [${[hyperdrive('HYPERDRIVE', urls, 'app'), hyperdrive('HYPERDRIVE_PUBLIC', urls, 'public'), ...settings].join(', ')},
    (name = "LAST_GOOD", kvNamespace = "kept")],
);
const kept :Workerd.Worker = (
  serviceWorkerScript = "addEventListener('fetch', e => e.respondWith(new Response(null, { status: e.request.method === 'GET' ? 404 : 200 })))",
  compatibilityDate = ${text(compatibility_date ?? '')},
);
`
}

function hyperdrive(name: string, urls: Urls, role: 'app' | 'public'): string {
  const { username, password, pathname } = new URL(urls[role])
  const where = `database = ${text(pathname.slice(1))}, user = ${text(username)}, password = ${text(password)}`
  return `(name = ${text(name)}, hyperdrive = (designator = "postgres", ${where}, scheme = "postgresql"))`
}
