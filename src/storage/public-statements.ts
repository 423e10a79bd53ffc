import { asc, desc, eq } from 'drizzle-orm'
import {
  type Change,
  type Courtesy,
  type Period,
  type Source,
  saysTheSameSince,
} from '../domain/statement.ts'
import type { Database, Reader } from './client.ts'
import {
  publicCourtesyTexts,
  publicStatements,
  publicStatementTexts,
  publicStatementVersions,
} from './schema/public.ts'
import {
  type CountryCount,
  countCountries,
  countSignedBefore,
  countWithheld,
  findFirst,
  findNewest,
  findWithdrawals,
  type Signatory,
  sumOf,
  type VersionCount,
  type Withdrawal,
} from './signatory-list.ts'
import { periodFrom, sourceFrom } from './statements.ts'

export type { CountryCount, Signatory, Withdrawal }

/** A version of the text and its translations. */
export type PublicVersion = {
  version: number
  change: Change
  publishedAt: string
  /** Of the authoritative text. */
  sha256: string
  texts: PublicText[]
  /** Translations that bind nobody. */
  courtesy: CourtesyText[]
}

export type PublicText = { language: string; title: string; markdown: string; sha256: string }
export type CourtesyText = PublicText & Courtesy

/** How much of a list is read with its statement. A list may have 100,000: what is beyond is read when asked for. */
export const mostHeld = 1000
const mostNewest = 100

/** A statement with its versions, and what every page shows of its list. */
export type PublicStatement = Period & {
  slug: string
  defaultLanguage: string
  source: Source | null
  /** Whoever reads it may be punished for it: it leaves nothing in a browser (decision 0021). */
  readersInDanger: boolean
  revision: number
  version: number
  change: Change
  publishedAt: string
  sha256: string
  texts: PublicText[]
  courtesy: CourtesyText[]
  /** Newest first. */
  earlier: PublicVersion[]
  /** The version since which it says what it says now. */
  saysSince: number
  /** Of the whole list: of those who are named. */
  count: number
  /** Of these, how many signed each version before {@link saysSince}, newest first: another text than this one. */
  signedEarlier: VersionCount[]
  /** How many more are counted and not named. */
  withheld: number
  /** Of these, the same as {@link signedEarlier}. */
  withheldEarlier: VersionCount[]
  countries: CountryCount[]
  /** The first {@link mostHeld}, founding signatories first. */
  signatories: Signatory[]
  /** The endorsing ones that came last, newest first. */
  newest: Signatory[]
  /** Whose name left last, newest first. */
  withdrawals: Withdrawal[]
}

export type StatementRevision = { slug: string; revision: number }

/** The revisions of all statements, in the order in which these are shown: the cheap way to see that a list changed. */
export async function readRevisions(publicDb: Database): Promise<StatementRevision[]> {
  return publicDb
    .select({ slug: publicStatements.slug, revision: publicStatements.revision })
    .from(publicStatements)
    .orderBy(asc(publicStatements.position), asc(publicStatements.slug))
}

/** What is public of one statement, as of one moment; null if it is unknown. */
export async function readStatement(publicDb: Database, slug: string): Promise<PublicStatement | null> {
  return publicDb.transaction(
    async tx => {
      const [statement] = await tx.select().from(publicStatements).where(eq(publicStatements.slug, slug))
      const [newest, ...earlier] = await readVersions(tx, slug)
      if (!statement || !newest) return null
      const countries = await countCountries(tx, slug)
      const withheld = await countWithheld(tx, slug)
      const saysSince = saysTheSameSince({ ...newest, earlier })
      return {
        slug,
        defaultLanguage: statement.defaultLanguage,
        source: sourceFrom(statement),
        readersInDanger: statement.readersInDanger,
        revision: statement.revision,
        ...periodFrom(statement),
        ...newest,
        earlier,
        count: sumOf(countries),
        countries,
        saysSince,
        signedEarlier: saysSince > 1 ? await countSignedBefore(tx, slug, saysSince) : [],
        withheld: sumOf(withheld),
        withheldEarlier: withheld.filter(({ version }) => version < saysSince),
        signatories: await findFirst(tx, slug, mostHeld),
        newest: await findNewest(tx, slug, mostNewest),
        withdrawals: await findWithdrawals(tx, slug, mostNewest),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** Every version, newest first. */
async function readVersions(tx: Reader, slug: string): Promise<PublicVersion[]> {
  const versions = await tx
    .select()
    .from(publicStatementVersions)
    .where(eq(publicStatementVersions.statement, slug))
    .orderBy(desc(publicStatementVersions.number))
  const texts = await tx
    .select()
    .from(publicStatementTexts)
    .where(eq(publicStatementTexts.statement, slug))
    .orderBy(asc(publicStatementTexts.language))
  const courtesy = await tx
    .select()
    .from(publicCourtesyTexts)
    .where(eq(publicCourtesyTexts.statement, slug))
    .orderBy(asc(publicCourtesyTexts.language))
  return versions.map(({ number, change, sha256, createdAt }) => ({
    version: number,
    change,
    publishedAt: createdAt.toISOString(),
    sha256,
    texts: texts
      .filter(text => text.version === number)
      .map(({ language, title, markdown, sha256 }) => ({ language, title, markdown, sha256 })),
    courtesy: courtesy.filter(text => text.version === number).map(({ statement, version, ...text }) => text),
  }))
}
