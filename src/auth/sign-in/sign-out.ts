import type { Deps } from '../../deps.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { deleteSession, deleteSessionsOf, findOwner } from '../../storage/sessions.ts'
import { hashToken } from '../../storage/tokens.ts'

/**
 * Ends the session of a cookie's token, or all of its moderator's, on whatever device. One that has rested too long
 * opens nothing, and still says whose the others are. False where nothing is known of it any more.
 */
export const signOut = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  token: string | undefined,
  { everywhere }: { everywhere: boolean },
): Promise<boolean> =>
  db.transaction(async tx => {
    const hash = token === undefined ? null : hashToken(token)
    const moderatorId = token === undefined ? null : await findOwner(tx, token)
    if (!hash || !moderatorId) return false
    await (everywhere ? deleteSessionsOf(tx, moderatorId) : deleteSession(tx, hash))
    const code = everywhere ? { code: 'everywhere' } : {}
    await insertLog(tx, { kind: 'sign-out', moderatorId, ...code }, now())
    return true
  })
