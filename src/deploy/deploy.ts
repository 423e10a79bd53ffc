import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { ConfigError } from '../config.ts'
import { randomBytes } from '../random.ts'
import { statementFiles } from '../statements/files.ts'
import { type SyncReport, syncStatements } from '../statements/sync.ts'
import { fillOldRows } from '../storage/backfill.ts'
import { connect, type Database } from '../storage/client.ts'

type Urls = { ownerUrl: string; appUrl?: string | undefined; publicUrl?: string | undefined }

/** Any number that is the same in every process: only one deploys at a time. */
const deployLock = 7_201_120_267_391

/**
 * Brings a database to the present: migrations, the passwords of the two login roles, statements, and what older rows
 * lack. It needs the direct connection: Hyperdrive has no advisory locks. Running it again changes nothing, and two at
 * once wait for each other.
 */
export async function deploy({ ownerUrl, appUrl, publicUrl }: Urls): Promise<SyncReport[]> {
  const { db, end } = connect(ownerUrl, 1)
  try {
    const app = appUrl ? passwordIn('DATABASE_URL', appUrl, 'countersign_app') : null
    const reader = publicUrl ? passwordIn('DATABASE_PUBLIC_URL', publicUrl, 'countersign_public') : null
    await refuseLoginRoles(db)
    await db.execute(sql`SELECT pg_advisory_lock(${deployLock})`)
    await migrate(db, { migrationsFolder: migrationsFolder() })
    if (app !== null) await setPassword(db, 'countersign_app', app)
    if (reader !== null) await setPassword(db, 'countersign_public', reader)
    const synced = await syncStatements({ db, now: () => new Date(), random: randomBytes }, statementFiles)
    await fillOldRows(db)
    return synced
  } finally {
    await end()
  }
}

/** Beside the bundle in dist/, else the source tree's. */
const migrationsFolder = () =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../drizzle' : './drizzle', import.meta.url))

/** The one role may change nothing, the other too little: they would fail halfway. */
async function refuseLoginRoles(db: Database) {
  const [row] = await db.execute<{ role: string }>(sql`SELECT current_user::text AS role`)
  if (row && ['countersign_app', 'countersign_public'].includes(row.role))
    throw new ConfigError(
      `configuration: DATABASE_OWNER_URL logs in as ${row.role}: it is for who owns the database`,
    )
}

function passwordIn(variable: string, url: string, role: string): string {
  const { username, password } = new URL(url)
  if (decodeURIComponent(username) === role && password) return decodeURIComponent(password)
  throw new ConfigError(`configuration: ${variable} must log in as ${role}, with a password`)
}

/** Lets a role log in with the password of its own URL. */
async function setPassword(db: Database, role: string, password: string) {
  const [quoted] = await db.execute<{ literal: string }>(
    sql`SELECT quote_literal(${password}::text) AS literal`,
  )
  await db.execute(sql.raw(`ALTER ROLE ${role} LOGIN PASSWORD ${quoted?.literal}`))
}
