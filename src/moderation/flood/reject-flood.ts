import type { Deps } from '../../deps.ts'
import type { Endorsement, EndorsementError } from '../../domain/endorsement.ts'
import type { Result } from '../../domain/result.ts'
import { type Language, languages } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { type FloodFilter, findFlood, findRows } from '../../storage/flood.ts'
import type { QueuedRow } from '../../storage/queue.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { titleOf } from '../../storage/statements.ts'
import { type DecisionDeps, reject, undo } from '../request/decide.ts'
import { previewMail } from '../request/mail-preview.tsx'
import { type QueueRow, queueRow } from '../queue/queue.ts'
import type { ReasonCode } from '../request/reasons.ts'

/** Requests that are rejected together at most: about a quarter of a minute's work. */
export const mostAtOnce = 1000
/** Shown of them, from either end. */
const shownEachEnd = 20
/** Each rejection is a transaction of its own; a Worker's request has five connections. */
const atATime = 4

/** A request as it was shown: of another revision nothing is decided. */
export type Shown = { id: string; revision: number }

/** What a moderator looks at before many are rejected. */
export type FloodPreview = {
  /** All that would be rejected: no more than {@link mostAtOnce}. */
  targets: (Shown & { language: Language })[]
  first: QueueRow[]
  last: QueueRow[]
  /** How many match, those among them that would be left for another time. */
  matching: number
  /** What was shown before and has changed since: it is not among the targets any more. */
  changed: LeftOut[]
  /** In the order of the site; only those that somebody is written to in. */
  languages: Language[]
}

/** What would be rejected of all that matches now. */
export async function previewFlood(
  deps: Pick<Deps, 'db' | 'now'>,
  filter: FloodFilter,
): Promise<FloodPreview> {
  const { rows, matching } = await findFlood(deps.db, filter, mostAtOnce)
  return previewOf(deps, rows, matching, [])
}

/**
 * The same once it was shown: of the very requests that were, those that are as they were. Which they are comes with
 * the form and not from a time: a change that is stored in the moment of looking can be older than the look.
 */
export async function previewShown(
  deps: Pick<Deps, 'db' | 'now'>,
  shown: readonly Shown[],
): Promise<FloodPreview> {
  const revisions = new Map(shown.map(({ id, revision }) => [id, revision]))
  const rows = await findRows(deps.db, [...revisions.keys()])
  const same = rows.filter(({ id, revision }) => revisions.get(id) === revision)
  const changed = rows.filter(({ id, revision }) => revisions.get(id) !== revision)
  return previewOf(deps, same, same.length, changed.map(leftOut))
}

async function previewOf(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  rows: readonly QueuedRow[],
  matching: number,
  changed: LeftOut[],
): Promise<FloodPreview> {
  const statements = await findStatements(db)
  const shown = (some: typeof rows) => some.map(row => queueRow(row, now(), statements))
  return {
    targets: rows.map(({ id, revision, language }) => ({ id, revision, language })),
    first: shown(rows.slice(0, shownEachEnd)),
    last: shown(rows.slice(shownEachEnd).slice(-shownEachEnd)),
    matching,
    changed,
    languages: languages.filter(language => rows.some(row => row.language === language)),
  }
}

/** The words of a rejection in each language that it is mailed in. */
export type Words = { [language in Language]?: string }

/** One mail for each language, as the first who would get it would read it. */
export async function floodMails(
  { config, db }: Pick<Deps, 'config' | 'db'>,
  { targets, languages: wanted }: FloodPreview,
  words: Words,
): Promise<{ language: Language; message: Omit<Message, 'to'> }[]> {
  const mails = wanted.map(async language => {
    const sample = targets.find(target => target.language === language)
    const endorsement = sample && (await findEndorsement(db, sample.id))
    if (!endorsement) return []
    const mailTitle = await titleOf(db, endorsement.statement, endorsement.version, language)
    const message = previewMail({ config }, { endorsement, mailTitle }, 'rejected', words[language] ?? '')
    return [{ language, message }]
  })
  return (await Promise.all(mails)).flat()
}

/** One that nothing was done to, under the name that it has now. */
export type LeftOut = { id: string; name: string; why: 'changed' | 'too_late' | 'other' }

/** What became of many: those that were done, at their new revision, and those that were not. */
export type Outcome = { done: Shown[]; refused: LeftOut[] }

/** Rejects each target by itself, exactly as if it had been rejected on its own page. */
export const rejectAll = (
  deps: DecisionDeps,
  targets: FloodPreview['targets'],
  { moderator, code, words }: { moderator: string; code: ReasonCode; words: Words },
): Promise<Outcome> =>
  each(deps, targets, ({ id, revision, language }) =>
    reject(deps, { id, revision, moderator, code, words: words[language] ?? '' }),
  )

/** Takes back rejections whose mails have not gone. */
export const undoAll = (deps: DecisionDeps, targets: readonly Shown[], moderator: string): Promise<Outcome> =>
  each(deps, targets, ({ id, revision }) => undo(deps, { id, revision, moderator }))

async function each<T extends { id: string }>(
  { db }: DecisionDeps,
  targets: readonly T[],
  decide: (target: T) => Promise<Result<Endorsement, EndorsementError>>,
): Promise<Outcome> {
  const done: Shown[] = []
  const refused = new Map<string, LeftOut['why']>()
  const left = [...targets]
  const work = async () => {
    for (let target = left.shift(); target; target = left.shift()) {
      const decided = await decide(target)
      if (decided.ok) done.push({ id: target.id, revision: decided.value.revision })
      else refused.set(target.id, whyOf(decided.error))
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  const rows = refused.size === 0 ? [] : await findRows(db, [...refused.keys()])
  return { done, refused: rows.map(row => ({ ...leftOut(row), why: refused.get(row.id) ?? 'other' })) }
}

const leftOut = ({ id, name }: QueuedRow): LeftOut => ({ id, name, why: 'changed' })

function whyOf({ reason }: EndorsementError): LeftOut['why'] {
  if (reason === 'changed_meanwhile' || reason === 'wrong_status') return 'changed'
  return reason === 'too_late' ? 'too_late' : 'other'
}
