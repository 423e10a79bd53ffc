import { randomBytes } from '../../src/random.ts'
import { type StatementFiles, statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import type { TestDatabase } from './database.ts'

const [real] = statementFiles
if (!real) throw new Error('no statement')

/** A statement of files without founding signatories; each test names only what it is about. */
export const anotherStatement = (slug: string, changes: Partial<StatementFiles> = {}): StatementFiles => ({
  ...real,
  slug,
  source: null,
  readersInDanger: false,
  foundingSignatories: [],
  texts: { en: `# On ${slug}\n\nA text.\n` },
  courtesy: {},
  ...changes,
})

/** What a deploy does whose files have these statements beside the real one, which is the first. */
export async function deployBeside(
  database: Pick<TestDatabase, 'app'>,
  others: readonly StatementFiles[],
  now = () => new Date(),
): Promise<void> {
  const app = connect(database.app, 1)
  try {
    await syncStatements({ db: app.db, now, random: randomBytes }, [...statementFiles, ...others])
    await app.db.execute(
      "UPDATE statements SET second_moderator = 'never' WHERE slug <> 'forcible-expulsion'",
    )
  } finally {
    await app.end()
  }
}
