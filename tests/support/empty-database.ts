import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { deploy } from '../../src/deploy/deploy.ts'
import type { TestDatabase } from './database.ts'

export type EmptyDatabase = TestDatabase & {
  /** Migrations, passwords and statements, as production does it; `times` at once. */
  deploy: (times?: number) => Promise<void>
  /** Does something to the server's roles while nobody else does. */
  alone: (work: () => Promise<unknown>) => Promise<void>
}

/** Roles belong to the whole server, the lock of a deploy to one database: here only one database is deployed at a time. */
const serverLock = 4_711

/**
 * A database without anything in it. Unlike a copy of the template it gets the database's own privileges from the
 * migrations, as those are not copied.
 */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const urls = inject('urls')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
  const server = postgres(at(urls.owner, 'postgres'), { max: 1, onnotice: () => {} })
  await server.unsafe(`CREATE DATABASE ${name} TEMPLATE template0`)
  const sql = postgres(at(urls.owner, name), { max: 2, onnotice: () => {} })
  const [owner, app, reader] = [at(urls.owner, name), at(urls.app, name), at(urls.public, name)]
  const alone = async (work: () => Promise<unknown>) => {
    await server`SELECT pg_advisory_lock(${serverLock})`
    try {
      await work()
    } finally {
      await server`SELECT pg_advisory_unlock(${serverLock})`
    }
  }
  return {
    owner,
    app,
    public: reader,
    sql,
    alone,
    deploy: (times = 1) =>
      alone(() =>
        Promise.all(
          Array.from({ length: times }, () => deploy({ ownerUrl: owner, appUrl: app, publicUrl: reader })),
        ),
      ),
    async drop() {
      await sql.end({ timeout: 5 })
      await server.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)
      await server.end({ timeout: 5 })
    },
  }
}
