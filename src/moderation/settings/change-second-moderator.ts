import type { Deps } from '../../deps.ts'
import type { SecondModeratorRule } from '../../domain/second-moderator.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { setSecondModerator } from '../../storage/statement-settings.ts'

/** Sets when an approval needs two moderators, and logs it. What was so before, or is unknown, is left alone. */
export const changeSecondModerator = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { statement, second, moderatorId }: { statement: string; second: SecondModeratorRule; moderatorId: string },
): Promise<void> =>
  db.transaction(async tx => {
    if (!(await setSecondModerator(tx, statement, second))) return
    await insertLog(tx, { kind: 'setting', moderatorId, statement, code: `second-${second}` }, now())
  })
