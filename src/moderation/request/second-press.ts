import type { LogKind } from '../../domain/log-kind.ts'
import type { Reader } from '../../storage/client.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { hasDeclined, isLastDoing } from '../../storage/moderation-log.ts'
import { findProposal } from '../../storage/proposals.ts'
import type { DecisionCommand } from '../on-request.ts'
import { answerSecondPress } from './answer-decision.ts'
import { leadToRequest, type RequestContext } from './request-context.ts'

/**
 * What a button leaves in the log, and the word on the page that it leads to; without one that page is a decision's.
 */
const buttons: { [action: string]: { logs: readonly LogKind[]; said?: string } } = {
  approve: { logs: ['first-approve', 'approve'] },
  reject: { logs: ['reject'] },
  return: { logs: ['return'] },
  undo: { logs: ['undo'] },
  reopen: { logs: ['reopen'] },
  correct: { logs: ['correct'] },
  withdraw: { logs: ['withdraw'] },
  restore: { logs: ['restore'] },
  decline: { logs: ['decline'], said: 'declined' },
  link: { logs: ['send-link'], said: 'link-sent' },
  address: { logs: ['readdress'], said: 'readdressed' },
}

/**
 * Where a moderator's own first press did what this one asks for, and nothing changed since: to the page that the first
 * one led to. Null where it is no such press.
 */
export async function leadSecondPress(
  c: RequestContext,
  action: string,
  decision: DecisionCommand & { proposal: string },
): Promise<Response | null> {
  const button = Object.hasOwn(buttons, action) ? buttons[action] : undefined
  const { db } = c.var.deps
  const isAgain =
    action === 'decline' ? isDeclined(db, decision) : button && isLastDoing(db, decision, button.logs)
  if (!button || !(await isAgain)) return null
  if (button.said) return leadToRequest(c, `said=${button.said}`)
  const endorsement = await findEndorsement(db, decision.id)
  return endorsement && answerSecondPress(c, endorsement, decision.moderator)
}

/** Of a proposal that was declined, while no other waits. */
const isDeclined = async (reader: Reader, decision: DecisionCommand & { proposal: string }) =>
  /^\d{1,15}$/.test(decision.proposal) &&
  (await findProposal(reader, decision.id)) === null &&
  hasDeclined(reader, decision, new Date(Number(decision.proposal)))
