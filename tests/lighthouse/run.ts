import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOnce } from '../../src/build/build.ts'
import { unpackChromium } from '../../src/build/chromium.ts'
import { startLocal } from '../../src/dev/local.ts'
import type { Language } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'

// `npm run lighthouse`: the built product on Node with the real list, and what Lighthouse says of the statement's page.
// Lighthouse itself is fetched when asked for: it brings more packages than the whole product has, and no test needs it.

const lighthouse = 'lighthouse@13.5.0'
const slug = 'forcible-expulsion'
const folder = 'dist/lighthouse'
const categories = ['performance', 'accessibility', 'best-practices', 'seo']
const visits: { lang: Language; preset: 'mobile' | 'desktop' }[] = [
  { lang: 'en', preset: 'mobile' },
  { lang: 'en', preset: 'desktop' },
  { lang: 'be', preset: 'mobile' },
  { lang: 'be', preset: 'desktop' },
]

type Report = {
  categories: Record<
    string,
    { title: string; score: number | null; auditRefs: { id: string; weight: number }[] }
  >
  audits: Record<
    string,
    { title: string; score: number | null; displayValue?: string; scoreDisplayMode: string }
  >
}

async function judgeAll(origin: string): Promise<boolean> {
  mkdirSync(folder, { recursive: true })
  let perfect = true
  for (const { lang, preset } of visits) {
    const report = await judge(
      `${origin}${paths.statement.page(lang, slug)}`,
      preset,
      join(folder, `${lang}-${preset}`),
    )
    const scores = Object.values(report.categories).map(
      ({ title, score }) => `${title} ${Math.round((score ?? 0) * 100)}`,
    )
    console.log(`${lang} ${preset.padEnd(7)}  ${scores.join('  ')}`)
    for (const line of shortcomings(report)) console.log(`    ${line}`)
    perfect &&= Object.values(report.categories).every(({ score }) => score === 1)
  }
  console.log(`The reports are in ${folder}.`)
  return perfect
}

/** What Lighthouse would have otherwise, also where it costs no point. */
const shortcomings = ({ categories, audits }: Report): string[] =>
  Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.flatMap(({ id, weight }) => {
      const audit = audits[id]
      if (!audit || audit.score === null || audit.score === 1) return []
      return `${id} ${audit.score} (weight ${weight}): ${audit.title} ${audit.displayValue ?? ''}`
    }),
  )

async function judge(url: string, preset: 'mobile' | 'desktop', path: string): Promise<Report> {
  const { executablePath, env } = await unpackChromium()
  const args = [
    'exec',
    '--yes',
    `--package=${lighthouse}`,
    '--',
    'lighthouse',
    url,
    '--quiet',
    '--output=json',
    '--output=html',
    `--output-path=${path}`,
    `--only-categories=${categories.join(',')}`,
    ...(preset === 'desktop' ? ['--preset=desktop'] : []),
    '--chrome-flags=--headless=new --no-sandbox --no-zygote --disable-gpu',
  ]
  const child = spawn('npm', args, { stdio: 'inherit', env: { ...env, CHROME_PATH: executablePath } })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`Lighthouse ended with ${code}`)
  return JSON.parse(readFileSync(`${path}.report.json`, 'utf8')) as Report
}

/** Runs `work` while the built product serves at the origin that it is given; nothing of it stays. */
async function whileServing<T>(work: (origin: string) => Promise<T>): Promise<T> {
  await buildOnce()
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-lighthouse-'))
  const port = await freePort()
  const local = await startLocal({ ...process.env, DATA_DIR: dataDir, PORT: String(port), MAILBOX_PORT: '0' })
  const server = spawn(process.execPath, ['dist/node.js'], {
    env: local.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    // It writes where it is to be read once it listens.
    await Promise.race([
      once(server.stdout, 'data'),
      once(server, 'exit').then(() => Promise.reject(new Error('the server ended at once'))),
    ])
    return await work(local.env.PUBLIC_URL ?? '')
  } finally {
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
    await local.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

if (!(await whileServing(judgeAll))) process.exitCode = 1
