import type { Endorsement, DeskError } from '../../domain/endorsement.ts'
import type { Result } from '../../domain/result.ts'
import { paths } from '../../paths.ts'
import { findNeighbours } from '../../storage/queue.ts'
import type { DecisionCommand } from '../on-request.ts'
import { filterQuery } from '../queue/queue-filter.ts'
import { filterIn, type RequestContext, withParameter } from './request-context.ts'
import { showRefusal } from './show-refusal.tsx'

/**
 * Makes a decision and goes on: to the next request that waits, with a word on what was done. A refusal
 * shows the request as it is now, and what changed since it was shown.
 */
export async function answerDecision(
  c: RequestContext,
  decision: DecisionCommand,
  decide: () => Promise<Result<Endorsement, DeskError>>,
): Promise<Response> {
  // Looked up before the decision: afterwards the request may stand elsewhere in the queue.
  const next = await findNext(c, decision.id)
  const decided = await decide()
  if (!decided.ok) return showRefusal(c, decision, decided.error)
  c.var.deps.mailOwed()
  return goOn(c, decided.value, decision.moderator, next)
}

/** To the page that a decision leads to, once more: its button was pressed twice. */
export const answerSecondPress = async (
  c: RequestContext,
  endorsement: Endorsement,
  moderator: string,
): Promise<Response> => goOn(c, endorsement, moderator, await findNext(c, endorsement.id))

const findNext = async (c: RequestContext, id: string): Promise<string | null> =>
  (await findNeighbours(c.var.deps.db, filterIn(c), { id })).next

function goOn(c: RequestContext, endorsement: Endorsement, moderator: string, next: string | null): Response {
  const filter = filterIn(c)
  const goesOn = filter.state === 'confirmed' && isDoneWith(endorsement, moderator)
  const here = paths.desk.request(endorsement.id)
  const onwards = next === null ? paths.desk.queue : paths.desk.request(next)
  const query = withParameter(filterQuery(filter), `done=${endorsement.id}`)
  return c.redirect((goesOn ? onwards : here) + query, 303)
}

/** True where the request waits no more, or for somebody else's approval. */
const isDoneWith = (e: Endorsement, moderator: string): boolean =>
  e.status !== 'confirmed' || e.firstApproval?.by === moderator
