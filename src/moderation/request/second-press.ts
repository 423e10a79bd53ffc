import type { LogKind } from '../../domain/log-kind.ts'
import { paths } from '../../paths.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { isLastDoing } from '../../storage/moderation-log.ts'
import { answerSecondPress } from './answer-decision.ts'
import type { DecisionCommand } from './decide.ts'
import { queueQueryIn, type RequestContext, withParameter } from './request-context.ts'

/** What a button leaves in the log, and the word on the page that it leads to; without one that page is a decision's. */
const buttons: { [action: string]: { logs: readonly LogKind[]; said?: string } } = {
  approve: { logs: ['first-approve', 'approve'] },
  reject: { logs: ['reject'] },
  return: { logs: ['return'] },
  undo: { logs: ['undo'] },
  reopen: { logs: ['reopen'] },
  correct: { logs: ['correct'] },
  withdraw: { logs: ['withdraw'] },
  restore: { logs: ['restore'] },
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
  decision: DecisionCommand,
): Promise<Response | null> {
  const button = Object.hasOwn(buttons, action) ? buttons[action] : undefined
  const { db } = c.var.deps
  if (!button || !(await isLastDoing(db, decision, button.logs))) return null
  if (button.said) {
    const query = withParameter(queueQueryIn(c), `said=${button.said}`)
    return c.redirect(paths.desk.request(decision.id) + query, 303)
  }
  const endorsement = await findEndorsement(db, decision.id)
  return endorsement && answerSecondPress(c, endorsement, decision.moderator)
}
