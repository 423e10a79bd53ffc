import { sql } from 'drizzle-orm'
import type { Reader } from './client.ts'
import { faultOfIdentities, findIdentity } from './database-identity.ts'

/** What the app's role may neither change nor delete: what happened, what was decided, what was published. */
const appendOnly = [
  'events',
  'log',
  'record_entries',
  'statement_versions',
  'statement_texts',
  'extensions',
  'final_lists',
  'final_members',
]

type Role = { name: string; superuser: boolean; owner: boolean }

/**
 * What is wrong with where the two URLs lead and with the roles that they log in as, in words for an operator; empty
 * where nothing is. What a role must not do is asked of the database itself, so that it does not matter what the role
 * is called.
 */
export async function findRoleFaults({ app, reader }: { app: Reader; reader: Reader }): Promise<string[]> {
  const misplaced = faultOfIdentities(await findIdentity(app), await findIdentity(reader))
  if (misplaced !== null) return [misplaced]
  const [ofApp, ofReader] = [await findRole(app), await findRole(reader)]
  const changeable = await changeableBy(app)
  const readable = await readableBeyond(reader)
  return [
    ...(ofApp.superuser ? ['DATABASE_URL logs in as a superuser'] : []),
    ...(ofApp.owner ? ['DATABASE_URL logs in as the owner of the tables'] : []),
    ...(ofReader.superuser ? ['DATABASE_PUBLIC_URL logs in as a superuser'] : []),
    ...(ofReader.owner ? ['DATABASE_PUBLIC_URL logs in as the owner of the tables'] : []),
    ...(ofApp.name === ofReader.name ? ['DATABASE_URL and DATABASE_PUBLIC_URL log in as one role'] : []),
    ...(changeable.length > 0 ? [`the role of DATABASE_URL may change ${changeable.join(', ')}`] : []),
    ...(readable.length > 0
      ? [`the role of DATABASE_PUBLIC_URL may read or change ${readable.length} tables that are not public`]
      : []),
  ]
}

async function findRole(reader: Reader): Promise<Role> {
  const [row] = await reader.execute<Role>(sql`
    SELECT current_user::text AS name, rolsuper OR rolbypassrls OR rolcreaterole AS superuser,
      EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND pg_has_role(current_user, relowner, 'MEMBER')) AS owner
    FROM pg_roles WHERE rolname = current_user`)
  if (!row) throw new Error('the database does not know its own user')
  return row
}

async function changeableBy(app: Reader): Promise<string[]> {
  const rows = await app.execute<{ name: string }>(sql`
    SELECT relname::text AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname IN (${sql.join(
        appendOnly.map(name => sql`${name}`),
        sql`, `,
      )})
      AND (has_table_privilege(oid, 'DELETE, TRUNCATE') OR has_any_column_privilege(oid, 'UPDATE'))
    ORDER BY 1`)
  return rows.map(({ name }) => name)
}

/** What the public role may read beside its views and the public list, or change anywhere. */
async function readableBeyond(reader: Reader): Promise<string[]> {
  const rows = await reader.execute<{ name: string }>(sql`
    SELECT relname::text AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
      AND ((has_any_column_privilege(oid, 'SELECT') AND NOT (relkind = 'v' AND relname LIKE 'public\\_%')
          AND relname <> 'public_signatories')
        OR has_table_privilege(oid, 'INSERT, DELETE, TRUNCATE') OR has_any_column_privilege(oid, 'INSERT, UPDATE'))
    ORDER BY 1`)
  return rows.map(({ name }) => name)
}
