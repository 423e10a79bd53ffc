import { renderApproved } from '../../emails/approved.tsx'
import { renderRejected } from '../../emails/rejected.tsx'
import type { Deps } from '../deps.ts'
import {
  approve as approveEndorsement,
  type Endorsement,
  type EndorsementError,
  reject as rejectEndorsement,
  type Transition,
} from '../domain/endorsement.ts'
import { err, ok, type Result } from '../domain/result.ts'
import type { Message } from '../mail/mailer.ts'
import { oweMail } from '../mail/owe.ts'
import { paths } from '../paths.ts'
import { findContact } from '../storage/contacts.ts'
import { insertDecision } from '../storage/decisions.ts'
import { findEndorsement, updateEndorsement } from '../storage/endorsements.ts'
import { violates } from '../storage/pg-errors.ts'
import { recordChange } from '../storage/record.ts'
import { type Title, titleOf } from '../storage/statements.ts'

/** What deciding needs: no mailer, as the outbox is what it writes to. */
export type DecisionDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'now' | 'random'>

/** A decision on the revision that the moderator saw. */
export type Decision = { id: string; revision: number; moderator: string }

/**
 * Publishes the organisation: state, decision, record entry, place on the list and mail, in one
 * transaction. Of racing decisions one wins; a name that is already on the list is refused.
 */
export async function approve(
  deps: DecisionDeps,
  decision: Decision,
): Promise<Result<Endorsement, EndorsementError>> {
  try {
    return await decide(
      deps,
      { ...decision, kind: 'approve' },
      {
        transition: (e, now) => approveEndorsement(e, decision.revision, now),
        mail: (e, { title, language }) =>
          renderApproved({
            lang: e.language,
            statementTitle: title,
            statementLang: language,
            organisation: e.organisation.name,
            statementUrl: deps.config.publicUrl + paths.statement(e.language, e.statement),
          }),
      },
    )
  } catch (error) {
    if (violates(error, 'endorsements_one_signatory')) return err({ reason: 'already_signatory' })
    throw error
  }
}

/** Rejects with a reason, which goes to the representative and is kept sealed. */
export const reject = (
  deps: DecisionDeps,
  decision: Decision & { reason: string },
): Promise<Result<Endorsement, EndorsementError>> =>
  decide(
    deps,
    { ...decision, kind: 'reject' },
    {
      transition: (e, now) => rejectEndorsement(e, decision.revision, now),
      mail: (e, { title, language }) =>
        renderRejected({
          lang: e.language,
          statementTitle: title,
          statementLang: language,
          organisation: e.organisation.name,
          reason: decision.reason,
        }),
    },
  )

type Way = {
  transition: (e: Endorsement, now: Date) => Result<Transition<Endorsement>, EndorsementError>
  mail: (e: Endorsement, title: Title) => Omit<Message, 'to'>
}

async function decide(
  deps: DecisionDeps,
  decision: Decision & { kind: 'approve' | 'reject'; reason?: string },
  { transition, mail }: Way,
): Promise<Result<Endorsement, EndorsementError>> {
  const { db, sealing, random, now } = deps
  return db.transaction(async tx => {
    const at = now()
    const endorsement = await findEndorsement(tx, decision.id)
    if (!endorsement) return err({ reason: 'endorsement_unknown' })
    const decided = transition(endorsement, at)
    if (!decided.ok) return decided

    const { to, record, mail: kind } = decided.value
    if (!(await updateEndorsement(tx, endorsement, decided.value, 'moderator', at))) {
      const present = (await findEndorsement(tx, decision.id)) ?? endorsement
      return err({ reason: 'changed_meanwhile', revision: present.revision, status: present.status })
    }
    if (record) await recordChange(tx, record, to, random(32), at)
    await insertDecision(tx, sealing, decision, at)
    const contact = await findContact(tx, sealing, to.id)
    if (kind && contact) {
      const title = await titleOf(tx, to.statement, to.version, to.language)
      await oweMail(tx, deps, {
        endorsementId: to.id,
        kind,
        message: { to: contact.email, ...mail(to, title) },
      })
    }
    return ok(to)
  })
}
