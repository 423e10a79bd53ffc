import { asc, count, desc, inArray, max } from 'drizzle-orm'
import { utcDate } from '../domain/dates.ts'
import { dayOfLastChange } from '../domain/list-dates.ts'
import { countKinds, saysTheSameSince } from '../domain/statement.ts'
import type { Database, Reader } from './client.ts'
import { findFinalLists } from './final-lists.ts'
import {
  type CourtesyText,
  extensionFrom,
  type PublicStatement,
  type PublicText,
  type PublicVersion,
  publishedAt,
} from './public-statements.ts'
import {
  publicChangeNumber,
  publicCourtesyTexts,
  publicSignatories,
  publicStatements,
  publicStatementTexts,
  publicStatementVersions,
  publicWithdrawals,
  publicWithheld,
} from './schema/public.ts'
import { publicExtensions, publicRounds } from './schema/rounds.ts'
import { sumOf, type VersionCount } from './signatory-list.ts'
import { periodFrom, sourceFrom } from './statements.ts'

type TextHead = Omit<PublicText, 'markdown'>
type CourtesyHead = Omit<CourtesyText, 'markdown'>
/** A version without what its texts say. */
export type VersionHead = Omit<PublicVersion, 'texts' | 'courtesy'> & {
  texts: TextHead[]
  courtesy: CourtesyHead[]
}

/** What is held of every statement, however many there are: neither the texts nor the names. */
export type StatementSummary = VersionHead &
  Pick<
    PublicStatement,
    | 'slug'
    | 'defaultLanguage'
    | 'source'
    | 'readersInDanger'
    | 'revision'
    | 'opensAt'
    | 'closesAt'
    | 'saysSince'
    | 'signers'
    | 'listOrder'
    | 'count'
    | 'kinds'
    | 'signedEarlier'
    | 'withheld'
    | 'withheldKinds'
    | 'withheldEarlier'
    | 'lateSignatories'
    | 'timeZone'
    | 'publicSince'
    | 'extensions'
    | 'final'
  > & {
    earlier: VersionHead[]
    /** The last day on which the text or the list changed, as YYYY-MM-DD. */
    changedOn: string
  }

/** Grows with every change of what is public: the one row that is asked for each second. */
export async function readChangeNumber(publicDb: Database): Promise<number> {
  const [row] = await publicDb.select().from(publicChangeNumber)
  if (!row) throw new Error('the changes of what is public are not counted')
  return row.number
}

