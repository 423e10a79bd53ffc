import type { Deps } from '../deps.ts'
import { contactRetention, expire } from '../domain/endorsement.ts'
import { deliverDue } from '../mail/deliver.ts'
import { tellModerators } from '../moderation/tell-waiting.ts'
import { deleteOldAllowances } from '../storage/mail-allowances.ts'
import { deleteOldChallenges } from '../storage/challenges.ts'
import { erase, findErasable, findOverdue, insertEvent, updateEndorsement } from '../storage/endorsements.ts'
import { findUnweighed, storeEvidence } from '../storage/evidence.ts'
import { deleteOldInvitations } from '../storage/invitations.ts'
import { deleteOldSessions } from '../storage/sessions.ts'
import { noteSweep } from '../storage/last-sweep.ts'
import { deleteOldTokens } from '../storage/tokens.ts'

export type SweepDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'mailer' | 'now' | 'log'>

/** Rows and messages at a time, so that a sweep after a long rest stays short of any limit. */
const batch = 50

/** What time brings: mail that is due, requests nobody confirmed, contacts kept long enough, news for moderators. */
export async function sweep(deps: SweepDeps): Promise<void> {
  while ((await deliverDue(deps, batch)) === batch);
  await tendRequests(deps)
  await tellModerators(deps)
}

async function tendRequests({ db, sealing, now }: SweepDeps) {
  const at = now()
  const keptSince = new Date(at.getTime() - contactRetention)
  await db.transaction(async tx => {
    for (const endorsement of await findOverdue(tx, at, batch)) {
      const decided = expire(endorsement, at)
      if (decided.ok) await updateEndorsement(tx, endorsement, decided.value, 'clock', at)
    }
  })
  await db.transaction(async tx => {
    for (const endorsement of await findUnweighed(tx, batch)) await storeEvidence(tx, sealing, endorsement)
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
    await deleteOldChallenges(tx, at)
    await deleteOldSessions(tx, at)
    await deleteOldInvitations(tx, keptSince)
    await noteSweep(tx, at)
  })
}
