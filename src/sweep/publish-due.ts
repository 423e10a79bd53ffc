import type { Deps } from '../deps.ts'
import { isPublishingDue } from '../domain/statement-times.ts'
import { describeError } from '../log.ts'
import { insertLog } from '../storage/moderation-log.ts'
import { goPublic, lockSignatories } from '../storage/statement-state.ts'
import { findDueToPublish, lockTimes } from '../storage/statement-times.ts'

type PublishDeps = Pick<Deps, 'db' | 'now' | 'log'>

/** Makes up to `most` private statements public whose hour has come, each in a transaction of its own. */
export async function publishDue(deps: PublishDeps, most: number): Promise<void> {
  for (const slug of await findDueToPublish(deps.db, deps.now(), most)) {
    try {
      await publish(deps, slug)
    } catch (error) {
      // One that cannot be published keeps no other from it, and the next sweep tries again.
      deps.log('error', 'publishing_failed', describeError(error))
    }
  }
}

/** Of two sweeps one publishes. An administrator may have taken the hour away in this moment. */
const publish = ({ db, now }: PublishDeps, slug: string): Promise<void> =>
  db.transaction(async tx => {
    const at = now()
    await lockSignatories(tx, slug)
    const times = await lockTimes(tx, slug)
    if (!times || !isPublishingDue(times, at) || !(await goPublic(tx, slug, at))) return
    await insertLog(tx, { kind: 'setting', moderatorId: null, statement: slug, code: 'public-by-hour' }, at)
  })
