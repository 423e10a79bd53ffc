import type { Deps } from './deps.ts'
import { contactRetention, expire } from './domain/endorsement.ts'
import { deliverDue } from './mail/deliver.ts'
import { deleteOldAllowances } from './storage/allowances.ts'
import { erase, findErasable, findOverdue, insertEvent, updateEndorsement } from './storage/endorsements.ts'
import { noteSweep } from './storage/sweeps.ts'
import { deleteOldTokens } from './storage/tokens.ts'

export type SweepDeps = Pick<Deps, 'db' | 'sealing' | 'mailer' | 'now' | 'log'>

/** Rows and messages at a time, so that a sweep after a long rest stays short of any limit. */
const batch = 50

/** What time brings: mail that is due, requests nobody confirmed, contacts kept long enough. */
export async function sweep(deps: SweepDeps): Promise<void> {
  while ((await deliverDue(deps, batch)) === batch);
  await tendRequests(deps)
}

async function tendRequests({ db, now }: SweepDeps) {
  const at = now()
  const keptSince = new Date(at.getTime() - contactRetention)
  await db.transaction(async tx => {
    for (const endorsement of await findOverdue(tx, at, batch)) {
      const decided = expire(endorsement, at)
      if (decided.ok) await updateEndorsement(tx, endorsement, decided.value, 'clock', at)
    }
  })
  await db.transaction(async tx => {
    const ended = await findErasable(tx, keptSince, batch)
    await erase(
      tx,
      ended.map(({ id }) => id),
      at,
    )
    for (const row of ended) await insertEvent(tx, row, 'erased', 'clock', at)
    await deleteOldTokens(tx, keptSince)
    await deleteOldAllowances(tx, at)
    await noteSweep(tx, at)
  })
}
