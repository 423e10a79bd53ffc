import type { Deps } from '../deps.ts'
import type { Transaction } from '../storage/client.ts'
import { deleteSession, insertSession } from '../storage/sessions.ts'
import { hashToken, makeToken } from '../storage/tokens.ts'

/** Begins a moderator's session and ends the one that the browser had (`previous`, its token). Gives the new token. */
export async function beginSession(
  tx: Transaction,
  { random }: Pick<Deps, 'random'>,
  { moderatorId, previous }: { moderatorId: string; previous: string | undefined },
  now: Date,
): Promise<{ token: string }> {
  const { token, hash } = makeToken(random)
  const previousHash = previous ? hashToken(previous) : null
  if (previousHash) await deleteSession(tx, previousHash)
  await insertSession(tx, { hash, moderatorId }, now)
  return { token }
}
