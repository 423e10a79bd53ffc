import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

export type TestDatabase = {
  owner: string
  app: string
  public: string
  /** SQL as the superuser: to look, and to do what only an attacker or an operator could. */
  sql: postgres.Sql
  drop: () => Promise<void>
}

/** A database of its own, migrated and with the real statement: a copy of the template, made in a moment. */
export async function freshDatabase(): Promise<TestDatabase> {
  const urls = inject('urls')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = postgres(at(urls.owner, 'postgres'), { max: 1, onnotice: () => {} })
  await server.unsafe(`CREATE DATABASE ${name} TEMPLATE countersign`)
  const sql = postgres(at(urls.owner, name), { max: 2, onnotice: () => {} })
  return {
    owner: at(urls.owner, name),
    app: at(urls.app, name),
    public: at(urls.public, name),
    sql,
    async drop() {
      await sql.end({ timeout: 5 })
      await server.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)
      await server.end({ timeout: 5 })
    },
  }
}

function at(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
