import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../dev/scene.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { keySetting } from '../support/test-keys.ts'

// What a start that fails prints: never a URL of the database, nor a key, whatever is wrong with it.

const canary = 'kanarinas'
const canaryKey = Buffer.from(`${canary} sings in the cage, 1 2 3 4!`.padEnd(32)).subarray(0, 32)

let database: TestDatabase
let other: TestDatabase
let dataDir: string
let port: string
beforeAll(async () => {
  port = String(await freePort())
  database = await freshDatabase()
  other = await freshDatabase()
  dataDir = mkdtempSync(join(tmpdir(), 'countersign-faults-'))
})
afterAll(async () => {
  await database.drop()
  await other.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The end of a process that is told these settings, in production. */
async function end(program: string, settings: Record<string, string | undefined>, args: string[] = []) {
  const child = spawn(process.execPath, [`dist/${program}.js`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PORT: port,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://countersign.example',
      MAIL_FROM: 'mail@countersign.example',
      RESEND_API_KEY: 're_x',
      CONTACT_KEY: keySetting(7),
      SESSION_SECRET: keySetting(8),
      DATABASE_URL: database.app,
      DATABASE_PUBLIC_URL: database.public,
      ...settings,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
    })
  }
  const [code] = await once(child, 'close')
  return { code, output }
}

const wrong = (change: (url: URL) => void) => {
  const url = new URL(database.app)
  change(url)
  return url.href
}

const urls: [string, () => string][] = [
  ['an unescaped #', () => database.app.replace(/:[^:@]+@/, `:${canary}#1@`)],
  ['an unescaped /', () => database.app.replace(/:[^:@]+@/, `:${canary}/1@`)],
  ['an unescaped ?', () => database.app.replace(/:[^:@]+@/, `:${canary}?1@`)],
  ['an unescaped @', () => database.app.replace(/:[^:@]+@/, `:${canary}@1@`)],
  ['a lone %', () => database.app.replace(/:[^:@]+@/, `:${canary}%@`)],
  ['another protocol', () => wrong(() => {}).replace('postgres:', `${canary}:`)],
  ['a wrong password', () => wrong(url => Object.assign(url, { password: canary }))],
  ['an unknown role', () => wrong(url => Object.assign(url, { username: canary, password: canary }))],
  ['an unknown database', () => wrong(url => Object.assign(url, { pathname: `/${canary}` }))],
]

describe.each(urls)('%s', (_, url) => {
  it.each([
    ['node', 'DATABASE_URL'],
    ['node', 'DATABASE_OWNER_URL'],
    ['deploy', 'DATABASE_OWNER_URL'],
    ['moderator', 'DATABASE_URL'],
    ['privacy', 'DATABASE_URL'],
    ['export', 'DATABASE_PUBLIC_URL'],
  ])('%s says so and shows nothing of it', async (program, variable) => {
    const args = { moderator: ['list'], privacy: ['report'], export: [join(dataDir, 'copy')] }[program] ?? []
    const { code, output } = await end(program, { [variable]: url() }, args)
    expect(output).not.toContain(canary)
    expect(output).not.toMatch(/\n\s+at /)
    expect(output.trim()).not.toBe('')
    expect(code).toBe(1)
  })
})

const withSetting = (setting: string) => `${database.app}${setting}`

describe.each(['node', 'doctor'])('%s says in a line of its own which URL is wrong', program => {
  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'a public list of another database',
      () => ({ DATABASE_PUBLIC_URL: other.public }),
      /DATABASE_URL and DATABASE_PUBLIC_URL lead to two databases/,
    ],
    [
      'an owner of another database',
      () => ({ DATABASE_OWNER_URL: other.owner }),
      /DATABASE_OWNER_URL and DATABASE_URL lead to two databases/,
    ],
    [
      'the two roles swapped',
      () => ({ DATABASE_URL: database.public, DATABASE_PUBLIC_URL: database.app }),
      /DATABASE_URL and DATABASE_PUBLIC_URL are swapped/,
    ],
    [
      'the app’s role as the owner',
      () => ({ DATABASE_OWNER_URL: database.app }),
      /DATABASE_OWNER_URL and DATABASE_URL log in as one role/,
    ],
    [
      'the public role as the owner',
      () => ({ DATABASE_OWNER_URL: database.public }),
      /DATABASE_OWNER_URL and DATABASE_PUBLIC_URL log in as one role/,
    ],
    [
      'a setting that the database does not know',
      () => ({ DATABASE_URL: withSetting(`?${canary}=1`) }),
      /DATABASE_URL: behind its “\?” is a setting/,
    ],
    [
      'an sslmode that is none',
      () => ({ DATABASE_URL: withSetting(`?sslmode=${canary}`) }),
      /DATABASE_URL: its sslmode is none of disable, /,
    ],
    [
      'TLS where the database speaks none',
      () => ({ DATABASE_PUBLIC_URL: `${database.public}?sslmode=require` }),
      /DATABASE_PUBLIC_URL: it demands TLS by sslmode, and the database speaks none/,
    ],
    [
      'a public role with another password',
      () => ({ DATABASE_PUBLIC_URL: database.public.replace(/:[^:@]+@/, `:${canary}@`) }),
      /DATABASE_PUBLIC_URL: the database refuses its role or its password/,
    ],
  ])('%s', async (_, settings, words) => {
    const { code, output } = await end(program, settings())
    expect(output).toMatch(words)
    expect(output).not.toMatch(/\n\s+at |frames/)
    expect(output).not.toContain(canary)
    expect(
      output
        .trim()
        .split('\n')
        .filter(line => !/^(ok|note) /.test(line)),
    ).toHaveLength(1)
    expect(code).toBe(1)
  })
})

it('a deploy refuses an owner that is the app’s role before it changes anything', async () => {
  const { code, output } = await end('deploy', { DATABASE_OWNER_URL: database.app })
  expect(output.trim()).toMatch(/DATABASE_OWNER_URL logs in as countersign_app: [^\n]+$/)
  expect(code).toBe(1)
})

it('the doctor of production starts no database to say that nothing is set', async () => {
  const nothing = Object.fromEntries(
    'PUBLIC_URL MAIL_FROM RESEND_API_KEY CONTACT_KEY SESSION_SECRET DATABASE_URL DATABASE_PUBLIC_URL'
      .split(' ')
      .map(name => [name, '']),
  )
  const { code, output } = await end('doctor', { ...nothing, DATA_DIR: join(dataDir, 'none') })
  expect(output).toMatch(
    /^wrong {2}settings {2}PUBLIC_URL: it is not set; .*SESSION_SECRET: it is not set\n$/,
  )
  expect(existsSync(join(dataDir, 'none'))).toBe(false)
  expect(code).toBe(1)
})

it.each(['node', 'doctor'])('%s names a variable that nothing reads', async program => {
  // The start ends itself, once it has warned.
  const settings = { TRUSTED_PROXY: canary, LIMIT_FLOODS: canary }
  const fault = program === 'node' ? { DATABASE_URL: `${database.app}?${canary}=1` } : {}
  const { output } = await end(program, { ...settings, ...fault })
  expect(output).toMatch(/TRUSTED_PROXY/)
  expect(output).toMatch(/LIMIT_FLOODS.*LIMIT_FLOOD\b/)
  expect(output).not.toContain(canary)
})

it('a key that is none stops the start and is not shown', async () => {
  const { code, output } = await end('node', { CONTACT_KEY: canaryKey.toString('utf8') })
  expect(output).toMatch(/CONTACT_KEY: 32 random bytes/)
  expect(output).not.toContain(canary)
  expect(code).toBe(1)
})
