import type { Deps } from '../../deps.ts'
import { type EvidenceSide, isOn } from '../../domain/evidence/summary.ts'
import { mostAtOnce, mostWeighedInBulk } from '../../domain/limits.ts'
import type { Names } from '../../domain/organisation.ts'
import type { Sight } from '../../domain/sight.ts'
import { type Language, languages } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { type BulkFilter, findBulk, findDueOf, findRows } from '../../storage/bulk-rejection.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { weighNow } from '../../storage/evidence-due.ts'
import type { QueuedRow } from '../../storage/queue.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { mailTitleOf } from '../../storage/statements.ts'
import { evidenceOf, type QueueRow, queueRow } from '../queue/load-queue.ts'
import { previewMail } from '../request/mail-preview.tsx'
import { weighingWith } from '../weighing-with.ts'

/** Rows that the preview shows of them, from either end. */
const rowsEachEnd = 20

/** A request as it was shown: of another revision nothing is decided. */
export type ShownRequest = { id: string; revision: number }

/** One that nothing is done to, under the names that it has now. */
export type LeftOut = { id: string; name: string; names: Names; why: 'changed' | 'too_late' | 'other' }

/** The reason of a rejection in each language that it is mailed in. */
export type TextByLanguage = { [tag: string]: string }

/** The mail of a rejection in one language. */
export type BulkMail = { language: Language; message: Omit<Message, 'to'> }

/** What a moderator looks at before many are rejected. */
export type BulkPreview = {
  /** All that would be rejected: no more than {@link mostAtOnce}. */
  targets: (ShownRequest & { language: Language })[]
  first: QueueRow[]
  last: QueueRow[]
  /** How many match, those among them that would be left for another time. */
  matchCount: number
  /** What was shown before and has changed since: it is not among the targets any more. */
  changed: LeftOut[]
  /** The evidence of some is being weighed anew: they are not among the targets, whatever it comes to. */
  someDue: boolean
  /** In the order of the site; only those that somebody is written to in. */
  languages: Language[]
}

type PreviewDeps = Pick<Deps, 'db' | 'now'>

/** What would be rejected of all that matches now. Nobody is rejected for evidence that may not be true any more. */
export async function previewBulk(
  deps: PreviewDeps & Pick<Deps, 'sealing' | 'log'>,
  filter: BulkFilter,
): Promise<BulkPreview> {
  const someDue = filter.evidence !== null && (await weighBulk(deps, filter)) === 'some left'
  const { rows, matching } = await findBulk(deps.db, filter, mostAtOnce)
  return previewOf(deps, filter.sight, rows, { matchCount: matching, changed: [], someDue })
}

async function weighBulk(
  deps: Pick<Deps, 'db' | 'sealing' | 'log'>,
  filter: BulkFilter,
): Promise<'all' | 'some left'> {
  const ids = await findDueOf(deps.db, filter, mostWeighedInBulk)
  if (ids.length === 0) return 'all'
  await weighNow(weighingWith(deps), ids)
  return (await findDueOf(deps.db, filter, 1)).length === 0 ? 'all' : 'some left'
}

/**
 * The preview of requests that were shown before, without those that changed since, or whose evidence did, where they
 * were picked by it. The form names them: asking again for what waited at the time of the look would miss a change that
 * is stored in that very moment.
 */
export async function previewShown(
  deps: PreviewDeps & Pick<Deps, 'sealing' | 'log'>,
  requests: readonly ShownRequest[],
  { evidence, sight }: Pick<BulkFilter, 'evidence' | 'sight'>,
): Promise<BulkPreview> {
  const revisions = new Map(requests.map(({ id, revision }) => [id, revision]))
  const ids = [...revisions.keys()]
  const seen = await findRows(deps.db, ids, sight)
  const due = evidence ? seen.filter(({ isDue }) => isDue).map(({ id }) => id) : []
  await weighNow(weighingWith(deps), due.slice(0, mostWeighedInBulk))
  const rows = due.length === 0 ? seen : await findRows(deps.db, ids, sight)
  const isSame = (row: QueuedRow) =>
    revisions.get(row.id) === row.revision && (!evidence || isStillOn(evidence, row))
  const same = rows.filter(isSame)
  const changed = rows.filter(row => !isSame(row))
  return previewOf(deps, sight, same, {
    matchCount: same.length,
    someDue: false,
    changed: changed.map(row => ({ id: row.id, name: row.name, names: row.names, why: 'changed' })),
  })
}

function isStillOn(side: EvidenceSide, row: QueuedRow): boolean {
  const summary = evidenceOf(row)
  return summary !== null && summary !== 'due' && isOn(side, summary)
}

async function previewOf(
  { db, now }: PreviewDeps,
  sight: Sight,
  rows: readonly QueuedRow[],
  rest: Pick<BulkPreview, 'matchCount' | 'changed' | 'someDue'>,
): Promise<BulkPreview> {
  const statements = await findStatements(db, sight)
  const asQueued = (some: readonly QueuedRow[]) => some.map(row => queueRow(row, now(), statements))
  return {
    targets: rows.map(({ id, revision, language }) => ({ id, revision, language })),
    first: asQueued(rows.slice(0, rowsEachEnd)),
    last: asQueued(rows.slice(rowsEachEnd).slice(-rowsEachEnd)),
    languages: languages.filter(language => rows.some(row => row.language === language)),
    ...rest,
  }
}

/** One mail for each language, as the first who would get it would read it. */
export async function bulkMails(
  { config, db }: Pick<Deps, 'config' | 'db'>,
  { targets, languages: wanted }: BulkPreview,
  texts: TextByLanguage,
): Promise<BulkMail[]> {
  const mails = wanted.map(async language => {
    const sample = targets.find(target => target.language === language)
    const endorsement = sample && (await findEndorsement(db, sample.id))
    if (!endorsement) return []
    const mailTitle = await mailTitleOf(db, endorsement.statement, endorsement.version, language)
    const message = previewMail({ config }, { endorsement, mailTitle }, 'rejected', texts[language] ?? '')
    return [{ language, message }]
  })
  return (await Promise.all(mails)).flat()
}
