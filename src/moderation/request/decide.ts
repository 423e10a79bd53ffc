import { type Action, allows } from '../../domain/actions.ts'
import { changedMeanwhile, type Endorsement, type DeskError, isFounding } from '../../domain/endorsement.ts'
import type { Correction } from '../../domain/endorsing.ts'
import type { Evidence } from '../../domain/evidence/reasons.ts'
import { sideOf, summarise } from '../../domain/evidence/summary.ts'
import * as rules from '../../domain/moderation.ts'
import { needsSecond } from '../../domain/second-moderator.ts'
import { kindOf } from '../../domain/organisation.ts'
import { err, ok } from '../../domain/result.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { endClaim } from '../../storage/claims.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { findEndorsement, lockEndorsement, updateEndorsement } from '../../storage/endorsements.ts'
import { gatherEvidence } from '../../storage/evidence.ts'
import { findNameHolders } from '../../storage/listed-names.ts'
import { findLastDoer, findLastJoined, insertLog } from '../../storage/moderation-log.ts'
import { violates } from '../../storage/pg-errors.ts'
import { findProposal } from '../../storage/proposals.ts'
import { recordChange } from '../../storage/record.ts'
import { findLastRemark, insertRemark } from '../../storage/remarks.ts'
import { mayActOn } from '../../storage/sight.ts'
import { secondModeratorOf } from '../../storage/statement-settings.ts'
import { mailTitleOf } from '../../storage/statements.ts'
import type { Decided, DecisionCommand, DecisionDeps } from '../on-request.ts'
import { stampOf } from '../shown-stamp.ts'
import { composeDecisionMail } from './decision-mail.ts'

/** Why: a canned reason's code, and the text as it is mailed. */
type Explanation = { code: string; text: string }

/**
 * Publishes the organisation: state, log, record entry, place on the list and mail, in one transaction.
 * Where the statement asks for two moderators, the first approval is noted and the request goes on waiting.
 */
export const approve = (deps: DecisionDeps, decision: DecisionCommand): Decided =>
  decide(deps, decision, async (e, tx) => {
    const { weighed, secondNeeded } = await weigh(tx, deps, 'approve', e)
    const { moderator } = decision
    const first = e.status === 'confirmed' ? (e.firstApproval?.by ?? null) : null
    const joined = first === null ? [] : await findLastJoined(tx, [moderator, first])
    const command = { ...shownTo(decision), moderator, secondNeeded, joined }
    const [evidence] = weighed
    const decided = rules.approve(e, command, deps.now())
    // A first approval too: there is nothing that a second one could publish.
    if (decided.ok && (await findNameHolders(tx, e)).length > 0)
      return { decided: err({ reason: 'already_signatory' }) }
    return { decided, ...(evidence ? { code: sideOf(summarise(evidence)) } : {}) }
  })

/** Rejects; the reason goes to the representative after the `undoPeriod` of domain/durations.ts and is kept sealed. */
export const reject = (deps: DecisionDeps, decision: DecisionCommand & Explanation): Decided =>
  decide(deps, decision, e => ({
    decided: rules.reject(e, shownTo(decision), deps.now()),
    ...explanationOf(decision),
  }))

/**
 * Asks the representative for changes; the question is mailed after the `undoPeriod` of domain/durations.ts and is kept
 * sealed.
 */
export const returnForChanges = (deps: DecisionDeps, decision: DecisionCommand & Explanation): Decided =>
  decide(deps, decision, e => ({
    decided: rules.returnForChanges(e, shownTo(decision), deps.now()),
    ...explanationOf(decision),
  }))

/** Takes back a rejection or a return whose mail has not gone. */
export const undo = (deps: DecisionDeps, decision: DecisionCommand): Decided =>
  decide(deps, decision, e => ({ decided: rules.undo(e, shownTo(decision), deps.now()) }))

/** Puts a rejected request back in the queue, and says so unless its rejection was never mailed. */
export const reopen = (deps: DecisionDeps, decision: DecisionCommand): Decided =>
  decide(deps, decision, e => ({ decided: rules.reopen(e, shownTo(decision), deps.now()) }))

/**
 * Puts a signatory's public details right, in the open: the record gets a new commitment. `proposal`: what the page
 * showed of a proposal (src/moderation/shown-stamp.ts), where it showed either; another one that came
 * meanwhile is not lost by it. What was known of the name before counts beside what is known of the corrected one.
 */
export const correct = (
  deps: DecisionDeps,
  decision: DecisionCommand & { amendment: Correction; proposal?: string },
): Decided =>
  decide(deps, decision, async (e, tx) => {
    const { amendment, proposal: shown } = decision
    // Locked to the end: no proposal comes between.
    await lockEndorsement(tx, e.id)
    const proposal = await findProposal(tx, e.id)
    if (shown !== undefined && stampOf(proposal) !== shown) return { decided: changedMeanwhile(e) }
    const { secondNeeded } = await weigh(tx, deps, 'correct', e, { ...e, ...amendment })
    const proposed = shown ? proposal : null
    const signsAs = [e, ...(proposed ? [proposed] : [])].map(({ organisation }) => kindOf(organisation))
    return { decided: rules.correct(e, { ...shownTo(decision), amendment, secondNeeded, signsAs }) }
  })

/** Takes a signatory off the list, or a request out of the queue, with a reason. */
export const withdraw = (deps: DecisionDeps, decision: DecisionCommand & Explanation): Decided =>
  decide(deps, decision, e => ({
    decided: rules.withdraw(e, shownTo(decision), deps.now()),
    ...explanationOf(decision),
  }))

