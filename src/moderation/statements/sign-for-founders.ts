import type { Deps } from '../../deps.ts'
import { signForFounding } from '../../domain/reconfirming.ts'
import type { PresentText } from '../../domain/statement.ts'
import type { Transaction } from '../../storage/client.ts'
import { findFoundersBefore, updateEndorsement } from '../../storage/endorsements.ts'
import { recordChange } from '../../storage/record.ts'

/**
 * Puts the founding signatories of a statement of the desk under its present text, on the word of an administrator:
 * they have no link of their own.
 */
export async function signForFounders(
  tx: Transaction,
  { random }: Pick<Deps, 'random'>,
  slug: string,
  text: PresentText,
  at: Date,
) {
  for (const founder of await findFoundersBefore(tx, slug, text.saysSince)) {
    const decided = signForFounding(founder, text)
    if (!decided.ok) continue
    const { to, record } = decided.value
    if (!(await updateEndorsement(tx, founder, decided.value, 'moderator', at))) continue
    if (record) await recordChange(tx, record, to, random(32), at)
  }
}
