import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import {
  findInvitation,
  type Invitation,
  type InvitationError,
  type SealedInvitation,
} from '../../storage/invitations.ts'
import {
  findModerator,
  findModeratorByAddress,
  type Moderator,
  type Person,
} from '../../storage/moderators.ts'
import { idOfInvited, invitationContext, sealingOfLink } from '../link-sealing.ts'

/** An invitation, and who they are, or will be once they have joined. */
export type OpenInvitation = {
  invitation: Invitation
  moderator: Pick<Moderator, 'id' | 'person' | 'role' | 'language'>
}

type OpenDeps = Pick<Deps, 'db' | 'sealing' | 'now' | 'random'>

/** What an invitation opens. Looking changes nothing. An invitation of somebody who was suspended since is used up. */
export async function openInvitation(
  deps: OpenDeps,
  token: string,
): Promise<Result<OpenInvitation, InvitationError>> {
  const result = await findInvitation(deps.db, token, deps.now())
  if (!result.ok) return result
  const invitation = result.value
  if (invitation.moderatorId === null) return openSealed(deps, token, invitation)
  const moderator = await findModerator(deps.db, deps.sealing, invitation.moderatorId)
  if (moderator?.status !== statusFor(invitation)) return err({ reason: 'used' })
  return ok({ invitation, moderator })
}

/**
 * An invitation from the command line, which did not know whether the address is somebody's. It serves the new, and
 * those who were invited and have not joined. The active get a way back by their id, never by an address.
 */
async function openSealed(
  { db, sealing, random }: OpenDeps,
  token: string,
  invitation: SealedInvitation,
): Promise<Result<OpenInvitation, InvitationError>> {
  const { hash, sealed, role, language } = invitation
  const json = await sealingOfLink(token, random).open(invitationContext(hash), sealed)
  const person = JSON.parse(json) as Person
  const member = await findModeratorByAddress(db, sealing, person.email)
  if (member && member.status !== statusFor(invitation)) return err({ reason: 'used' })
  return ok({ invitation, moderator: { id: member?.id ?? idOfInvited(hash), person, role, language } })
}

/** The state that somebody has to be in for an invitation to open anything. */
export const statusFor = ({ purpose }: Invitation) => (purpose === 'join' ? 'invited' : 'active')
