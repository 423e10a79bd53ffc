import type { Deps } from '../deps.ts'
import { privateLinkLifetime } from '../domain/durations.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import { paths } from '../paths.ts'
import type { Transaction } from '../storage/client.ts'
import { insertToken, makeToken, type Token } from '../storage/tokens.ts'

type LinkDeps = Pick<Deps, 'config' | 'random' | 'now'>
type Of = Pick<Endorsement, 'id' | 'language'>

/** Makes a link to the representative's private page. Every mail has its own; all of them work until they expire. */
export function issuePrivateLink(tx: Transaction, deps: LinkDeps, endorsement: Of): Promise<string> {
  const expiresAt = new Date(deps.now().getTime() + privateLinkLifetime)
  return issueLink(tx, deps, endorsement, { purpose: 'private', expiresAt })
}

/** Makes a link of a representative, as an absolute URL for one mail. The database keeps its hash alone. */
export async function issueLink(
  tx: Transaction,
  { config, random, now }: LinkDeps,
  { id, language }: Of,
  link: Pick<Token, 'purpose' | 'expiresAt'>,
): Promise<string> {
  const { token, hash } = makeToken(random)
  await insertToken(tx, { ...link, hash, endorsementId: id, createdAt: now() })
  return config.publicUrl + paths.endorsement.privatePage(language, token)
}
