import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Sight } from '../../domain/sight.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { lockAdministrators, lockStanding } from '../../storage/moderators.ts'
import { setSight } from '../../storage/sight.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { mayChangeTeam, type TeamError } from './team-rules.ts'

type LimitCommand = {
  /** The administrator. */
  by: string
  id: string
  /** The slugs of the statements that the moderator decides on from now on; none: all. */
  statements: readonly string[]
}

/**
 * Limits a moderator to some statements, or to none, and logs what changed. Sessions go on: each request asks anew what
 * its moderator sees. Refuses an administrator; a statement that there is not is left out.
 */
export const limitModerator = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { by, id, statements }: LimitCommand,
): Promise<Result<Sight, TeamError>> =>
  db.transaction(async tx => {
    const administrators = await lockAdministrators(tx)
    if (!mayChangeTeam(by, administrators)) return err({ reason: 'not_administrator' })
    const member = await lockStanding(tx, id)
    if (!member) return err({ reason: 'unknown' })
    if (member.role === 'administrator') return err({ reason: 'administrator' })
    const known = await findStatements(tx, null)
    const chosen = known.map(({ slug }) => slug).filter(slug => statements.includes(slug))
    // Of statements that have all gone meanwhile none is left to see, and not all.
    const sight = statements.length === 0 ? null : chosen
    const { more, less, wasLimited } = await setSight(tx, id, sight)
    const about = { kind: 'setting', moderatorId: by, subjectId: id } as const
    for (const statement of more) await insertLog(tx, { ...about, statement, code: 'sees' }, now())
    if (sight === null && wasLimited) await insertLog(tx, { ...about, code: 'sees-all' }, now())
    // Whoever sees all has lost nothing.
    const lost = sight === null ? [] : less
    for (const statement of lost) await insertLog(tx, { ...about, statement, code: 'sees-no-more' }, now())
    return ok(sight)
  })
