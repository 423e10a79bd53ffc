import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { openLocalDatabase } from '../../src/dev/postgres/local-database.ts'
import { givenOf, organisationKey } from '../../src/domain/organisation.ts'
import { keysOf } from '../../src/storage/endorsement-rows.ts'
import { seededOrganisation } from './organisations.ts'

const run = promisify(execFile)

export const slug = 'forcible-expulsion'
/** The founding signatories of the real list, which every list here begins with. */
export const founding = 11

/** A database as the product is told of it. */
export type Urls = { owner: string; app: string; public: string }

export type Server = {
  /** A migrated database with the real statement and a list of `count` signatories. */
  make: (count: number) => Promise<Urls>
  stop: () => Promise<void>
}

const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href

/** Starts a real PostgreSQL in `folder`; `deploy` is the built command that migrates and fills what rows lack. */
export async function startDatabases(folder: string, deploy: string): Promise<Server> {
  const local = await openLocalDatabase(folder)
  const urls = { owner: local.ownerUrl, app: local.appUrl, public: local.publicUrl }
  const deployTo = (to: Urls) =>
    run(process.execPath, [deploy], {
      env: {
        ...process.env,
        DATABASE_OWNER_URL: to.owner,
        DATABASE_URL: to.app,
        DATABASE_PUBLIC_URL: to.public,
      },
    })
  await deployTo(urls)
  return {
    async make(count) {
      const name = `bench_${count}`
      const made = { owner: at(urls.owner, name), app: at(urls.app, name), public: at(urls.public, name) }
      const server = postgres(at(urls.owner, 'postgres'), { max: 1, onnotice: () => {} })
      await server.unsafe(`CREATE DATABASE ${name} TEMPLATE countersign`)
      await server.end()
      if (count > founding) {
        await fill(made.owner, count - founding)
        await deployTo(made)
        await settle(made.owner)
      }
      return made
    },
    stop: () => local.stop(),
  }
}

const batch = 5000

/**
 * Approved endorsements whose representatives have been forgotten: the list of a statement that is years old. What
 * rows may lack of what the product derives from a name, the deploy adds after this.
 */
async function fill(ownerUrl: string, count: number): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const indexes = await setIndexesAside(sql)
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, i) => {
      const organisation = seededOrganisation(from + i)
      const { name, name_en: en, name_be: be, name_ru: ru, country, website } = organisation
      const keys = keysOf({ name, names: givenOf({ en, be, ru }), country, website })
      return { ...organisation, ...keys, i: from + i, key: organisationKey(name) }
    })
    await sql`
      INSERT INTO endorsements (id, statement, version, status, revision, language, name, name_en, name_be, name_ru,
        organisation_key, skeletons, search_text, country, website, comment, position, signed_on, requested_at,
        confirmed_at, approved_at, erased_at)
      SELECT gen_random_uuid(), ${slug}, 1, 'approved', 3, language, name, name_en, name_be, name_ru,
        key, skeletons, "searchText", country, website, comment, nextval('list_positions'), day::date, day, day, day,
        day + interval '1 year'
      FROM jsonb_to_recordset(${sql.json(rows)}) AS r (i integer, key text, language text, name text, name_en text,
        name_be text, name_ru text, country text, website text, comment text, skeletons text[], "searchText" text),
        LATERAL (SELECT timestamptz '2026-01-01' + r.i * interval '4 minutes' AS day) AS d`
  }
  for (const { definition } of indexes) await sql.unsafe(definition)
  await sql`UPDATE statements SET revision = revision + 1 WHERE slug = ${slug}`
  await sql.end()
}

/** Trigrams are added to a hundred thousand rows at once in a fraction of the time that one at a time takes. */
async function setIndexesAside(sql: postgres.Sql): Promise<{ name: string; definition: string }[]> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
    FROM pg_index WHERE indrelid = 'endorsements'::regclass AND NOT indisunique`
  for (const { name } of indexes) await sql.unsafe(`DROP INDEX ${name}`)
  await sql`SET maintenance_work_mem = '512MB'`
  return [...indexes]
}

/** What autovacuum would have done by the time anybody came: the planner knows the table. */
async function settle(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  await sql`VACUUM (ANALYZE)`
  await sql`CHECKPOINT`
  await sql.end()
}
