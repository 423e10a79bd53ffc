import type { Deps } from '../../deps.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { turnOffMail } from '../../storage/moderators.ts'
import type { Unsubscribe } from '../../storage/unsubscribe-tokens.ts'
import { endSubscription } from '../../storage/update-subscriptions.ts'

/** Turns a kind of mail off, and notes it where it was on. */
export const turnOff = ({ db, now }: Pick<Deps, 'db' | 'now'>, { kind, id }: Unsubscribe): Promise<void> =>
  db.transaction(async tx => {
    if (kind === 'updates') await endSubscription(tx, id, now())
    else if (await turnOffMail(tx, id, kind))
      await insertLog(tx, { kind: 'preferences', moderatorId: id }, now())
  })
