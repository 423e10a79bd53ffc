import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { testEnv } from '../support/scene.ts'
import { startWorkerd } from '../support/start-workerd.ts'
import type { Target } from '../support/target.ts'

// Node says the same of its settings at its start: tests/app/start-faults.test.ts.

const canary = 'c4n4ry'
const asked = [paths.home, paths.site.ready, paths.site.health, paths.api.statements]

describe('a Worker', () => {
  let database: TestDatabase
  let worker: Target | undefined
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterEach(async () => {
    await worker?.stop()
    worker = undefined
  })
  afterAll(() => database?.drop())

  /** As it is deployed, but for what `settings` say otherwise. */
  async function starts(settings: Record<string, string>) {
    worker = await startWorkerd(database, { ...testEnv, NODE_ENV: '', ...settings })
    const { url, logged } = worker
    const answers = []
    for (const path of asked) answers.push(await fetch(url + path, { redirect: 'manual' }))
    const lines = (happening: string) => logged().filter(line => line.includes(`"happening":"${happening}"`))
    return { answers, logged, lines }
  }
  const local = { PUBLIC_URL: 'http://localhost:3000', MAIL_FROM: 'Countersign <mail@localhost>' }

  it.each([
    [
      'an address of this machine, whatever it calls itself',
      { PUBLIC_URL: local.PUBLIC_URL, NODE_ENV: 'test' },
      'PUBLIC_URL: production needs',
    ],
    ['a sender that nobody can answer', { MAIL_FROM: local.MAIL_FROM }, 'MAIL_FROM: production needs'],
    ['a key that is a text', { CONTACT_KEY: canary }, 'CONTACT_KEY: '],
    ['one key for two things', { SESSION_SECRET: testEnv.CONTACT_KEY }, 'CONTACT_KEY and SESSION_SECRET'],
  ])('serves nothing with %s, and says so once in its log alone', async (_, settings, fault) => {
    const { answers, logged, lines } = await starts(settings)
    for (const answer of answers) {
      expect([answer.status, await answer.text()]).toEqual([503, 'Countersign is not configured.'])
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    }
    await worker?.sweep()
    expect(lines('settings_refused')).toEqual([expect.stringContaining(fault)])
    expect(logged().join('\n')).not.toContain(canary)
  })

  it('takes them in development, which has to be said', async () => {
    const { answers, lines } = await starts({ ...local, NODE_ENV: 'development' })
    expect(answers[2]?.status).toBe(200)
    expect(lines('settings_refused')).toEqual([])
  })

  it('names a setting once that nothing reads, without what it is set to', async () => {
    const { answers, logged, lines } = await starts({ MAIL_PER_SECONDS: canary, LIMIT_OF_ALL: canary })
    expect(answers[2]?.status).toBe(200)
    expect(lines('setting_unknown').map(line => JSON.parse(line))).toMatchObject([
      { level: 'warn', setting: 'LIMIT_OF_ALL', meant: null },
      { level: 'warn', setting: 'MAIL_PER_SECONDS', meant: 'MAIL_PER_SECOND' },
    ])
    expect(logged().join('\n')).not.toContain(canary)
  })
})
