import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmptyDatabase, emptyDatabase } from '../support/empty-database.ts'
import { endorsementRow, insert, type Row } from '../support/rows.ts'

const app = 'countersign_app'
const reader = 'countersign_public'

/** Every privilege that the two roles have on anything of ours. A new grant is a decision: it belongs here too. */
const granted = {
  [app]: {
    asks: 'SELECT INSERT UPDATE DELETE',
    claims: 'SELECT INSERT UPDATE DELETE',
    contact_changes: 'SELECT INSERT UPDATE DELETE',
    contact_keys: 'SELECT INSERT UPDATE(current_since) UPDATE(retired_at)',
    contacts: 'SELECT INSERT UPDATE DELETE',
    courtesy_texts: 'SELECT INSERT UPDATE DELETE',
    current_contact_key: 'SELECT INSERT UPDATE(changes) UPDATE(key_id)',
    details: 'SELECT INSERT DELETE',
    endorsements: 'SELECT INSERT UPDATE',
    events: 'SELECT INSERT',
    extensions: 'SELECT INSERT',
    final_lists: 'SELECT INSERT',
    final_members: 'SELECT INSERT',
    final_openings: 'SELECT INSERT',
    delivery_events: 'SELECT INSERT DELETE',
    desk_call_cursor: 'SELECT INSERT UPDATE',
    desk_calls: 'SELECT INSERT UPDATE DELETE',
    evidence_due: 'SELECT INSERT DELETE',
    flood_counts: 'SELECT INSERT UPDATE DELETE',
    unreachable_addresses: 'SELECT INSERT UPDATE DELETE',
    invitations: 'SELECT INSERT UPDATE DELETE',
    kept_writings: 'SELECT INSERT UPDATE(sealed) DELETE',
    known_names: 'SELECT INSERT DELETE',
    listed_names: 'SELECT',
    list_positions: 'USAGE',
    log: 'SELECT INSERT',
    mail_allowances: 'SELECT INSERT UPDATE DELETE',
    mail_pace: 'SELECT UPDATE',
    mail_arrivals: 'SELECT INSERT UPDATE DELETE',
    moderator_statements: 'SELECT INSERT DELETE',
    moderators: 'SELECT INSERT UPDATE',
    outbox: 'SELECT INSERT UPDATE',
    passkeys: 'SELECT INSERT UPDATE DELETE',
    private_addresses: 'SELECT INSERT UPDATE',
    proposals: 'SELECT INSERT UPDATE DELETE',
    record_entries: 'SELECT INSERT',
    record_head: 'SELECT UPDATE(size)',
    record_openings: 'SELECT INSERT DELETE',
    remarks: 'SELECT INSERT UPDATE(sealed) DELETE',
    section_proposals: 'SELECT INSERT UPDATE DELETE',
    sent_forms: 'SELECT INSERT UPDATE DELETE',
    sessions: 'SELECT INSERT UPDATE DELETE',
    site_settings: 'SELECT UPDATE(publishing_needs_second)',
    statement_drafts: 'SELECT INSERT UPDATE DELETE',
    statement_texts: 'SELECT INSERT',
    statement_versions: 'SELECT INSERT',
    statements:
      'SELECT INSERT UPDATE(closes_at) UPDATE(default_language) UPDATE(late_signatories) UPDATE(list_order) UPDATE(opens_at) UPDATE(position) UPDATE(public_since) UPDATE(publish_at) UPDATE(readers_in_danger) UPDATE(revision) UPDATE(second_moderator) UPDATE(signers) UPDATE(source_name) UPDATE(source_published_on) UPDATE(source_url) UPDATE(state) UPDATE(time_zone)',
    sweeps: 'SELECT INSERT UPDATE',
    tokens: 'SELECT INSERT UPDATE DELETE',
    updates: 'SELECT INSERT UPDATE DELETE',
    used_challenges: 'SELECT INSERT DELETE',
  },
  [reader]: {
    public_change_number: 'SELECT',
    public_courtesy_texts: 'SELECT',
    public_extensions: 'SELECT',
    public_final_lists: 'SELECT',
    public_final_openings: 'SELECT',
    public_rounds: 'SELECT',
    public_signatories: 'SELECT',
    public_statement_texts: 'SELECT',
    public_statement_versions: 'SELECT',
    public_statements: 'SELECT',
    public_withdrawals: 'SELECT',
    public_withheld: 'SELECT',
  },
}

