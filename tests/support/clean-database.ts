import type postgres from 'postgres'

/** How a database was when it was made. */
export type Beginning = {
  /** What the catalogues say of tables, columns, triggers, functions and privileges. */
  shape: string
  bytes: number
  /** SQL that brings back every row and every sequence: sent as one, it is one transaction. */
  restore: string
}

/** Twice as large as that, a database would slow down the tests after. */
const growth = 2

export async function readBeginning(sql: postgres.Sql): Promise<Beginning> {
  const { shape, bytes } = await look(sql)
  const tables = await sql<{ name: string; columns: string }[]>`
    SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ') AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.oid`
  const inserts = await Promise.all(tables.map(table => insertOf(sql, table)))
  const sequences = await sql<{ name: string; value: string; called: boolean }[]>`
    SELECT format('%I.%I', schemaname, sequencename) AS name,
      coalesce(last_value, start_value)::text AS value, last_value IS NOT NULL AS called FROM pg_sequences`
  const statements = [
    // Triggers and foreign keys would have their say on each row.
    "SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '2s'",
    ...tables.map(({ name }) => `DELETE FROM ${name}`),
    ...inserts,
    ...sequences.map(({ name, value, called }) => `SELECT setval('${name}', ${value}, ${called})`),
  ]
  return { shape, bytes, restore: statements.join(';\n') }
}

/** SQL that brings back what a table has now. */
async function insertOf(
  sql: postgres.Sql,
  { name, columns }: { name: string; columns: string },
): Promise<string> {
  const [table] = await sql.unsafe<{ rows: string | null }[]>(
    `SELECT json_agg(t)::text AS rows FROM ${name} t`,
  )
  return `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE
    SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $rows$${table?.rows ?? '[]'}$rows$)`
}

/**
 * Brings a database back to its beginning, for the next test. False for one that is better thrown away: its shape has
 * changed, it has grown, or somebody is still at work in it.
 */
export async function cleanUp(sql: postgres.Sql, beginning: Beginning): Promise<boolean> {
  try {
    const { shape, bytes, busy } = await look(sql)
    if (busy || shape !== beginning.shape || bytes > growth * beginning.bytes) return false
    await sql.unsafe(beginning.restore)
    return true
  } catch {
    return false
  }
}

async function look(sql: postgres.Sql): Promise<{ shape: string; bytes: number; busy: boolean }> {
  const [row] = await sql<{ shape: string; bytes: number; busy: boolean }[]>`
    WITH ours AS (
      SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname !~ '^(pg_|information_schema)'
    ), facts (fact) AS (
      SELECT concat_ws(' ', relname, relkind, relacl) FROM ours
      UNION ALL SELECT concat_ws(' ', relname, attname, atttypid, attnotnull, attacl)
        FROM pg_attribute JOIN ours ON ours.oid = attrelid WHERE attnum > 0
      UNION ALL SELECT concat_ws(' ', relname, tgname, tgenabled) FROM pg_trigger JOIN ours ON ours.oid = tgrelid
      UNION ALL SELECT concat_ws(' ', relname, conname) FROM pg_constraint JOIN ours ON ours.oid = conrelid
      UNION ALL SELECT concat_ws(' ', proname, prosrc, proacl) FROM pg_proc
        WHERE pronamespace IN (SELECT relnamespace FROM ours)
      UNION ALL SELECT concat_ws(' ', nspname, nspacl) FROM pg_namespace WHERE nspname !~ '^pg_temp|^pg_toast'
      UNION ALL SELECT concat_ws(' ', datacl) FROM pg_database WHERE datname = current_database()
    )
    SELECT
      (SELECT md5(string_agg(fact, chr(10) ORDER BY fact)) FROM facts) AS shape,
      (SELECT sum(pg_relation_size(oid))::float8 FROM ours) AS bytes,
      EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend' AND state <> 'idle') AS busy`
  if (!row) throw new Error('the catalogues say nothing')
  return row
}
