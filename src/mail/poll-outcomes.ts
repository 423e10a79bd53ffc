import type { Deps } from '../deps.ts'
import { err } from '../domain/result.ts'
import { takeToPoll } from '../storage/deliveries.ts'
import { noteOutcome } from './note-outcome.ts'

/**
 * Asks the provider what became of mails of which it has said nothing: it switches an endpoint off that failed for
 * long, and may have none at all. One after the other, a few a minute; where one question fails, the rest waits.
 */
export async function pollOutcomes(
  deps: Pick<Deps, 'config' | 'db' | 'sealing' | 'findOutcome' | 'now' | 'log'>,
): Promise<void> {
  const { db, findOutcome, now, log } = deps
  if (!findOutcome) return
  for (;;) {
    const providerId = await takeToPoll(db, now())
    if (providerId === null) return
    const answer = await findOutcome(providerId).catch(() => err({ code: 'no answer' }))
    if (!answer.ok) return log('warn', 'outcome_unknown', { code: answer.error.code })
    const outcome = answer.value
    if (outcome) await db.transaction(tx => noteOutcome(tx, deps, outcome))
  }
}
