import type { Deps } from '../../deps.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { lockStanding } from '../../storage/moderators.ts'
import { type IssuedInvitation, issueInvitation } from '../issue-invitation.ts'

/** A moderator's link for a passkey on another device. Null if they were suspended a moment ago. */
export const makeDeviceLink = (
  deps: Pick<Deps, 'config' | 'db' | 'random' | 'now'>,
  moderatorId: string,
): Promise<IssuedInvitation | null> =>
  deps.db.transaction(async tx => {
    const moderator = await lockStanding(tx, moderatorId)
    if (moderator?.status !== 'active') return null
    const issued = await issueInvitation(tx, deps, { moderatorId, purpose: 'device' })
    const entry = { kind: 'invite', moderatorId, subjectId: moderatorId, code: 'device' } as const
    await insertLog(tx, entry, deps.now())
    return issued
  })
