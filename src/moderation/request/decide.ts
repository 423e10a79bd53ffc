import type { Deps } from '../../deps.ts'
import {
  type Amendment,
  type Endorsement,
  type EndorsementError,
  isFounding,
  type Transition,
} from '../../domain/endorsement.ts'
import {
  approve as approveEndorsement,
  correct as correctEndorsement,
  type LogKind,
  needsSecond,
  reject as rejectEndorsement,
  reopen as reopenEndorsement,
  restore as restoreEndorsement,
  returnForChanges as returnEndorsement,
  undo as undoDecision,
  undoPeriod,
  withdraw as withdrawEndorsement,
} from '../../domain/moderation.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { oweMail } from '../../mail/owe.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { findEndorsement, updateEndorsement } from '../../storage/endorsements.ts'
import { gatherEvidence, storeEvidence } from '../../storage/evidence.ts'
import { findLastDoer, insertLog } from '../../storage/moderation-log.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { isActive } from '../../storage/moderators.ts'
import { violates } from '../../storage/pg-errors.ts'
import { recordChange } from '../../storage/record.ts'
import { secondModeratorOf, titleOf } from '../../storage/statements.ts'
import { composeDecisionMail, type DecisionMail } from './decision-mail.ts'

/** What deciding needs: no mailer, as the outbox is what it writes to. */
export type DecisionDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'now' | 'random'>

/** A decision on the revision that the moderator saw; `moderator` is their id. */
export type Decision = { id: string; revision: number; moderator: string }
/** Why: a canned reason's code, and the words as they are mailed. */
export type Explained = { code: string; words: string }

type Decided = Promise<Result<Endorsement, EndorsementError>>

/**
 * Publishes the organisation: state, log, record entry, place on the list and mail, in one transaction.
 * Where the statement asks for two moderators, the first approval is noted and the request goes on waiting.
 */
export const approve = (deps: DecisionDeps, decision: Decision): Decided =>
  decide(deps, decision, async (e, tx) => {
    if (e.status !== 'confirmed')
      return {
        kind: 'approve',
        decided: approveEndorsement(e, decision.revision, once(decision), deps.now()),
      }
    const { level } = await gatherEvidence(tx, deps.sealing, e)
    const second = needsSecond(await secondModeratorOf(tx, e.statement), level)
    const way = { moderator: decision.moderator, second }
    const decided = approveEndorsement(e, decision.revision, way, deps.now())
    const first = decided.ok && decided.value.to.status === 'confirmed'
    return { kind: first ? 'first-approve' : 'approve', code: level, decided }
  })

const once = ({ moderator }: Decision) => ({ moderator, second: false })

/** Rejects; the reason goes to the representative after {@link undoPeriod} and is kept sealed. */
export const reject = (deps: DecisionDeps, decision: Decision & Explained): Decided =>
  decide(deps, decision, e => ({
    kind: 'reject',
    ...why(decision),
    decided: rejectEndorsement(e, decision.revision, deps.now()),
  }))

/** Asks the representative for changes; the question is mailed after {@link undoPeriod} and is kept sealed. */
export const returnForChanges = (deps: DecisionDeps, decision: Decision & Explained): Decided =>
  decide(deps, decision, e => ({
    kind: 'return',
    ...why(decision),
    decided: returnEndorsement(e, decision.revision, deps.now()),
  }))

/** Takes back a rejection or a return whose mail has not gone. */
export const undo = (deps: DecisionDeps, decision: Decision): Decided =>
  decide(deps, decision, e => ({ kind: 'undo', decided: undoDecision(e, decision.revision, deps.now()) }))

/** Puts a rejected request back in the queue, and says so unless its rejection was never mailed. */
export const reopen = (deps: DecisionDeps, decision: Decision): Decided =>
  decide(deps, decision, e => ({
    kind: 'reopen',
    decided: reopenEndorsement(e, decision.revision, deps.now()),
  }))

/** Puts a signatory's public details right, in the open: the record gets a new commitment. */
export const correct = (deps: DecisionDeps, decision: Decision & { amendment: Amendment }): Decided =>
  decide(deps, decision, async (e, tx) => {
    const corrected = { ...e, ...decision.amendment }
    const second = isListed(e) && (await weigh(tx, deps, corrected)).second
    const decided = correctEndorsement(e, decision.revision, decision.amendment, second)
    return { kind: 'correct', decided }
  })

/** Takes a signatory off the list, or a request out of the queue, with a reason. */
export const withdraw = (deps: DecisionDeps, decision: Decision & Explained): Decided =>
  decide(deps, decision, e => ({
    kind: 'withdraw',
    ...why(decision),
    decided: withdrawEndorsement(e, decision.revision, deps.now()),
  }))

/** Puts a withdrawn signatory back in its place. */
export const restore = (deps: DecisionDeps, decision: Decision): Decided =>
  decide(deps, decision, async (e, tx) => {
    const second = e.status === 'withdrawn' && !isFounding(e) && (await weigh(tx, deps, e)).second
    const { moderator, revision } = decision
    const withdrawnBy = await findLastDoer(tx, e.id, 'withdraw')
    return { kind: 'restore', decided: restoreEndorsement(e, revision, { moderator, withdrawnBy, second }) }
  })

