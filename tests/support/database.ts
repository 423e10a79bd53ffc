import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type Client, connect } from '../../src/storage/client.ts'
import { cleanUp, readBeginning } from './clean-database.ts'

export type TestDatabase = {
  owner: string
  app: string
  public: string
  /** SQL as the superuser: to look, and to do what only an attacker or an operator could. */
  sql: postgres.Sql
  drop: () => Promise<void>
}

export type FreshDatabase = TestDatabase & {
  /** The app's connections and its readers', as a Node process has them. They last as long as the database. */
  clients: { app: Client; public: Client }
}

/**
 * Databases that a test has given back, as clean as they were made: for the next test of this worker. Making one
 * takes half a second, cleaning one some milliseconds.
 */
const idle: FreshDatabase[] = []

/** A database of its own, migrated and with the real statement. */
export const freshDatabase = async (): Promise<FreshDatabase> => idle.pop() ?? makeDatabase()

/** A copy of the template. */
async function makeDatabase(): Promise<FreshDatabase> {
  const urls = inject('urls')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = postgres(at(urls.owner, 'postgres'), { max: 1, onnotice: () => {} })
  await server.unsafe(`CREATE DATABASE ${name} TEMPLATE countersign`)
  const sql = postgres(at(urls.owner, name), { max: 2, onnotice: () => {} })
  const beginning = await readBeginning(sql)
  const [app, reader] = [at(urls.app, name), at(urls.public, name)]
  const database: FreshDatabase = {
    owner: at(urls.owner, name),
    app,
    public: reader,
    sql,
    clients: { app: connect(app, 20), public: connect(reader, 4) },
    async drop() {
      if (await cleanUp(sql, beginning)) {
        idle.push(database)
        return
      }
      await Promise.all([sql.end({ timeout: 5 }), database.clients.app.end(), database.clients.public.end()])
      await server.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)
      await server.end({ timeout: 5 })
    },
  }
  return database
}

function at(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
