import type { Deps } from '../../deps.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { setPublishingNeedsSecond } from '../../storage/site-settings.ts'

/** Sets whether publishing a statement of the desk needs a second administrator's yes, and logs it. */
export const changePublishing = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { byTwo, moderatorId }: { byTwo: boolean; moderatorId: string },
): Promise<void> =>
  db.transaction(async tx => {
    if (!(await setPublishingNeedsSecond(tx, byTwo))) return
    await insertLog(
      tx,
      { kind: 'setting', moderatorId, code: byTwo ? 'publishing-two' : 'publishing-one' },
      now(),
    )
  })
