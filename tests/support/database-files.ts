import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type postgres from 'postgres'

/** A text that lies in a file of the database, and in which sort of file. */
type Find = { text: string; in: 'tables' | 'WAL' | 'log' }

/**
 * Which of some texts lie in the files of the server, as a thief of its disk reads them: those of this database, with
 * rows that are long gone, the WAL written from `since` on, and the server's own log. Other databases write there too.
 */
export async function findInFiles(
  sql: postgres.Sql,
  forms: readonly (string | Buffer)[],
  since: Date,
): Promise<Find[]> {
  await sql`CHECKPOINT`
  const [row] = await sql<{ cluster: string; id: string }[]>`
    SELECT current_setting('data_directory') AS cluster, oid::text AS id
    FROM pg_database WHERE datname = current_database()`
  if (!row) throw new Error('the database is not there')
  const { cluster, id } = row
  const log = join(dirname(cluster), 'postgres.log')
  const places = {
    tables: filesIn(join(cluster, 'base', id)),
    WAL: filesIn(join(cluster, 'pg_wal')).filter(path => statSync(path).mtime >= since),
    log: existsSync(log) ? [log] : [],
  } as const
  return Object.entries(places).flatMap(([place, paths]) =>
    paths.flatMap(path => {
      const bytes = readFileSync(path)
      return forms
        .filter(form => bytes.includes(form))
        .map(form => ({
          text: typeof form === 'string' ? form : form.toString('hex'),
          in: place as Find['in'],
        }))
    }),
  )
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(folder, entry.name))
