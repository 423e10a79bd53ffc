import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { endInvitationsOf } from '../../storage/invitations.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { lockStanding } from '../../storage/moderators.ts'
import { deletePasskey, findPasskeysOf } from '../../storage/passkeys.ts'
import { deleteOtherSessions } from '../../storage/sessions.ts'

/**
 * Removes one of a moderator's own passkeys, never the last one: a person without any can only be invited
 * anew. All sessions but this one end, and links for other devices: whoever has the removed passkey may be in.
 */
export function removePasskey(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { moderatorId, passkey, session }: { moderatorId: string; passkey: string; session: Uint8Array },
): Promise<Result<null, { reason: 'unknown' | 'last' }>> {
  return db.transaction(async tx => {
    // Two of two removed at once: the second waits here, and then sees that it is the last.
    await lockStanding(tx, moderatorId)
    const own = await findPasskeysOf(tx, moderatorId)
    if (!own.some(({ id }) => id === passkey)) return err({ reason: 'unknown' })
    if (own.length === 1) return err({ reason: 'last' })
    await deletePasskey(tx, moderatorId, passkey)
    await endInvitationsOf(tx, moderatorId)
    await deleteOtherSessions(tx, moderatorId, session)
    await insertLog(tx, { kind: 'passkey-remove', moderatorId, subjectId: moderatorId }, now())
    return ok(null)
  })
}
