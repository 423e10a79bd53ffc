import type { Deps } from '../deps.ts'
import { privateLinkLifetime } from '../domain/durations.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import { paths } from '../paths.ts'
import type { Transaction } from '../storage/client.ts'
import { insertToken, makeToken } from '../storage/tokens.ts'

/**
 * Makes a link to the representative's private page, as an absolute URL for one mail. The database keeps its hash alone,
 * so every mail has a link of its own. All of them work until they expire.
 */
export async function issuePrivateLink(
  tx: Transaction,
  { config, random, now }: Pick<Deps, 'config' | 'random' | 'now'>,
  { id, language }: Pick<Endorsement, 'id' | 'language'>,
): Promise<string> {
  const { token, hash } = makeToken(random)
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + privateLinkLifetime)
  await insertToken(tx, { hash, endorsementId: id, purpose: 'private', createdAt, expiresAt })
  return config.publicUrl + paths.endorsement.privatePage(language, token)
}
