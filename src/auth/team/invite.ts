import type { Deps } from '../../deps.ts'
import type { Language } from '../../domain/language.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { dropFirstApprovals } from '../../storage/endorsements.ts'
import { endInvitationsOf } from '../../storage/invitations.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import {
  findModeratorByAddress,
  insertModerator,
  lockAdministrators,
  lockStanding,
  type Moderator,
  type Person,
  reviseInvited,
  type Standing,
  setModeratorStatus,
} from '../../storage/moderators.ts'
import { deletePasskey, findPasskeysOf } from '../../storage/passkeys.ts'
import type { ModeratorRole } from '../../storage/schema/moderators.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import { type IssueDeps, type IssuedInvitation, issueInvitation } from '../issue-invitation.ts'
import { mayChangeTeam, type TeamError } from './team-rules.ts'

/** A new person, a fresh link for one who has not joined, or a way back for one who has. */
export type How = 'new' | 'again' | 'recovery'
export type Invited = IssuedInvitation & { moderator: Pick<Moderator, 'id' | 'person' | 'role'>; how: How }
export type Renewed = IssuedInvitation & { moderator: Standing; how: 'again' | 'recovery' }

type InviteDeps = IssueDeps & Pick<Deps, 'db'>

/**
 * Invites a person; for one who is invited already, makes a fresh link and takes over what was given this
 * time. Refuses an active moderator (that is what {@link renewAccess} is for) and a suspended one.
 */
export function invite(
  deps: InviteDeps & Pick<Deps, 'sealing'>,
  asked: { by: string; person: Person; role: ModeratorRole; language: Language },
): Promise<Result<Invited, TeamError>> {
  const { by, ...given } = asked
  return deps.db.transaction(async tx => {
    const administrators = await lockAdministrators(tx)
    if (!mayChangeTeam(by, administrators)) return err({ reason: 'not_administrator' })
    const fresh = { ...given, id: crypto.randomUUID() }
    if (await insertModerator(tx, deps.sealing, fresh, deps.now())) {
      const issued = await issue(tx, deps, { by, id: fresh.id, code: given.role })
      return ok({ ...issued, moderator: fresh, how: 'new' })
    }
    const known = await findModeratorByAddress(tx, deps.sealing, given.person.email)
    const locked = known && (await lockStanding(tx, known.id))
    if (!locked) throw new Error('an address is known, and nobody has it')
    const { id, status } = locked
    if (status !== 'invited') return err({ reason: status, id })
    const moderator = { ...given, id }
    await reviseInvited(tx, deps.sealing, moderator)
    return ok({ ...(await issue(tx, deps, { by, id, code: 'again' })), moderator, how: 'again' })
  })
}

/**
 * A way in for somebody who lost their passkeys, or whose link ran out: as strong as joining, as it is
 * joining. An active moderator's passkeys and sessions end at once, and they are invited anew.
 */
export function renewAccess(
  deps: InviteDeps,
  /** `by`: the administrator; null for whoever can run commands on the server. */
  { by, id }: { by: string | null; id: string },
): Promise<Result<Renewed, TeamError>> {
  return deps.db.transaction(async tx => {
    const administrators = await lockAdministrators(tx)
    if (!mayChangeTeam(by, administrators)) return err({ reason: 'not_administrator' })
    if (by === id) return err({ reason: 'yourself' })
    const standing = await lockStanding(tx, id)
    if (!standing) return err({ reason: 'unknown' })
    if (standing.status === 'suspended') return err({ reason: 'suspended', id })
    const how = standing.status === 'invited' ? 'again' : 'recovery'
    if (how === 'recovery') {
      await deleteSessionsOf(tx, id)
      // Somebody else may have given them.
      await dropFirstApprovals(tx, id)
      for (const passkey of await findPasskeysOf(tx, id)) await deletePasskey(tx, id, passkey.id)
      await endInvitationsOf(tx, id)
      await setModeratorStatus(tx, id, 'invited')
    }
    const issued = await issue(tx, deps, { by, id, code: how })
    return ok({ ...issued, moderator: { ...standing, status: 'invited' }, how })
  })
}

async function issue(
  tx: Transaction,
  deps: InviteDeps,
  { by, id, code }: { by: string | null; id: string; code: ModeratorRole | How },
): Promise<IssuedInvitation> {
  const issued = await issueInvitation(tx, deps, { moderatorId: id, purpose: 'join' })
  await insertLog(tx, { kind: 'invite', moderatorId: by, subjectId: id, code }, deps.now())
  return issued
}
