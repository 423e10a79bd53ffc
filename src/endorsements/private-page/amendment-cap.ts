import { hour } from '../../domain/durations.ts'
import { amendmentsAnHour, amendmentsInAll } from '../../domain/limits.ts'
import type { Transaction } from '../../storage/client.ts'
import { findChangedAt } from '../../storage/endorsements.ts'

/**
 * The cap that the next amendment, or the next proposal, would go beyond; each kind is counted by itself. The
 * endorsement is locked: parallel ones count one by one.
 */
export async function capOn(
  tx: Transaction,
  id: string,
  kind: 'amended' | 'correction_proposed',
  now: Date,
): Promise<'hour' | 'ever' | null> {
  const made = await findChangedAt(tx, id, kind, amendmentsInAll)
  if (made.length >= amendmentsInAll) return 'ever'
  const since = now.getTime() - hour
  return made.filter(at => at.getTime() > since).length >= amendmentsAnHour ? 'hour' : null
}
