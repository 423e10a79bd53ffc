import { and, asc, desc, eq } from 'drizzle-orm'
import { countKinds, saysTheSameSince } from '../domain/statement.ts'
import type { Reader } from './client.ts'
import { type PublicStatement, versionsFrom } from './public-statements.ts'
import { courtesyTexts, statements, statementTexts, statementVersions } from './schema/statements.ts'
import { periodFrom, sourceFrom } from './statements.ts'

/**
 * A statement in its private round, as its private address shows it: the text with all its versions, and of its list
 * nothing, not even how many. Null where it is not private.
 */
export async function readPrivateStatement(reader: Reader, slug: string): Promise<PublicStatement | null> {
  const [statement] = await reader
    .select()
    .from(statements)
    .where(and(eq(statements.slug, slug), eq(statements.state, 'private')))
  if (!statement) return null
  const versions = await reader
    .select()
    .from(statementVersions)
    .where(eq(statementVersions.statement, slug))
    .orderBy(desc(statementVersions.number))
  const texts = await reader
    .select()
    .from(statementTexts)
    .where(eq(statementTexts.statement, slug))
    .orderBy(asc(statementTexts.language))
  const courtesy = await reader
    .select()
    .from(courtesyTexts)
    .where(eq(courtesyTexts.statement, slug))
    .orderBy(asc(courtesyTexts.language))
  const [newest, ...earlier] = versionsFrom(versions, texts, courtesy)
  if (!newest) return null
  return {
    slug,
    defaultLanguage: statement.defaultLanguage,
    source: sourceFrom(statement),
    readersInDanger: statement.readersInDanger,
    revision: statement.revision,
    ...periodFrom(statement),
    timeZone: statement.timeZone,
    publicSince: null,
    extensions: [],
    final: null,
    ...newest,
    earlier,
    saysSince: saysTheSameSince({ ...newest, earlier }),
    signers: statement.signers,
    listOrder: statement.listOrder,
    count: 0,
    kinds: countKinds([]),
    groups: [],
    signedEarlier: [],
    withheld: 0,
    withheldKinds: countKinds([]),
    withheldEarlier: [],
    countries: [],
    signatories: [],
    newest: [],
    withdrawals: [],
  }
}
