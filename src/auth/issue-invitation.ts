import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { invitationPeriod } from '../domain/durations.ts'
import type { Language } from '../domain/language.ts'
import { paths } from '../paths.ts'
import type { Transaction } from '../storage/client.ts'
import { type InvitationPurpose, insertInvitation, insertSealedInvitation } from '../storage/invitations.ts'
import type { Person } from '../storage/moderators.ts'
import type { ModeratorRole } from '../storage/schema/moderators.ts'
import { makeToken } from '../storage/tokens.ts'
import { invitationContext, sealingOfLink } from './link-sealing.ts'

/** No key of the product is among it: the command line has none. */
export type IssueDeps = Pick<Deps, 'random' | 'now'> & { config: Pick<Config, 'publicUrl'> }
export type IssuedInvitation = { url: string; expiresAt: Date }

/**
 * Makes the link that a passkey is made with, once. It is returned here and never again: the database keeps
 * its hash. Earlier links for the same purpose end. Call it with the moderator's row locked.
 */
export async function issueInvitation(
  tx: Transaction,
  deps: IssueDeps,
  { moderatorId, purpose }: { moderatorId: string; purpose: InvitationPurpose },
): Promise<IssuedInvitation> {
  const { hash, createdAt, expiresAt, url } = makeLink(deps, purpose)
  await insertInvitation(tx, { hash, moderatorId, purpose, createdAt, expiresAt })
  return { url, expiresAt }
}

/** The same for a person whom only the link knows: name and address are sealed under a key made of it. */
export async function issueSealedInvitation(
  tx: Transaction,
  deps: IssueDeps,
  { person, role, language }: { person: Person; role: ModeratorRole; language: Language },
): Promise<IssuedInvitation> {
  const { token, hash, createdAt, expiresAt, url } = makeLink(deps, 'join')
  const sealed = await sealingOfLink(token, deps.random).seal(invitationContext(hash), JSON.stringify(person))
  const whom = { moderatorId: null, purpose: 'join', sealed, role, language } as const
  await insertSealedInvitation(tx, { hash, ...whom, createdAt, expiresAt })
  return { url, expiresAt }
}

function makeLink({ config, random, now }: IssueDeps, purpose: InvitationPurpose) {
  const { token, hash } = makeToken(random)
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + invitationPeriod[purpose])
  return { token, hash, createdAt, expiresAt, url: config.publicUrl + paths.auth.join(token) }
}