/** Puts a withdrawn signatory back in its place. */
export const restore = (deps: DecisionDeps, decision: DecisionCommand): Decided =>
  decide(deps, decision, async (e, tx) => {
    const { secondNeeded } = await weigh(tx, deps, 'restore', e)
    const { moderator } = decision
    const withdrawnBy = await findLastDoer(tx, e.id, 'withdraw')
    const joined = withdrawnBy === null ? [] : await findLastJoined(tx, [moderator, withdrawnBy])
    const command = { ...shownTo(decision), moderator, withdrawnBy, secondNeeded, joined }
    const reason = await findLastRemark(tx, deps.sealing, e.id, 'withdraw')
    return { decided: rules.restore(e, command, deps.now()), quoted: reason ?? '' }
  })

const shownTo = ({ revision }: DecisionCommand) => ({ shownRevision: revision })
const explanationOf = ({ code, text }: Explanation) => ({ code, text })

/**
 * Whether the statement asks for two moderators, on the evidence as it is now. Nothing is weighed where the rules
 * refuse in any case, or of a founding signatory: nobody asked.
 */
async function weigh(
  tx: Transaction,
  { sealing }: DecisionDeps,
  action: Action,
  e: Endorsement,
  ...after: Endorsement[]
): Promise<{ secondNeeded: boolean; weighed: Evidence[] }> {
  if (!allows(action, e) || isFounding(e)) return { secondNeeded: false, weighed: [] }
  const weighed = await Promise.all([e, ...after].map(each => gatherEvidence(tx, sealing, each)))
  return { weighed, secondNeeded: needsSecond(await secondModeratorOf(tx, e.statement), ...weighed) }
}

/**
 * What the rules say to a decision, and what is kept of why it was made. `quoted` is the earlier reason that its mail
 * repeats; it is not stored again.
 */
type Ruling = {
  decided: rules.DecisionResult<Endorsement>
  code?: string | undefined
  text?: string
  quoted?: string
}

/** Rolls back what a refusal came too late to prevent. */
export class Refusal extends Error {
  readonly refused: DeskError
  constructor(refused: DeskError) {
    super(refused.reason)
    this.refused = refused
  }
}

/** One transaction: the state, the log, the record, the mail. Of racing decisions one wins. */
async function decide(
  deps: DecisionDeps,
  decision: DecisionCommand,
  rule: (e: Endorsement, tx: Transaction) => Ruling | Promise<Ruling>,
): Decided {
  try {
    return await deps.db.transaction(async tx => {
      // Locked to the end: whoever is suspended meanwhile decides nothing more.
      if (!(await mayActOn(tx, decision.moderator, decision.id))) return err({ reason: 'not_moderator' })
      const before = await findEndorsement(tx, decision.id)
      if (!before) return err({ reason: 'endorsement_unknown' })
      return store(tx, deps, { before, moderator: decision.moderator, ...(await rule(before, tx)) })
    })
  } catch (error) {
    if (error instanceof Refusal) return err(error.refused)
    if (violates(error, 'endorsements_one_signatory')) return err({ reason: 'already_signatory' })
    if (violates(error, 'endorsements_one_request')) return err({ reason: 'already_waiting' })
    throw error
  }
}

/**
 * Stores what the rules decided. The name enters the public list, or leaves it, by the trigger `publish_signatory`
 * (drizzle/0026_names_by_tag.sql): it copies an approved endorsement's row to `public_signatories`, unless it
 * is withheld.
 */
async function store(
  tx: Transaction,
  deps: DecisionDeps,
  {
    before,
    moderator,
    decided,
    code,
    text = '',
    quoted = text,
  }: Ruling & { before: Endorsement; moderator: string },
): Decided {
  if (!decided.ok) return decided
  const { sealing, random, now } = deps
  const at = now()
  const { to, log, record, mail, needsContact, cancelling } = decided.value
  const contact = await findContact(tx, sealing, to.id)
  if (needsContact && !contact) return err({ reason: 'contact_erased' })

  const updated = await updateEndorsement(tx, before, decided.value, 'moderator', at)
  if (!updated) return changedMeanwhile((await findEndorsement(tx, to.id)) ?? before)
  await endClaim(tx, to.id)
  const wasCancelled = updated.cancelled > 0
  if (cancelling === 'too_late' && contact && !wasCancelled) throw new Refusal({ reason: 'too_late' })
  if (record) await recordChange(tx, record, to, random(32), at)
  const about = { kind: log, moderatorId: moderator, endorsement: to }
  const entry = await insertLog(tx, code ? { ...about, code } : about, at)
  if (text) await insertRemark(tx, sealing, { logId: entry.id, endorsementId: to.id, text })
  const cancelsOut = cancelling === 'cancels_out' && wasCancelled
  if (mail && contact && !cancelsOut) {
    await mailDecision(tx, deps, { before, to, kind: mail, text: quoted, email: contact.email })
  }
  return ok(to)
}

/** Owes the mail of a decision: at once, or when the decision cannot be taken back any more. */
async function mailDecision(
  tx: Transaction,
  deps: DecisionDeps,
  about: { before: Endorsement; to: Endorsement; kind: rules.DecisionMail; text: string; email: string },
) {
  const { before, to, kind, text, email } = about
  const message = composeDecisionMail(kind, deps, {
    endorsement: to,
    title: await mailTitleOf(tx, to.statement, to.version, to.language),
    privateUrl: await issuePrivateLink(tx, deps, to),
    text,
    listed: before.status === 'approved',
  })
  const owed = { endorsementId: to.id, kind, message: { to: email, ...message } }
  const notBefore = rules.undoableUntil(to, deps.now())
  await oweMail(tx, deps, notBefore ? { ...owed, notBefore } : owed)
}
