import type { Deps } from '../../deps.ts'
import type { Publishable } from '../../domain/draft.ts'
import { checkDraft } from '../../domain/draft-check.ts'
import {
  agreeToPublish,
  changeFor,
  courtesyFor,
  digestOf,
  needsVersion,
  type PublishChoice,
  type Published,
  type PublishRefusal,
  publishDraft,
  type Shown,
  stateAfter,
} from '../../domain/publishing.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { isCountryCode } from '../../i18n/index.ts'
import type { Transaction } from '../../storage/client.ts'
import {
  findPublished,
  insertDeskStatement,
  insertVersion,
  storeCourtesy,
  storeSettings,
} from '../../storage/desk-statements.ts'
import {
  clearProposal,
  lockDraft,
  markPublished,
  type StoredDraft,
  setProposal,
} from '../../storage/drafts.ts'
import { bringFounder, FounderNameTaken } from '../../storage/founders.ts'
import { findLastJoined, insertLog } from '../../storage/moderation-log.ts'
import { makePrivateAddress } from '../../storage/private-addresses.ts'
import { raiseRevision } from '../../storage/record.ts'
import { mayAdminister } from '../../storage/sight.ts'
import { publishingNeedsSecond } from '../../storage/site-settings.ts'
import { changeState, lockSignatories } from '../../storage/statement-state.ts'
import { lockTimes } from '../../storage/statement-times.ts'
import { stampOf } from '../shown-stamp.ts'

type PublishDeps = Pick<Deps, 'db' | 'now' | 'random' | 'sealing'>
type PublishError =
  | PublishRefusal
  | { reason: 'unknown' }
  /** It lacks something: its page says what. */
  | { reason: 'incomplete' }
  /** A deploy brought a statement of this slug. */
  | { reason: 'slug_taken' }
  /** Another signatory is listed under a name of a founding one. */
  | { reason: 'name_taken'; key: string }
type Outcome = Result<'published' | 'proposed', PublishError>

type Command = Shown & { slug: string; by: string }
/** `proposal`: the stamp of the one that the page showed. */
type AnswerCommand = Command & { proposal: string }

/** Publishes a draft as its page showed it; where the site asks for two administrators, proposes it. */
export const publish = (deps: PublishDeps, command: Command & { choice: PublishChoice }): Promise<Outcome> =>
  inOne(deps, command, async (tx, stored, content) => {
    const needsSecond = await publishingNeedsSecond(tx)
    const decided = publishDraft(shownBy(stored), { ...command, needsSecond })
    if (!decided.ok) return decided
    const { choice } = decided.value
    if (decided.value.do === 'publish') return store(tx, deps, { ...command, choice }, content)
    const { slug, by, revision, digest } = command
    await setProposal(tx, slug, { ...choice, by, revision, digest }, deps.now())
    await insertLog(
      tx,
      { kind: 'publish-propose', moderatorId: by, statement: slug, code: codeOf(choice) },
      deps.now(),
    )
    return ok('proposed')
  })

/** Publishes what another administrator proposed, by exactly what both of them saw. */
export const agree = (deps: PublishDeps, command: AnswerCommand): Promise<Outcome> =>
  inOne(deps, command, async (tx, stored, content) => {
    const { proposal } = stored
    // What was chosen stands in the proposal alone: a later one of the same draft may choose otherwise.
    if (proposal && stampOf(proposal) !== command.proposal) return err({ reason: 'changed_meanwhile' })
    const people = proposal ? [proposal.by, command.by] : [command.by]
    const joined = await findLastJoined(tx, people)
    const decided = agreeToPublish({ ...shownBy(stored), proposal }, { ...command, joined }, deps.now())
    return decided.ok ? store(tx, deps, { ...command, choice: decided.value.choice }, content) : decided
  })

/** Takes the proposal back that the page showed, one's own or a colleague's; a later one stays. */
export const decline = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { slug, by, proposal }: Pick<AnswerCommand, 'slug' | 'by' | 'proposal'>,
) =>
  db.transaction(async tx => {
    const stored = await lockDraft(tx, slug)
    if (!stored?.proposal || stampOf(stored.proposal) !== proposal) return
    await clearProposal(tx, slug)
    await insertLog(tx, { kind: 'publish-decline', moderatorId: by, statement: slug }, now())
  })

const shownBy = ({ revision, draft }: StoredDraft): Shown => ({ revision, digest: digestOf(draft) })
const codeOf = ({ to, change }: PublishChoice) => `${to}-${change}`

type Work = (tx: Transaction, stored: StoredDraft, content: Publishable) => Promise<Outcome>

async function inOne(deps: PublishDeps, { slug, by }: Command, work: Work): Promise<Outcome> {
  try {
    return await deps.db.transaction(async (tx): Promise<Outcome> => {
      if (!(await mayAdminister(tx, by))) return err({ reason: 'unknown' })
      const stored = await lockDraft(tx, slug)
      if (!stored) return err({ reason: 'unknown' })
      const checked = checkDraft(stored.draft, isCountryCode)
      return checked.ok ? work(tx, stored, checked.value) : err({ reason: 'incomplete' })
    })
  } catch (error) {
    // Thrown, as it ends the transaction: nothing of it is stored.
    if (error instanceof FounderNameTaken) return err({ reason: 'name_taken', key: error.key })
    throw error
  }
}

async function store(
  tx: Transaction,
  deps: PublishDeps,
  { slug, by, choice }: Command & { choice: PublishChoice },
  content: Publishable,
): Promise<Outcome> {
  const now = deps.now()
  // Its hour may come in this moment: what it is after the locks counts.
  await lockSignatories(tx, slug)
  await lockTimes(tx, slug)
  const before = await findPublished(tx, slug)
  if (!before && !(await insertDeskStatement(tx, slug, content, now))) return err({ reason: 'slug_taken' })
  await storeSettings(tx, slug, content, before?.state ?? 'draft')
  const version = await storeTexts(tx, slug, { before, content, choice }, now)
  const { defaultLanguage: language } = content
  for (const founder of content.founders) await bringFounder(tx, deps, { slug, language, version }, founder)
  const to = stateAfter(before, choice)
  if (before) await raiseRevision(tx, slug)
  else await changeState(tx, slug, 'draft', to)
  if (!before && to === 'private') await makePrivateAddress(tx, deps, slug, now)
  await markPublished(tx, slug)
  await insertLog(tx, { kind: 'publish', moderatorId: by, statement: slug, code: codeOf(choice) }, now)
  return ok('published')
}

type Texts = { before: Published | null; content: Publishable; choice: PublishChoice }

/** Stores what is signed as a new version where it differs, and what is not signed beside it. Gives the version. */
async function storeTexts(tx: Transaction, slug: string, { before, content, choice }: Texts, now: Date) {
  const isNew = needsVersion(before, content)
  const version = (before?.version ?? 0) + (isNew ? 1 : 0)
  if (isNew) await insertVersion(tx, slug, { version, change: changeFor(before, choice), content }, now)
  await storeCourtesy(tx, slug, version, courtesyFor(before, content, choice))
  return version
}
