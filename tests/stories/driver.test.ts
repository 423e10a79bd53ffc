import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestHarness, unstable_readConfig } from 'wrangler'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { target } from '../support/target.ts'

// workerd gets another build of PostgreSQL's driver than Node, whose is in tests/storage/lost-connection.test.ts.

describe.runIf(target === 'workerd')('the driver on workerd', () => {
  let database: TestDatabase
  let stop: () => Promise<void>
  let url: URL
  beforeAll(async () => {
    database = await freshDatabase()
    const { compatibility_date, compatibility_flags } = unstable_readConfig({ config: 'wrangler.toml' })
    const harness = createTestHarness({
      root: process.cwd(),
      workers: [
        {
          config: {
            name: 'driver',
            main: 'tests/support/driver/on-workerd.ts',
            ...(compatibility_date ? { compatibility_date } : {}),
            compatibility_flags,
            hyperdrive: [{ binding: 'HYPERDRIVE', id: '1', localConnectionString: database.owner }],
          },
        },
      ],
    })
    url = (await harness.listen()).url
    stop = () => harness.close()
  })
  afterAll(async () => {
    await stop?.()
    await database?.drop()
  })

  const run = async (name: string) => (await fetch(new URL(name, url))).json()
  const away = 'CONNECTION_CLOSED'

  it('takes a transaction that begins behind many questions', async () => {
    expect(await run('crowded')).toEqual(['2'])
  })

  it('ends a transaction whose connection is cut', async () => {
    expect(await run('transaction')).toBe(away)
  })

  it('replaces a connection by one that knows nothing of it', async () => {
    expect(await run('pool')).toEqual({
      failed: [away, away],
      next: [{ n: 1 }, { n: 2 }, { n: 3 }],
      ended: 'ended',
    })
  })

  it('lets no lost transaction into the next one', async () => {
    expect(await run('stranger')).toEqual({ failed: away, same: true, lateEnd: away })
  })
})