/** The summaries of these statements as of one moment, in no order: as many questions for two hundred as for one. */
export async function readSummaries(publicDb: Database, slugs: string[]): Promise<StatementSummary[]> {
  return publicDb.transaction(
    async tx => {
      const rows = await tx.select().from(publicStatements).where(inArray(publicStatements.slug, slugs))
      const rounds = await readRounds(tx, slugs)
      const versions = await readVersionHeads(tx, slugs, rounds)
      const lists = await readLists(tx, slugs)
      return rows.flatMap(row => {
        const [newest, ...earlier] = versions.get(row.slug) ?? []
        if (!newest) return []
        const saysSince = saysTheSameSince({ ...newest, earlier })
        const round = rounds(row.slug)
        const { listed, withheld, joined, withdrawals } = lists(row.slug)
        const before = ({ version }: { version: number }) => version < saysSince
        return {
          slug: row.slug,
          defaultLanguage: row.defaultLanguage,
          source: sourceFrom(row),
          readersInDanger: row.readersInDanger,
          revision: row.revision,
          ...periodFrom({ ...row, lateSignatories: round.lateSignatories }),
          timeZone: row.timeZone,
          publicSince: round.publicSince?.toISOString() ?? null,
          extensions: round.extensions,
          final: round.final,
          ...newest,
          earlier,
          saysSince,
          signers: row.signers,
          listOrder: row.listOrder,
          count: sumOf(listed),
          kinds: countKinds(listed),
          signedEarlier: listed.filter(before),
          withheld: sumOf(withheld),
          withheldKinds: countKinds(withheld),
          withheldEarlier: withheld.filter(before),
          changedOn: dayOfLastChange({ newest: joined, withdrawals }, utcDate(new Date(newest.publishedAt))),
        }
      })
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** Every version by its statement, newest first. */
async function readVersionHeads(
  tx: Reader,
  slugs: string[],
  rounds: Awaited<ReturnType<typeof readRounds>>,
): Promise<Map<string, VersionHead[]>> {
  const { statement, number, change, sha256, createdAt } = publicStatementVersions
  const rows = await tx
    .select({ statement, version: number, change, sha256, createdAt })
    .from(publicStatementVersions)
    .where(inArray(statement, slugs))
    .orderBy(desc(number))
  const text = publicStatementTexts
  const texts = await tx
    .select({
      statement: text.statement,
      version: text.version,
      language: text.language,
      title: text.title,
      sha256: text.sha256,
    })
    .from(text)
    .where(inArray(text.statement, slugs))
    .orderBy(asc(text.language))
  const courtesy = publicCourtesyTexts
  const courtesyTexts = await tx
    .select({
      statement: courtesy.statement,
      version: courtesy.version,
      language: courtesy.language,
      title: courtesy.title,
      sha256: courtesy.sha256,
      translator: courtesy.translator,
      checkedBy: courtesy.checkedBy,
    })
    .from(courtesy)
    .where(inArray(courtesy.statement, slugs))
    .orderBy(asc(courtesy.language))
  const textsOf = headsByVersion(texts)
  const courtesyOf = headsByVersion(courtesyTexts)
  const heads = rows.map(({ statement: slug, createdAt: at, ...row }) => ({
    slug,
    head: {
      ...row,
      publishedAt: publishedAt(at, rounds(slug).publicSince).toISOString(),
      texts: textsOf(slug, row.version),
      courtesy: courtesyOf(slug, row.version),
    },
  }))
  const byStatement = Map.groupBy(heads, ({ slug }) => slug)
  return new Map([...byStatement].map(([slug, own]) => [slug, own.map(({ head }) => head)]))
}

const versionKey = (slug: string, version: number) => `${version} ${slug}`

function headsByVersion<Row extends { statement: string; version: number }>(rows: readonly Row[]) {
  const byVersion = Map.groupBy(rows, row => versionKey(row.statement, row.version))
  return (slug: string, version: number) =>
    (byVersion.get(versionKey(slug, version)) ?? []).map(({ statement, version: _, ...head }) => head)
}

/** How the lists stand: counts by version, newest first, and the last days on which somebody joined or left. */
async function readLists(tx: Reader, slugs: string[]) {
  const signatory = publicSignatories
  const listed = await tx
    .select({
      statement: signatory.statement,
      version: signatory.version,
      kind: signatory.kind,
      founding: signatory.founding,
      count: count(),
      signedOn: max(signatory.signedOn),
    })
    .from(signatory)
    .where(inArray(signatory.statement, slugs))
    .groupBy(signatory.statement, signatory.version, signatory.kind, signatory.founding)
    .orderBy(desc(signatory.version), asc(signatory.kind))
  const withheld = await tx
    .select()
    .from(publicWithheld)
    .where(inArray(publicWithheld.statement, slugs))
    .orderBy(desc(publicWithheld.version), asc(publicWithheld.kind))
  const withdrawals = await tx
    .select({ statement: publicWithdrawals.statement, withdrawnOn: max(publicWithdrawals.withdrawnOn) })
    .from(publicWithdrawals)
    .where(inArray(publicWithdrawals.statement, slugs))
    .groupBy(publicWithdrawals.statement)
  const [listedOf, withheldOf, withdrawalsOf] = [
    Map.groupBy(listed, row => row.statement),
    Map.groupBy(withheld, row => row.statement),
    Map.groupBy(withdrawals, row => row.statement),
  ]
  return (slug: string) => {
    const own = listedOf.get(slug) ?? []
    return {
      listed: [...Map.groupBy(own, ({ version, kind }) => `${version} ${kind}`).values()].flatMap(addedUp),
      withheld: (withheldOf.get(slug) ?? []).map(({ version, kind, count }) => ({ version, kind, count })),
      joined: own.filter(({ founding }) => !founding),
      withdrawals: (withdrawalsOf.get(slug) ?? []).flatMap(({ withdrawnOn }) =>
        withdrawnOn === null ? [] : [{ withdrawnOn }],
      ),
    }
  }
}

/** One count of several of the same version and kind. */
function addedUp(counts: readonly VersionCount[]): VersionCount[] {
  const [first] = counts
  return first ? [{ version: first.version, kind: first.kind, count: sumOf(counts) }] : []
}

/** Which rounds they had, how their deadlines were moved, and their final lists. */
async function readRounds(tx: Reader, slugs: string[]) {
  const rounds = await tx.select().from(publicRounds).where(inArray(publicRounds.statement, slugs))
  const extensions = await tx
    .select()
    .from(publicExtensions)
    .where(inArray(publicExtensions.statement, slugs))
    .orderBy(asc(publicExtensions.at), asc(publicExtensions.toClosesAt))
  const finals = await findFinalLists(tx, slugs)
  const roundOf = new Map(rounds.map(round => [round.statement, round]))
  const extensionsOf = Map.groupBy(extensions, row => row.statement)
  return (slug: string) => ({
    publicSince: roundOf.get(slug)?.publicSince ?? null,
    lateSignatories: roundOf.get(slug)?.lateSignatories ?? false,
    extensions: (extensionsOf.get(slug) ?? []).map(extensionFrom),
    final: finals.get(slug) ?? null,
  })
}