let database: EmptyDatabase
let as: Record<string, postgres.Sql>

beforeAll(async () => {
  database = await emptyDatabase()
  await database.deploy()
  const connection = (url: string) => postgres(url, { max: 1, onnotice: () => {} })
  as = { [app]: connection(database.app), [reader]: connection(database.public) }
  await oneOfEach()
})
afterAll(async () => {
  await Promise.all(Object.values(as).map(sql => sql.end()))
  await database.drop()
})

const roles = [app, reader]
const denied = '42501'

/** The SQLSTATE with which a role's statement is refused; null if it passes. What passes is rolled back. */
async function refusal(role: string, statement: string): Promise<string | null> {
  const undo = new Error('undo')
  try {
    await as[role]?.begin(async sql => {
      await sql.unsafe('SET TRANSACTION READ WRITE')
      await sql.unsafe(statement)
      throw undo
    })
  } catch (error) {
    if (error === undo) return null
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
  throw new Error('no connection for this role')
}

describe('privileges', () => {
  it('are those of the table above and no others', async () => {
    const rows = await database.sql<{ role: string; relation: string; privileges: string }[]>`
      WITH relations AS (
        SELECT c.oid, c.relkind, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS relation
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S')
          AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
      ), held AS (
        SELECT role, relation, place, privilege FROM relations, unnest(${roles}::text[]) AS role,
          unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])
            WITH ORDINALITY AS p (privilege, place)
        WHERE relkind <> 'S' AND has_table_privilege(role, oid, privilege)
        UNION ALL
        SELECT role, relation, place, privilege FROM relations, unnest(${roles}::text[]) AS role,
          unnest(ARRAY['USAGE', 'SELECT', 'UPDATE']) WITH ORDINALITY AS p (privilege, place)
        WHERE relkind = 'S' AND has_sequence_privilege(role, oid, privilege)
        UNION ALL
        SELECT role, relation, place, format('%s(%s)', privilege, attname)
        FROM relations JOIN pg_attribute ON attrelid = oid AND attnum > 0 AND NOT attisdropped,
          unnest(${roles}::text[]) AS role,
          unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) WITH ORDINALITY AS p (privilege, place)
        WHERE relkind <> 'S' AND NOT has_table_privilege(role, oid, privilege)
          AND has_column_privilege(role, oid, attnum, privilege)
      )
      SELECT role, relation, string_agg(privilege, ' ' ORDER BY place, privilege) AS privileges
      FROM held GROUP BY role, relation`
    const found: Record<string, Record<string, string>> = {}
    for (const { role, relation, privileges } of rows)
      found[role] = { ...found[role], [relation]: privileges }
    expect(found).toEqual(granted)
  })

  it('on schemas and the database are to look and to connect', async () => {
    const held = await database.sql`
      SELECT role, what FROM unnest(${roles}::text[]) AS role, LATERAL (
        SELECT 'schema ' || nspname || ' ' || p AS what FROM pg_namespace, unnest(ARRAY['CREATE', 'USAGE']) AS p
        WHERE nspname NOT LIKE 'pg_%' AND nspname <> 'information_schema' AND has_schema_privilege(role, oid, p)
        UNION ALL SELECT 'database ' || p FROM unnest(ARRAY['CREATE', 'CONNECT', 'TEMPORARY']) AS p
        WHERE has_database_privilege(role, current_database(), p)
        UNION ALL SELECT 'function ' || proname FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND has_function_privilege(role, oid, 'EXECUTE')
          AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid
            AND deptype = 'e')
      ) AS held ORDER BY 1, 2`
    expect(held).toEqual(
      roles.flatMap(role => [
        { role, what: 'database CONNECT' },
        // What CHECKs call, as whoever writes.
        ...(role === app ? ['are_names', 'is_tag'].map(name => ({ role, what: `function ${name}` })) : []),
        { role, what: 'schema public USAGE' },
      ]),
    )
  })

  it('on the functions of extensions are those of pg_trgm, which run as whoever calls them and read no table', async () => {
    const functions = await database.sql`
      SELECT DISTINCT e.extname AS extension, n.nspname AS schema, l.lanname AS language, p.prosecdef AS as_owner
      FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid JOIN pg_proc p ON p.oid = d.objid
      JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
      WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'e' AND e.extname <> 'plpgsql'`
    expect(functions).toEqual([{ extension: 'pg_trgm', schema: 'public', language: 'c', as_owner: false }])
    const others = await database.sql`
      SELECT DISTINCT c.relkind FROM pg_depend d JOIN pg_class c ON c.oid = d.objid
      WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e'`
    expect(others, 'no table or view comes with an extension').toEqual([])
  })

  it('come from no other role, and neither role is more than a login', async () => {
    const memberships = await database.sql`
      SELECT member::regrole::text AS role FROM pg_auth_members WHERE member::regrole::text = ANY (${roles})`
    expect(memberships).toEqual([])
    const attributes = await database.sql`
      SELECT rolname AS role, rolcanlogin AS login, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication
        OR rolbypassrls AS more FROM pg_roles WHERE rolname LIKE 'countersign_%' ORDER BY 1`
    expect(attributes).toEqual([
      { role: app, login: true, more: false },
      { role: 'countersign_owner', login: false, more: false },
      { role: reader, login: true, more: false },
    ])
    const [owned] = await database.sql`
      SELECT count(*)::int AS n FROM pg_shdepend WHERE deptype = 'o' AND refobjid::regrole::text = ANY (${roles})`
    expect(owned).toEqual({ n: 0 })
  })

  it('are limited in time, and for the public reading alone and planned for what is asked', async () => {
    const settings = await database.sql`
      SELECT rolname AS role, unnest(rolconfig) AS setting FROM pg_roles WHERE rolname = ANY (${roles}) ORDER BY 1, 2`
    expect(settings).toEqual([
      { role: app, setting: 'idle_in_transaction_session_timeout=15s' },
      { role: app, setting: 'statement_timeout=15s' },
      { role: reader, setting: 'default_transaction_read_only=on' },
      { role: reader, setting: 'plan_cache_mode=force_custom_plan' },
      { role: reader, setting: 'statement_timeout=5s' },
    ])
  })
})

describe('countersign_app', () => {
  const columns = {
    events: 'kind',
    log: 'kind',
    record_entries: 'entry',
    statement_versions: 'sha256',
    statement_texts: 'markdown',
    extensions: 'to_closes_at',
    final_lists: 'canonical',
    final_members: 'number',
    final_openings: 'fields',
  }
  it.each(Object.entries(columns))('cannot rewrite %s', async (table, column) => {
    const [rows] = await database.sql.unsafe(`SELECT count(*)::int AS n FROM ${table}`)
    expect(rows?.n, 'there is a row to rewrite').toBeGreaterThan(0)
    expect(await refusal(app, `UPDATE ${table} SET ${column} = ${column}`)).toBe(denied)
    expect(await refusal(app, `DELETE FROM ${table}`)).toBe(denied)
    expect(await refusal(app, `TRUNCATE ${table}`)).toBe(denied)
    expect(await refusal(app, `SELECT 1 FROM ${table} FOR UPDATE`)).toBe(denied)
  })

  it('can write in its own tables, so that a refusal means something', async () => {
    expect(await refusal(app, 'UPDATE endorsements SET revision = revision + 1')).toBeNull()
    expect(await refusal(app, 'UPDATE statements SET revision = revision + 1')).toBeNull()
    expect(await refusal(app, 'DELETE FROM contacts')).toBeNull()
  })

  it('can delete no endorsement, no statement, no message and no moderator', async () => {
    for (const table of [
      'endorsements',
      'statements',
      'outbox',
      'record_head',
      'sweeps',
      'mail_pace',
      'moderators',
    ]) {
      expect(await refusal(app, `DELETE FROM ${table}`), table).toBe(denied)
    }
    expect(await refusal(app, `UPDATE statements SET slug = 'other'`)).toBe(denied)
    expect(await refusal(app, `INSERT INTO record_head (size) VALUES (0)`)).toBe(denied)
  })
})

describe('countersign_public', () => {
  it('reads the public views', async () => {
    for (const view of Object.keys(granted[reader])) {
      expect(await refusal(reader, `SELECT * FROM ${view}`), view).toBeNull()
    }
  })

  it('is refused every table, read or written, and reads one: what is public of the lists', async () => {
    const tables = await database.sql<{ name: string }[]>`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'drizzle')`
    expect(tables.length).toBeGreaterThan(15)
    for (const { name } of tables) {
      const isPublic = name === 'public.public_signatories'
      expect(await refusal(reader, `SELECT 1 FROM ${name}`), name).toBe(isPublic ? null : denied)
      expect(await refusal(reader, `DELETE FROM ${name}`), name).toBe(denied)
      expect(await refusal(reader, `INSERT INTO ${name} DEFAULT VALUES`), name).toBe(denied)
    }
  })

  it('learns of no other name by the functions for near ones', async () => {
    expect(await refusal(reader, `SELECT similarity('viasna', 'vyasna')`), 'it may call them').toBeNull()
    for (const query of [
      `SELECT 1 FROM endorsements WHERE search_text % 'canary'`,
      `SELECT 'canary' <<-> search_text FROM endorsements`,
    ]) {
      expect(await refusal(reader, query), query).not.toBeNull()
    }
    const found = await as[reader]?.unsafe(
      `SELECT name FROM public_signatories WHERE word_similarity('canary of the', name) > 0.5`,
    )
    expect(found).toEqual([{ name: nameIn('approved') }])
  })

  it('writes nothing through a view', async () => {
    for (const view of Object.keys(granted[reader])) {
      // A view that counts cannot be written to by anybody.
      const refused = view === 'public_withheld' ? '55000' : denied
      expect(await refusal(reader, `DELETE FROM ${view}`), view).toBe(refused)
      expect(await refusal(reader, `INSERT INTO ${view} DEFAULT VALUES`), view).toBe(refused)
    }
    expect(await refusal(reader, 'UPDATE public_statements SET revision = 0')).toBe(denied)
    expect(await refusal(reader, `UPDATE public_signatories SET name = 'X'`)).toBe(denied)
    expect(await refusal(reader, `SELECT nextval('list_positions')`)).toBe(denied)
  })

  it('finds the approved name in the views and no other', async () => {
    const views = Object.keys(granted[reader])
    const rows = await Promise.all(
      views.map(view => as[reader]?.unsafe(`SELECT row_to_json(v)::text AS row FROM ${view} v`)),
    )
    const seen = JSON.stringify(rows)
    for (const status of Object.keys(statuses)) {
      expect(seen.includes(nameIn(status)), status).toBe(status === 'approved')
    }
  })

  it('reads behind a barrier', async () => {
    // Without it a cheap condition that leaks its input would run on the rows that the view hides.
    const [plan] = await database.sql`
      SELECT array_agg(relname::text ORDER BY relname) AS views FROM pg_class
      WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace AND 'security_barrier=true' = ANY (reloptions)`
    expect(plan?.views).toEqual(Object.keys(granted[reader]).filter(name => name !== 'public_signatories'))
  })

  it('has on its list what is approved, as it is now, and what left is gone', async () => {
    const listed = () =>
      database.sql`SELECT name, search_text, version, founding FROM public_signatories WHERE position = 900`
    const [row] = await database.sql`
      UPDATE endorsements SET position = 900, search_text = 'first' WHERE name = ${nameIn('approved')} RETURNING id`
    const id = row?.id
    const published = { name: nameIn('approved'), search_text: 'first', version: 1, founding: false }
    expect(await listed()).toEqual([published])
    await database.sql`UPDATE endorsements SET search_text = 'second' WHERE id = ${id}`
    expect(await listed()).toEqual([{ ...published, search_text: 'second' }])
    await database.sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now() WHERE id = ${id}`
    expect(await listed()).toEqual([])
    await database.sql`UPDATE endorsements SET status = 'approved', withdrawn_at = NULL WHERE id = ${id}`
    expect(await listed()).toEqual([{ ...published, search_text: 'second' }])
  })

  it('learns of a withheld name how many there are by the version, and of one that was public its day', async () => {
    const { sql } = database
    const [row] = await sql`SELECT id, name FROM endorsements WHERE name = ${nameIn('approved')}`
    const seen = async () => {
      const rows = await Promise.all(
        Object.keys(granted[reader]).map(
          view => as[reader]?.unsafe(`SELECT row_to_json(v)::text AS row FROM ${view} v`) ?? [],
        ),
      )
      const text = JSON.stringify(rows)
      return { name: text.includes(row?.name), id: text.includes(row?.id) }
    }
    const counts = () => as[reader]?.unsafe('SELECT version, count FROM public_withheld')
    const left = () =>
      as[reader]?.unsafe(`SELECT withdrawn_on::text FROM public_withdrawals WHERE id = '${row?.id}'`)
    const set = (changes: Row) => sql`UPDATE endorsements SET ${sql(changes)} WHERE id = ${row?.id}`
    expect(await counts()).toEqual([])

    await set({ name_withheld: true })
    expect(await seen()).toEqual({ name: false, id: false })
    expect(await counts()).toEqual([{ version: 1, count: 1 }])
    await set({ status: 'withdrawn', withdrawn_at: '2030-02-03T12:00:00Z' })
    expect(await seen(), 'it never was public').toEqual({ name: false, id: false })
    expect(await counts()).toEqual([])

    await set({ status: 'approved', withdrawn_at: null, hidden_at: '2030-02-01T12:00:00Z' })
    expect(await left()).toEqual([{ withdrawn_on: '2030-02-01' }])
    await set({ status: 'withdrawn', withdrawn_at: '2030-02-03T12:00:00Z' })
    expect(await left(), 'that it left too is not said').toEqual([{ withdrawn_on: '2030-02-01' }])
    expect(await seen()).toEqual({ name: false, id: true })

    await set({ status: 'approved', withdrawn_at: null, hidden_at: null, name_withheld: false })
    expect(await seen()).toEqual({ name: true, id: true })
    expect(await left()).toEqual([])
    for (const column of ['name', 'country', 'website', 'id'])
      expect(await refusal(reader, `SELECT ${column} FROM public_withheld`), column).not.toBeNull()
    expect(await refusal(reader, 'SELECT name_withheld FROM endorsements')).toBe(denied)
  })

  it('learns nothing of a statement that is not public, and all of it once it is', async () => {
    const { sql } = database
    const canary = 'Canary of a private round'
    const at = new Date('2030-01-01T00:00:00Z')
    const later = new Date('2030-01-02T00:00:00Z')
    const sha256 = 'b'.repeat(64)
    await sql`INSERT INTO statements ${sql({ slug: 'quiet', position: 6, default_language: 'en', created_at: at, state: 'private', source_name: canary, source_url: 'https://canary.example' })}`
    await sql`INSERT INTO statement_versions VALUES ('quiet', 1, 'substantive', ${sha256}, ${at})`
    const text = { statement: 'quiet', version: 1, language: 'en', title: canary, markdown: canary, sha256 }
    await sql`INSERT INTO statement_texts ${sql(text)}`
    await sql`INSERT INTO courtesy_texts ${sql({ ...text, language: 'ru', translator: canary })}`
    await sql`INSERT INTO extensions (id, statement, to_closes_at, at) VALUES (${crypto.randomUUID()}, 'quiet', ${later}, ${at})`
    const changes = async () =>
      (await as[reader]?.unsafe('SELECT number FROM public_change_number'))?.[0]?.number
    const before = await changes()
    const signed = { statement: 'quiet', name: canary }
    const listed = endorsementRow('approved', { ...signed, organisation_key: 'one', name_keys: ['one'] })
    const hidden = endorsementRow('approved', { ...signed, name_withheld: true })
    const left = endorsementRow('withdrawn', { ...signed, position: 7000, approved_at: later })
    for (const row of [listed, hidden, left]) await insert(sql, 'endorsements', row)
    const final = { statement: 'quiet', version: 1, canonical: canary, sha256, count: 1, withheld: 0 }
    await sql`INSERT INTO final_lists ${sql({ ...final, closed_at: at, frozen_at: at })}`
    await sql`INSERT INTO final_members VALUES (${listed.id ?? ''}, 'quiet', 1)`
    await sql`INSERT INTO final_openings VALUES ('quiet', 1, ${Buffer.alloc(32)}, ${canary})`

    // A number is of no statement.
    const views = Object.keys(granted[reader]).filter(view => view !== 'public_change_number')
    /** How many rows of each view are of this statement. */
    const rowsOf = async () => {
      const counts: Record<string, number> = {}
      for (const view of views) {
        const column = view === 'public_statements' ? 'slug' : 'statement'
        const [row] =
          (await as[reader]?.unsafe(`SELECT count(*)::int AS n FROM ${view} WHERE ${column} = 'quiet'`)) ?? []
        counts[view] = row?.n
      }
      return counts
    }
    const nothing = Object.fromEntries(views.map(view => [view, 0]))
    expect(await rowsOf()).toEqual(nothing)
    await sql`UPDATE statements SET state = 'draft', revision = revision + 1 WHERE slug = 'quiet'`
    expect(await rowsOf()).toEqual(nothing)
    expect(await changes(), 'that anything changed').toBe(before)
    await sql`UPDATE statements SET state = 'public' WHERE slug = 'quiet'`
    await sql`UPDATE endorsements SET position = position WHERE statement = 'quiet'`
    expect(await rowsOf()).toEqual(Object.fromEntries(views.map(view => [view, 1])))
  })

  it('learns nothing of a text that was read in private alone, nor who signed or left it', async () => {
    const { sql } = database
    const at = new Date('2030-01-01T00:00:00Z')
    const sha256 = 'c'.repeat(64)
    await sql`INSERT INTO statements ${sql({ slug: 'changed', position: 8, default_language: 'en', created_at: at, state: 'private' })}`
    for (const number of [1, 2]) {
      await sql`INSERT INTO statement_versions VALUES ('changed', ${number}, 'substantive', ${sha256}, ${at})`
      const text = { statement: 'changed', version: number, title: 'T', markdown: 'T', sha256 }
      await sql`INSERT INTO statement_texts ${sql({ ...text, language: 'en' })}`
      await sql`INSERT INTO courtesy_texts ${sql({ ...text, language: 'ru', translator: 'T' })}`
    }
    await insert(sql, 'endorsements', endorsementRow('approved', { statement: 'changed' }))
    await insert(
      sql,
      'endorsements',
      endorsementRow('approved', { statement: 'changed', name_withheld: true }),
    )
    const left = { statement: 'changed', version: 2, position: 7001, approved_at: at }
    await insert(sql, 'endorsements', endorsementRow('withdrawn', left))
    const since = new Date('2030-02-01T00:00:00Z')
    await sql`UPDATE statements SET state = 'public', public_since = ${since} WHERE slug = 'changed'`
    await sql`UPDATE endorsements SET position = position WHERE statement = 'changed'`
    const numbersIn = async (view: string, column: string) =>
      (await as[reader]?.unsafe(`SELECT ${column} AS n FROM ${view} WHERE statement = 'changed'`))?.map(
        ({ n }) => n,
      )
    expect(await numbersIn('public_statement_versions', 'number')).toEqual([2])
    expect(await numbersIn('public_statement_texts', 'version')).toEqual([2])
    expect(await numbersIn('public_courtesy_texts', 'version')).toEqual([2])
    expect(await numbersIn('public_signatories', 'version')).toEqual([])
    expect(await numbersIn('public_withheld', 'version')).toEqual([])
    expect(await numbersIn('public_withdrawals', 'position')).toEqual([])
  })

  it('is kept by the owner’s function alone, which no other schema can stand before', async () => {
    expect(await refusal(app, `UPDATE public_signatories SET name = 'X'`)).toBe(denied)
    expect(await refusal(app, 'DELETE FROM public_signatories')).toBe(denied)
    const [{ definition } = { definition: '' }] = await database.sql<{ definition: string }[]>`
      SELECT pg_get_functiondef('publish_signatory'::regproc) AS definition`
    expect(definition).toMatch(/SET search_path TO 'pg_catalog', 'public', 'pg_temp'/)
  })
})

describe.each(roles)('%s', role => {
  it.each([
    'CREATE TABLE mine (a int)',
    'CREATE TEMPORARY TABLE mine (a int)',
    'CREATE VIEW mine AS SELECT 1 AS a',
    'CREATE SCHEMA mine',
    'CREATE SEQUENCE mine',
    'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$SELECT 1$$',
    'CREATE TYPE mine AS (a int)',
    'CREATE ROLE mine',
    'CREATE EXTENSION pgcrypto',
    'CREATE TRIGGER mine BEFORE UPDATE ON endorsements EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  ])('cannot %s', async statement => {
    expect(await refusal(role, statement)).toBe(denied)
  })

  it.each(['countersign_owner', 'postgres', role === app ? reader : app])('cannot become %s', async other => {
    expect(await refusal(role, `SET ROLE ${other}`)).toBe(denied)
    expect(await refusal(role, `SET SESSION AUTHORIZATION ${other}`)).toBe(denied)
    expect(await refusal(role, `GRANT ${other} TO ${role}`)).toBe(denied)
  })

  it('cannot change roles, privileges or what guards the tables', async () => {
    for (const statement of [
      'ALTER ROLE countersign_owner LOGIN',
      `ALTER ROLE ${role} SUPERUSER`,
      `ALTER ROLE ${role === app ? reader : app} PASSWORD 'known'`,
      'ALTER TABLE events OWNER TO CURRENT_USER',
      'ALTER TABLE endorsements DROP CONSTRAINT endorsements_approved',
      'ALTER TABLE endorsements DISABLE TRIGGER ALL',
      'DROP VIEW public_statements',
      'DROP TABLE public_signatories',
      'ALTER TABLE endorsements DISABLE TRIGGER publish_signatory',
      'DROP TRIGGER publish_signatory ON endorsements',
      'DROP TABLE sweeps',
      `SET session_replication_role = 'replica'`,
    ]) {
      expect(await refusal(role, statement), statement).toBe(denied)
    }
  })

  it('can pass no privilege on', async () => {
    const grantable = await database.sql`
      SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
        AND has_any_column_privilege(${role}, oid, 'SELECT WITH GRANT OPTION, INSERT WITH GRANT OPTION, UPDATE WITH GRANT OPTION')`
    expect(grantable).toEqual([])
  })

  it('reads no file and runs no program', async () => {
    expect(await refusal(role, `SELECT pg_read_file('PG_VERSION')`)).toBe(denied)
    expect(await refusal(role, `COPY (SELECT 1) TO PROGRAM 'true'`)).toBe(denied)
    expect(await refusal(role, `COPY (SELECT 1) TO '/tmp/countersign-test'`)).toBe(denied)
  })
})

const nameIn = (status: string) => `Canary of the ${status}`
/** The times that each status carries, beside the asking. */
const statuses: Record<string, string> = {
  requested: 'expires_at',
  confirmed: 'confirmed_at waiting_since',
  returned: 'confirmed_at returned_at',
  approved: 'confirmed_at approved_at',
  rejected: 'confirmed_at rejected_at',
  withdrawn: 'confirmed_at approved_at withdrawn_at',
  expired: 'expired_at',
}

/** A statement that was extended and has closed, with a final list of one, so that there is something to keep. */
async function closedStatement() {
  const { sql } = database
  const slug = 'closed'
  const at = new Date()
  const later = new Date(at.getTime() + 1000)
  const sha256 = 'a'.repeat(64)
  const final = { statement: slug, version: 1, canonical: '{}', sha256, count: 1, withheld: 0 }
  await sql`INSERT INTO statements (slug, position, default_language, created_at) VALUES (${slug}, 5, 'en', ${at})`
  await sql`INSERT INTO extensions (id, statement, to_closes_at, at) VALUES (${crypto.randomUUID()}, ${slug}, ${later}, ${at})`
  await sql`INSERT INTO final_lists ${sql({ ...final, closed_at: at, frozen_at: at })}`
  await sql`INSERT INTO final_members VALUES (${crypto.randomUUID()}, ${slug}, 1)`
  await sql`INSERT INTO final_openings VALUES (${slug}, 1, ${Buffer.alloc(32)}, '{}')`
}

/** One endorsement in each status, with a decision and its event, so that there is something to hide and to keep. */
async function oneOfEach() {
  const { sql } = database
  for (const [index, [status, times]] of Object.entries(statuses).entries()) {
    const id = crypto.randomUUID()
    const at = new Date()
    const later = new Date(at.getTime() + 1000)
    const columns = Object.fromEntries(times.split(' ').map(column => [column, later]))
    const listed = status === 'approved' || status === 'withdrawn' ? { position: 100 + index } : {}
    const name = nameIn(status)
    await sql`INSERT INTO endorsements ${sql({
      id,
      statement: 'forcible-expulsion',
      version: 1,
      status,
      revision: 1,
      language: 'en',
      name,
      organisation_key: name.toLowerCase(),
      requested_at: at,
      email_lookup: Buffer.alloc(32, index),
      comment: name,
      website: `https://${status}.example`,
      ...columns,
      ...listed,
    })}`
    await sql`INSERT INTO contacts VALUES (${id}, ${Buffer.from('sealed')})`
    await sql`INSERT INTO events (endorsement_id, kind, revision, actor, at) VALUES (${id}, 'requested', 1, 'representative', ${at})`
    await sql`INSERT INTO log (id, endorsement_id, kind, revision, at) VALUES (${crypto.randomUUID()}, ${id}, 'approve', 1, ${at})`
  }
  await closedStatement()
}
