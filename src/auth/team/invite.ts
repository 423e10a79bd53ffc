import type { Deps } from '../../deps.ts'
import type { Language } from '../../domain/language.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import {
  findModeratorByAddress,
  insertModerator,
  lockAdministrators,
  lockStanding,
  type Person,
  reviseInvited,
} from '../../storage/moderators.ts'
import type { ModeratorRole } from '../../storage/schema/moderators.ts'
import { type IssueDeps, type IssuedInvitation, issueInvitation } from '../issue-invitation.ts'
import { type InvitationKind, mailInvitation, type SentInvitation } from './mail-invitation.ts'
import { mayChangeTeam, type TeamError } from './team-rules.ts'

/** An administrator, and whom they invite. */
type InviteCommand = { by: string; person: Person; role: ModeratorRole; language: Language }

/**
 * Invites a person: the link goes to their mailbox. One who is invited already gets a new link, and what was typed this
 * time replaces what was typed before; the address alone stays as it was, even where it is now spelled otherwise.
 * Refuses an active moderator, whom `renewAccess` is for, and a suspended one.
 */
export function invite(
  deps: IssueDeps & Pick<Deps, 'db' | 'sealing'>,
  { by, person, role, language }: InviteCommand,
): Promise<Result<SentInvitation, TeamError>> {
  return deps.db.transaction(async tx => {
    const administrators = await lockAdministrators(tx)
    if (!mayChangeTeam(by, administrators)) return err({ reason: 'not_administrator' })
    const fresh = { id: crypto.randomUUID(), person, role, language }
    if (await insertModerator(tx, deps.sealing, fresh, deps.now())) {
      const issued = await inviteToJoin(tx, deps, { by, id: fresh.id, code: role })
      return ok(await mailInvitation(tx, deps, { moderator: fresh, how: 'new', issued }))
    }
    const member = await findModeratorByAddress(tx, deps.sealing, person.email)
    const locked = member && (await lockStanding(tx, member.id))
    if (!locked) throw new Error('an address is known, and nobody has it')
    const { id, status } = locked
    if (status !== 'invited') return err({ reason: status, id })
    const moderator = { id, person: { ...person, email: member.person.email }, role, language }
    await reviseInvited(tx, deps.sealing, moderator)
    const issued = await inviteToJoin(tx, deps, { by, id, code: 'again' })
    return ok(await mailInvitation(tx, deps, { moderator, how: 'again', issued }))
  })
}

/** Makes the link with which somebody of the team joins, and logs it with the way (`code`). */
export async function inviteToJoin(
  tx: Transaction,
  deps: IssueDeps,
  { by, id, code }: { by: string | null; id: string; code: ModeratorRole | InvitationKind },
): Promise<IssuedInvitation> {
  const issued = await issueInvitation(tx, deps, { moderatorId: id, purpose: 'join' })
  await insertLog(tx, { kind: 'invite', moderatorId: by, subjectId: id, code }, deps.now())
  return issued
}
