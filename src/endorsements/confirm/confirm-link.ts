import type { Deps } from '../../deps.ts'
import { utcDate } from '../../domain/dates.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { linkExpiry } from '../../domain/endorsing.ts'
import { disownAnchor, paths } from '../../paths.ts'
import type { Transaction } from '../../storage/client.ts'
import { insertToken, makeToken } from '../../storage/tokens.ts'

type ConfirmLink = { confirmUrl: string; disownUrl: string; expiresOn: string }

/**
 * Makes a confirm link for an endorsement, which works for its usual time or until another one. It is returned once,
 * for the mail; the database keeps its hash.
 */
export async function issueConfirmLink(
  tx: Transaction,
  { config, random, now }: Pick<Deps, 'config' | 'random' | 'now'>,
  { id, language }: Endorsement,
  expiresAt = linkExpiry(now()),
): Promise<ConfirmLink> {
  const { token, hash } = makeToken(random)
  const createdAt = now()
  await insertToken(tx, { hash, endorsementId: id, purpose: 'confirm', createdAt, expiresAt })
  const confirmUrl = config.publicUrl + paths.endorsement.confirm(language, token)
  return { confirmUrl, disownUrl: confirmUrl + disownAnchor, expiresOn: utcDate(expiresAt) }
}
