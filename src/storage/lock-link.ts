import type { Endorsement } from '../domain/endorsement.ts'
import type { Transaction } from './client.ts'
import { lockEndorsement } from './endorsements.ts'
import { findToken, type Token } from './tokens.ts'

/**
 * The link of a token with its endorsement locked, used or old ones too. Read again behind the lock: of two at once the
 * second sees that the first has used it, or ended it.
 */
export async function lockLink(
  tx: Transaction,
  purpose: Token['purpose'],
  token: string,
): Promise<{ link: Token; endorsement: Endorsement } | null> {
  const known = await findToken(tx, purpose, token)
  const endorsement = known && (await lockEndorsement(tx, known.endorsementId))
  const link = endorsement && (await findToken(tx, purpose, token))
  return link && { link, endorsement }
}
