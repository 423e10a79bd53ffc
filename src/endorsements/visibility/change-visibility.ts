import type { Deps } from '../../deps.ts'
import { changedMeanwhile, type Endorsement, type EndorsementError } from '../../domain/endorsement.ts'
import { revealName, withholdName } from '../../domain/endorsing.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { updateEndorsement } from '../../storage/endorsements.ts'
import { recordChange } from '../../storage/record.ts'

/**
 * Has a signatory's name withheld, or shown again: its representative's alone to say. What stands so already is not stored
 * a second time. Call it with the endorsement locked.
 */
export async function changeVisibility(
  tx: Transaction,
  { random, now }: Pick<Deps, 'random' | 'now'>,
  endorsement: Endorsement,
  withheld: boolean,
): Promise<Result<Endorsement, EndorsementError>> {
  if (endorsement.status === 'approved' && endorsement.nameWithheld === withheld) return ok(endorsement)
  const decided = withheld ? withholdName(endorsement) : revealName(endorsement)
  if (!decided.ok) return decided
  const { to, record } = decided.value
  if (!(await updateEndorsement(tx, endorsement, decided.value, 'representative', now())))
    return changedMeanwhile(endorsement)
  if (record) await recordChange(tx, record, to, random(32), now())
  return ok(to)
}