/** A private remark, in any state and on whatever revision it has now. */
export const note = (
  { db, sealing, now }: DecisionDeps,
  { id, moderator, words }: { id: string; moderator: string; words: string },
): Decided =>
  db.transaction(async tx => {
    if (!(await isActive(tx, moderator))) return err({ reason: 'not_moderator' })
    const endorsement = await findEndorsement(tx, id)
    if (!endorsement) return err({ reason: 'endorsement_unknown' })
    // Beside a forgotten person no new words about them are kept.
    if (!isFounding(endorsement) && !(await findContact(tx, sealing, id)))
      return err({ reason: 'contact_erased' })
    const entry = await insertLog(tx, { kind: 'note', moderatorId: moderator, endorsement }, now())
    await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text: words })
    return ok(endorsement)
  })

const isListed = (e: Endorsement): boolean => e.status === 'approved' && !e.founding

/** The evidence as it is now, and whether the statement asks for two moderators on it. */
async function weigh(tx: Transaction, { sealing }: DecisionDeps, e: Endorsement) {
  const { level } = await gatherEvidence(tx, sealing, e)
  return { level, second: needsSecond(await secondModeratorOf(tx, e.statement), level) }
}

const why = ({ code, words }: Explained) => ({ code, words })

type Way = {
  kind: LogKind
  decided: Result<Transition<Endorsement>, EndorsementError>
  code?: string
  words?: string
}

/** Rolls back what a refusal came too late to prevent. */
class Refusal extends Error {
  readonly refused: EndorsementError
  constructor(refused: EndorsementError) {
    super(refused.reason)
    this.refused = refused
  }
}

/** One transaction: the state, the log, the record, the mail. Of racing decisions one wins. */
async function decide(
  deps: DecisionDeps,
  decision: Decision,
  choose: (e: Endorsement, tx: Transaction) => Way | Promise<Way>,
): Decided {
  try {
    return await deps.db.transaction(async tx => {
      // Held to the end: whoever is suspended meanwhile decides nothing more.
      if (!(await isActive(tx, decision.moderator))) return err({ reason: 'not_moderator' })
      const before = await findEndorsement(tx, decision.id)
      if (!before) return err({ reason: 'endorsement_unknown' })
      const way = await choose(before, tx)
      return way.decided.ok
        ? store(tx, deps, decision, { ...way, before, value: way.decided.value })
        : way.decided
    })
  } catch (error) {
    if (error instanceof Refusal) return err(error.refused)
    if (violates(error, 'endorsements_one_signatory')) return err({ reason: 'already_signatory' })
    if (violates(error, 'endorsements_one_request')) return err({ reason: 'already_waiting' })
    throw error
  }
}

async function store(
  tx: Transaction,
  deps: DecisionDeps,
  decision: Decision,
  { before, value, kind, code, words }: Way & { before: Endorsement; value: Transition<Endorsement> },
): Decided {
  const { sealing, random, now } = deps
  const at = now()
  const { to, record, mail } = value
  const contact = await findContact(tx, sealing, to.id)
  // Back in the queue or on the list only with somebody who can be told; nobody asked for a founding one.
  if (!contact && !isFounding(before) && (kind === 'reopen' || kind === 'restore'))
    return err({ reason: 'contact_erased' })

  const updated = await updateEndorsement(tx, before, value, 'moderator', at)
  if (!updated) {
    const present = (await findEndorsement(tx, decision.id)) ?? before
    return err({ reason: 'changed_meanwhile', revision: present.revision, status: present.status })
  }
  // Its mail is on its way: what was said cannot be unsaid.
  if (kind === 'undo' && contact && updated.cancelled === 0) throw new Refusal({ reason: 'too_late' })
  if (record) await recordChange(tx, record, to, random(32), at)
  // What was weighed before an undone decision still holds: undoing a thousand must not take a minute.
  if (kind === 'reopen') await storeEvidence(tx, sealing, to)
  const entry = await insertLog(
    tx,
    { kind, moderatorId: decision.moderator, endorsement: to, ...(code ? { code } : {}) },
    at,
  )
  if (words) await insertRemark(tx, sealing, { logId: entry.id, endorsementId: to.id, text: words })
  // A rejection that nobody was told of needs no second mail.
  const silent = kind === 'reopen' && updated.cancelled > 0
  if (mail && contact && !silent) {
    await mailDecision(tx, deps, {
      before,
      to,
      kind: mail as DecisionMail,
      words: words ?? '',
      email: contact.email,
    })
  }
  return ok(to)
}

const waits: readonly DecisionMail[] = ['rejected', 'changes-requested']

async function mailDecision(
  tx: Transaction,
  deps: DecisionDeps,
  about: { before: Endorsement; to: Endorsement; kind: DecisionMail; words: string; email: string },
) {
  const { before, to, kind, words, email } = about
  const message = composeDecisionMail(kind, deps, {
    endorsement: to,
    title: await titleOf(tx, to.statement, to.version, to.language),
    privateUrl: await issuePrivateLink(tx, deps, to),
    words,
    listed: before.status === 'approved',
  })
  await oweMail(tx, deps, {
    endorsementId: to.id,
    kind,
    message: { to: email, ...message },
    ...(waits.includes(kind) ? { notBefore: new Date(deps.now().getTime() + undoPeriod) } : {}),
  })
}
