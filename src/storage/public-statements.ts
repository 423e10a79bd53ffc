import { asc, desc, eq } from 'drizzle-orm'
import {
  type Change,
  type Courtesy,
  countKinds,
  type KindCounts,
  type ListOrder,
  type SignerKind,
  type Source,
  saysTheSameSince,
} from '../domain/statement.ts'
import type { Period } from '../domain/statement-times.ts'
import type { Database, Reader } from './client.ts'
import { type FinalList, findFinalList } from './final-lists.ts'
import {
  publicCourtesyTexts,
  publicStatements,
  publicStatementTexts,
  publicStatementVersions,
} from './schema/public.ts'
import { publicExtensions, publicRounds } from './schema/rounds.ts'
import {
  countGroups,
  countSignedBefore,
  countWithheld,
  findFirst,
  findNewest,
  findWithdrawals,
  type GroupCount,
  type Signatory,
  sumOf,
  type VersionCount,
  type Withdrawal,
} from './signatory-list.ts'
import { periodFrom, sourceFrom } from './statements.ts'

export type { Signatory }

export type CountryCount = { country: string | null; count: number }

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

/** A deadline that was moved, or set where there was none: ISO 8601 in UTC. */
export type PublicExtension = { at: string; from: string | null; to: string }

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
  /** The IANA name of the zone in which its times are said. */
  timeZone: string
  /** When it went public after a private round: ISO 8601 in UTC; null where it had none. */
  publicSince: string | null
  /** Every extension of its deadline in public, oldest first. */
  extensions: PublicExtension[]
  /** The list as it stood at the close; null before. */
  final: FinalList | null
  /** The version since which it says what it says now. */
  saysSince: number
  /** Who may sign it. */
  signers: SignerKind[]
  /** In which order its list is, after the founding signatories. */
  listOrder: ListOrder
  /** Of the whole list: of those who are named. */
  count: number
  /** The same by kind. */
  kinds: KindCounts
  /** Of these, how many signed each version before {@link saysSince}, newest first: another text than this one. */
  signedEarlier: VersionCount[]
  /** How many more are counted and not named. */
  withheld: number
  /** The same by kind. */
  withheldKinds: KindCounts
  /** Of these, the same as {@link signedEarlier}. */
  withheldEarlier: VersionCount[]
  countries: CountryCount[]
  /** How many of each sort there are in each country: what the order by country goes by. */
  groups: GroupCount[]
  /** The first {@link mostHeld} in the order of joining, founding signatories first. */
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
      const round = await readRound(tx, slug)
      const [newest, ...earlier] = await readVersions(tx, slug, round.publicSince)
      if (!statement || !newest) return null
      const groups = await countGroups(tx, slug)
      const withheld = await countWithheld(tx, slug)
      const saysSince = saysTheSameSince({ ...newest, earlier })
      return {
        slug,
        defaultLanguage: statement.defaultLanguage,
        source: sourceFrom(statement),
        readersInDanger: statement.readersInDanger,
        revision: statement.revision,
        ...periodFrom({ ...statement, lateSignatories: round.lateSignatories }),
        timeZone: statement.timeZone,
        publicSince: round.publicSince?.toISOString() ?? null,
        extensions: await readExtensions(tx, slug),
        final: await findFinalList(tx, slug),
        ...newest,
        earlier,
        signers: statement.signers,
        listOrder: statement.listOrder,
        count: sumOf(groups),
        kinds: countKinds(groups),
        groups,
        countries: countriesOf(groups),
        saysSince,
        signedEarlier: saysSince > 1 ? await countSignedBefore(tx, slug, saysSince) : [],
        withheld: sumOf(withheld),
        withheldKinds: countKinds(withheld),
        withheldEarlier: withheld.filter(({ version }) => version < saysSince),
        signatories: await findFirst(tx, slug, mostHeld),
        newest: await findNewest(tx, slug, mostNewest),
        withdrawals: await findWithdrawals(tx, slug, mostNewest),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

async function readRound(tx: Reader, slug: string) {
  const [round] = await tx.select().from(publicRounds).where(eq(publicRounds.statement, slug))
  return round ?? { publicSince: null, lateSignatories: false }
}

async function readExtensions(tx: Reader, slug: string): Promise<PublicExtension[]> {
  const rows = await tx
    .select()
    .from(publicExtensions)
    .where(eq(publicExtensions.statement, slug))
    .orderBy(asc(publicExtensions.at), asc(publicExtensions.toClosesAt))
  return rows.map(extensionFrom)
}

/** How many there are in each country, whatever they are, in the order in which the countries come. */
function countriesOf(groups: readonly GroupCount[]): CountryCount[] {
  const byCountry = Map.groupBy(groups, ({ country }) => country)
  return [...byCountry].map(([country, own]) => ({ country, count: sumOf(own) }))
}

export const extensionFrom = ({
  at,
  fromClosesAt,
  toClosesAt,
}: {
  at: Date
  fromClosesAt: Date | null
  toClosesAt: Date
}): PublicExtension => ({
  at: at.toISOString(),
  from: fromClosesAt?.toISOString() ?? null,
  to: toClosesAt.toISOString(),
})

/** When a version was published: none before its statement was public. */
export const publishedAt = (createdAt: Date, since: Date | null): Date =>
  since !== null && createdAt < since ? since : createdAt

/** Every version, newest first. One from before `since` was published then. */
async function readVersions(tx: Reader, slug: string, since: Date | null): Promise<PublicVersion[]> {
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
  const published = versions.map(version => ({
    ...version,
    createdAt: publishedAt(version.createdAt, since),
  }))
  return versionsFrom(published, texts, courtesy)
}

type VersionRow = { number: number; change: Change; sha256: string; createdAt: Date }
type TextRow = PublicText & { statement: string; version: number }

/** Each version with its texts, in the order given. */
export const versionsFrom = (
  versions: readonly VersionRow[],
  texts: readonly TextRow[],
  courtesy: readonly (TextRow & Courtesy)[],
): PublicVersion[] =>
  versions.map(({ number, change, sha256, createdAt }) => ({
    version: number,
    change,
    publishedAt: createdAt.toISOString(),
    sha256,
    texts: texts
      .filter(text => text.version === number)
      .map(({ language, title, markdown, sha256 }) => ({ language, title, markdown, sha256 })),
    courtesy: courtesy.filter(text => text.version === number).map(({ statement, version, ...text }) => text),
  }))
