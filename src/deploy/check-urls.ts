import { ConfigError } from '../config.ts'
import { connect } from '../storage/client.ts'
import {
  type DatabaseIdentity,
  faultOfIdentities,
  findIdentity,
  isSameDatabase,
} from '../storage/database-identity.ts'
import { isAway, sqlState } from '../storage/pg-errors.ts'
import { demandsTls, speaksTls } from './speaks-tls.ts'

type Urls = { appUrl: string; publicUrl: string; ownerUrl?: string | undefined }

const unknownSetting = 'behind its “?” is a setting, or a value of one, that the database does not take'
const noLogin =
  'the database refuses its role or its password: `npm run db:deploy` sets those of the two roles'

/** What the database answers to one that logs in by a wrong URL, by SQLSTATE. */
const refusals: Readonly<Record<string, string>> = {
  '28000': noLogin,
  '28P01': noLogin,
  '3D000': 'the server has no database of this name',
  '42501': 'its role may not connect to this database',
  '42704': unknownSetting,
  '22023': unknownSetting,
  '55P02': unknownSetting,
}

/**
 * Tries each URL by itself, so that what is wrong is said of its variable. Throws a ConfigError for what an operator
 * mends, and what the driver threw where the database is away.
 */
export async function checkUrls({ appUrl, publicUrl, ownerUrl }: Urls): Promise<void> {
  const owner = ownerUrl === undefined ? null : await placeOf('DATABASE_OWNER_URL', ownerUrl)
  // A deploy makes the two roles, and gives them their passwords.
  const mustLogIn = owner === null
  const app = await placeOf('DATABASE_URL', appUrl, mustLogIn)
  const reader = await placeOf('DATABASE_PUBLIC_URL', publicUrl, mustLogIn)
  const misplaced = app && reader ? faultOfIdentities(app, reader) : null
  if (misplaced !== null) refuse(misplaced)
  if (owner === null) return
  for (const [name, identity] of Object.entries({ DATABASE_URL: app, DATABASE_PUBLIC_URL: reader })) {
    if (identity?.role === owner.role) refuse(`DATABASE_OWNER_URL and ${name} log in as one role`)
    if (identity && !isSameDatabase(owner, identity))
      refuse(`DATABASE_OWNER_URL and ${name} lead to two databases`)
  }
}

function refuse(fault: string): never {
  throw new ConfigError(`configuration: ${fault}`)
}

/** Null where it cannot log in and need not, yet. */
async function placeOf(name: string, url: string, mustLogIn = true): Promise<DatabaseIdentity | null> {
  const { db, end } = connect(url, 1)
  try {
    return await findIdentity(db)
  } catch (error) {
    if (demandsTls(url) && (await speaksTls(url)) === false)
      return refuse(`${name}: it demands TLS by sslmode, and the database speaks none`)
    if (isAway(error)) throw error
    const state = sqlState(error) ?? ''
    if (!mustLogIn && refusals[state] === noLogin) return null
    return refuse(`${name}: ${refusals[state] ?? wordsForTls(state)}`)
  } finally {
    await end()
  }
}

/** Of what failed before the database said anything: mostly its certificate. */
const wordsForTls = (code: string): string =>
  /CERT|SIGNATURE|SELF_SIGNED|ALTNAME/.test(code)
    ? `the certificate of the database is not one that is trusted (${code})`
    : `it could not be tried${code === '' ? '' : ` (${code})`}`
