import type { Deps } from '../../deps.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { endContactChangesOf } from '../../storage/contact-changes.ts'
import { dropFirstApprovals } from '../../storage/endorsements.ts'
import { endInvitationsOf } from '../../storage/invitations.ts'
import { findModerator, type Standing, setModeratorStatus } from '../../storage/moderators.ts'
import { deletePasskey, findPasskeysOf } from '../../storage/passkeys.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import type { IssueDeps, IssuedInvitation } from '../issue-invitation.ts'
import { inviteToJoin } from './invite.ts'
import { lockMember, type TeamCommand } from './lock-member.ts'
import { mailInvitation, type SentInvitation } from './mail-invitation.ts'
import type { TeamError } from './team-rules.ts'

export type RenewedAccess = IssuedInvitation & { moderator: Standing; how: 'again' | 'recovery' }

/** Renews a colleague's access, as an administrator does it: the link goes to the colleague's mailbox. */
export function renewAccess(
  deps: IssueDeps & Pick<Deps, 'db' | 'sealing'>,
  command: { by: string; id: string },
): Promise<Result<SentInvitation, TeamError>> {
  return deps.db.transaction(async tx => {
    const renewed = await renewIn(tx, deps, command)
    if (!renewed.ok) return renewed
    const moderator = await findModerator(tx, deps.sealing, command.id)
    if (!moderator) throw new Error('invited, and gone')
    const { how, ...issued } = renewed.value
    return ok(await mailInvitation(tx, deps, { moderator, how, issued }))
  })
}

/**
 * A way in for somebody who lost their passkeys, or whose link ran out: as strong as joining, as it is
 * joining. An active moderator's passkeys and sessions end at once, and they are invited anew.
 */
export async function renewIn(
  tx: Transaction,
  deps: IssueDeps,
  { by, id }: TeamCommand,
): Promise<Result<RenewedAccess, TeamError>> {
  const locked = await lockMember(tx, 'renew', { by, id })
  if (!locked.ok) return locked
  const how = locked.value.status === 'invited' ? 'again' : 'recovery'
  if (how === 'recovery') await endAccess(tx, id, deps.now())
  const issued = await inviteToJoin(tx, deps, { by, id, code: how })
  return ok({ ...issued, moderator: { ...locked.value, status: 'invited' }, how })
}

async function endAccess(tx: Transaction, id: string, now: Date): Promise<void> {
  await deleteSessionsOf(tx, id)
  // Somebody else may have given them, with the passkeys that were lost.
  await dropFirstApprovals(tx, id)
  await endContactChangesOf(tx, id, now)
  for (const passkey of await findPasskeysOf(tx, id)) await deletePasskey(tx, id, passkey.id)
  await endInvitationsOf(tx, id)
  await setModeratorStatus(tx, id, 'invited')
}
