import type { Deps } from '../../deps.ts'
import type { Language } from '../../domain/language.ts'
import { findOpenSealedInvitations } from '../../storage/invitations.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findStandings, type Person } from '../../storage/moderators.ts'
import type { ModeratorRole } from '../../storage/schema/moderators.ts'
import { type IssueDeps, type IssuedInvitation, issueSealedInvitation } from '../issue-invitation.ts'

/**
 * Invites a person from the command line, where no key of the product is. Whether the address is known shows when
 * they join. With no role given, the very first person is an administrator and everybody after is a moderator.
 */
export function inviteFromCommandLine(
  deps: IssueDeps & Pick<Deps, 'db'>,
  asked: { person: Person; role?: ModeratorRole | undefined; language: Language },
): Promise<IssuedInvitation & { role: ModeratorRole }> {
  const { person, language } = asked
  return deps.db.transaction(async tx => {
    const at = deps.now()
    const others = [...(await findStandings(tx)), ...(await findOpenSealedInvitations(tx, at))]
    const role = asked.role ?? (others.length === 0 ? 'administrator' : 'moderator')
    const issued = await issueSealedInvitation(tx, deps, { person, role, language })
    await insertLog(tx, { kind: 'invite', moderatorId: null, code: role }, at)
    return { ...issued, role }
  })
}
