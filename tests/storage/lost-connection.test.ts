import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { connectListClient } from '../../src/storage/client.ts'
import { isAway } from '../../src/storage/pg-errors.ts'
import { freshDatabase } from '../support/database.ts'

type Seen = {
  crowded: string[]
  transaction: string
  pool: { failed: string[]; next: { n: number }[] | string; ended: string }
  stranger: { failed: string; same: boolean; lateEnd: string }
  reset: { answers: string[]; next: { n: number }[][] }
  closing: { answers: string[]; next: string[] }
  greeting: string
  unwritten: { failed: string; next: { n: number }[] }
  comesBack: number
}

const away = (code: string) => isAway(Object.assign(new Error(), { code }))

describe('a connection that is cut', () => {
  let seen: Seen
  beforeAll(async () => {
    const script = fileURLToPath(new URL('../support/driver/on-node.ts', import.meta.url))
    const database = await freshDatabase()
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [script], {
        env: { DATABASE_URL: database.owner },
        timeout: 50_000,
      })
      seen = JSON.parse(stdout) as Seen
    } finally {
      await database.drop()
    }
  })

  it('or is full takes a transaction that begins behind many questions', () => {
    expect(seen.crowded).toEqual(['2'])
  })

  it('in a transaction ends that, and not the process', () => {
    expect(away(seen.transaction), seen.transaction).toBe(true)
  })

  it('tells everybody who waits on it', () => {
    expect(seen.pool.failed.map(away), String(seen.pool.failed)).toEqual([true, true])
  })

  it('is replaced by one that knows nothing of it', () => {
    expect(seen.pool.next).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('keeps no pool from ending', () => {
    expect(seen.pool.ended).toBe('ended')
  })

  it('lets no lost transaction into the next one', () => {
    expect(away(seen.stranger.failed), seen.stranger.failed).toBe(true)
    expect(away(seen.stranger.lateEnd), seen.stranger.lateEnd).toBe(true)
    expect(seen.stranger.same).toBe(true)
  })

  it('tells also who asks on it before it is gone', () => {
    expect(seen.reset.answers).toEqual(['told', 'told'])
    expect(seen.reset.next).toEqual([[{ n: 2 }], [{ n: 2 }]])
  })

  it('together with all the others leaves a whole pool', () => {
    expect(new Set(seen.closing.answers)).toEqual(new Set(['told']))
    expect(new Set(seen.closing.next)).toEqual(new Set(['answered']))
  })

  it('in its greeting is told to who waits for it', () => {
    expect(away(seen.greeting), seen.greeting).toBe(true)
  })

  it('before it is written to leaves nothing to write', () => {
    expect(away(seen.unwritten.failed), seen.unwritten.failed).toBe(true)
    expect(seen.unwritten.next).toEqual([{ n: 3 }])
  })

  it('is made again within seconds of the server’s return, however long that was away', () => {
    expect(seen.comesBack).toBeLessThan(3000)
  })
})

it('a client that fell silent is replaced, and no more than once in ten seconds', async () => {
  let time = 0
  const listClient = connectListClient('postgres://nobody@127.0.0.1:1/nothing', () => time)
  const { db: first } = listClient
  listClient.fellSilent()
  const { db: second } = listClient
  expect(second).not.toBe(first)
  time = 9999
  listClient.fellSilent()
  expect(listClient.db).toBe(second)
  time = 10_000
  listClient.fellSilent()
  expect(listClient.db).not.toBe(second)
  await listClient.end()
})
