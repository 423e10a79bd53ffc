import type { Deps } from '../../src/deps.ts'
import type { StatementState } from '../../src/domain/statement.ts'
import { type StatementFiles, statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { makePrivateAddress, openPrivateAddress } from '../../src/storage/private-addresses.ts'
import type { TestDatabase } from './database.ts'

/** The slug of the desk's statement that these tests are about. */
export const quiet = 'quiet-words'

type StatementDeps = Pick<Deps, 'db' | 'now' | 'random' | 'sealing'>
type Changes = Partial<
  Pick<StatementFiles, 'texts' | 'change' | 'foundingSignatories' | 'timeZone' | 'closesAt'>
>

const [real] = statementFiles
if (!real) throw new Error('no statement')

const filesOf = (changes: Changes): StatementFiles => ({
  ...real,
  slug: quiet,
  texts: { en: '# Quiet words\n\nNobody has read this yet.\n' },
  courtesy: {},
  foundingSignatories: [],
  closesAt: null,
  ...changes,
})

/** A further statement, as if written at the desk, in a state; a private one with its address. */
export async function addStatement(
  deps: StatementDeps,
  sql: TestDatabase['sql'],
  state: StatementState,
  changes: Changes = {},
): Promise<{ address: string }> {
  await syncStatements(deps, [...statementFiles, filesOf(changes)])
  await sql`UPDATE statements SET origin = 'desk', second_moderator = 'never', state = ${state}
    WHERE slug = ${quiet}`
  await sql`UPDATE endorsements SET position = position WHERE statement = ${quiet} AND status = 'approved'`
  if (state !== 'private') return { address: '' }
  await deps.db.transaction(tx => makePrivateAddress(tx, deps, quiet, deps.now()))
  return { address: (await openPrivateAddress(deps.db, deps.sealing, quiet)) ?? '' }
}

/** Gives it another text: a new version. */
export async function changeText(deps: StatementDeps, sql: TestDatabase['sql'], changes: Changes) {
  const [row] = await sql`SELECT closes_at, time_zone FROM statements WHERE slug = ${quiet}`
  const times = { closesAt: row?.closes_at?.toISOString() ?? null, timeZone: row?.time_zone }
  // The files' way to a new version, for a statement that is the desk's again afterwards.
  await sql`UPDATE statements SET origin = 'files' WHERE slug = ${quiet}`
  await syncStatements(deps, [...statementFiles, filesOf({ change: 'substantive', ...times, ...changes })])
  await sql`UPDATE statements SET origin = 'desk' WHERE slug = ${quiet}`
}

/** Sets its deadline past every rule, as its writer did before anybody read it. */
export const setDeadline = async (sql: TestDatabase['sql'], closesAt: Date, timeZone = 'Europe/Warsaw') => {
  await sql`ALTER TABLE statements DISABLE TRIGGER keep_deadline`
  await sql`UPDATE statements SET closes_at = ${closesAt}, time_zone = ${timeZone}, revision = revision + 1
    WHERE slug = ${quiet}`
  await sql`ALTER TABLE statements ENABLE TRIGGER keep_deadline`
}
