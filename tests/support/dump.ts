import type postgres from 'postgres'
import type { Sealing } from '../../src/storage/sealing.ts'

/** Rows by table, each as PostgreSQL's own JSON text, sorted; bytea in hex. */
export type Dump = Record<string, string[]>

/** Every row of every table that is ours, the migrations' own included. */
export async function dumpTables(sql: postgres.Sql): Promise<Dump> {
  const tables = await sql<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`
  const dump: Dump = {}
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ row: string }[]>(`SELECT row_to_json(t)::text AS row FROM ${name} t`)
    dump[name] = rows.map(({ row }) => row).sort()
  }
  return dump
}

/** Which rows some work added or took away, by table, as '+added -gone'; a changed row is one of each. */
export async function changesIn(
  sql: postgres.Sql,
  work: () => Promise<unknown>,
): Promise<Record<string, string>> {
  const before = await dumpTables(sql)
  await work()
  const after = await dumpTables(sql)
  const changes: Record<string, string> = {}
  for (const [table, rows] of Object.entries(after)) {
    const old = before[table] ?? []
    const added = rows.filter(row => !old.includes(row)).length
    const gone = old.filter(row => !rows.includes(row)).length
    if (added || gone) changes[table.replace('public.', '')] = `+${added} -${gone}`
  }
  return changes
}

/** All a thief could read: the rows as text, and what each run of hex spells, as UTF-8 and as Latin-1. */
export function readable(dump: Dump): string {
  const text = Object.values(dump).flat().join('\n')
  const spelled = [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].flatMap(([, hex = '']) => {
    const bytes = Buffer.from(hex, 'hex')
    return [bytes.toString('utf8'), bytes.toString('latin1')]
  })
  return [text, ...spelled].join('\n')
}

/** The forms under which a secret might lie in a dump: itself, its bytes in hex and in base64. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  return [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')]
}

/** A mailed token's forms: also those of the 32 bytes that it encodes. */
export function formsOfToken(token: string): string[] {
  const bytes = Buffer.from(token, 'base64url')
  return [
    ...formsOf(token),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('latin1'),
  ]
}

/** What whoever also has the key can read: every envelope in the database, opened. */
export async function openEnvelopes(sql: postgres.Sql, sealing: Sealing): Promise<string> {
  const envelopes = await sql<Envelope[]>`
    SELECT 'contact:' || endorsement_id AS context, sealed FROM contacts
    UNION ALL SELECT 'contact-change:' || endorsement_id, sealed FROM contact_changes
    UNION ALL SELECT 'remark:' || log_id, sealed FROM remarks
    UNION ALL SELECT 'moderator:' || id, sealed FROM moderators
    UNION ALL SELECT 'outbox:' || id, sealed FROM outbox WHERE sealed IS NOT NULL`
  return openAll(envelopes, sealing)
}

/** The same, and of what is kept for an hour or until it is handled: forms that were sent, and asks. */
export async function openEveryEnvelope(sql: postgres.Sql, sealing: Sealing): Promise<string> {
  const envelopes = await sql<Envelope[]>`
    SELECT 'ask:' || id AS context, sealed FROM asks WHERE sealed IS NOT NULL
    UNION ALL SELECT 'sent-form:' || encode(hash, 'hex'), sealed FROM sent_forms`
  return `${await openEnvelopes(sql, sealing)}\n${await openAll(envelopes, sealing)}`
}

type Envelope = { context: string; sealed: Uint8Array }

async function openAll(envelopes: readonly Envelope[], sealing: Sealing): Promise<string> {
  const opened = await Promise.all(envelopes.map(({ context, sealed }) => sealing.open(context, sealed)))
  return opened.join('\n')
}
