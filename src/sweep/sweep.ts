import type { Deps } from '../deps.ts'
import { contactRetention } from '../domain/endorsement.ts'
import { expire } from '../domain/endorsing.ts'
import { deliverDue } from '../mail/deliver.ts'
import { tellModerators } from '../moderation/tell-waiting.ts'
import { deleteOldChallenges } from '../storage/challenges.ts'
import { findOverdue, insertEvent, updateEndorsement } from '../storage/endorsements.ts'
import { erase, findErasable } from '../storage/erase.ts'
import { weighDue } from '../storage/evidence-due.ts'
import { deleteOldInvitations } from '../storage/invitations.ts'
import { noteSweep } from '../storage/last-sweep.ts'
import { deleteOldAllowances } from '../storage/mail-allowances.ts'
import { deleteOldSessions } from '../storage/sessions.ts'
import { deleteOldTokens } from '../storage/tokens.ts'

export type SweepDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'mailer' | 'now' | 'log'>

/** Rows and messages at a time: a sweep after a long rest stays short of any limit. */
const batch = 50

/** Does what is due by time, in five steps. The next sweep does what a full batch leaves. */
export async function sweep(deps: SweepDeps): Promise<void> {
  await deliverAll(deps)
  const now = deps.now()
  await expireOverdue(deps, now)
  await weighAll(deps)
  await forgetOld(deps, now)
  await tellModerators(deps)
}

async function deliverAll(deps: SweepDeps) {
  while ((await deliverDue(deps, batch)) === batch);
}

async function expireOverdue({ db }: SweepDeps, now: Date) {
  await db.transaction(async tx => {
    for (const endorsement of await findOverdue(tx, now, batch)) {
      const decided = expire(endorsement, now)
      if (decided.ok) await updateEndorsement(tx, endorsement, decided.value, 'clock', now)
    }
  })
}

/** At most so many of {@link weighed} at a time in one sweep: some seconds' work, which other mails wait for. */
const weighings = 20
/** Each is locked until the last of them is weighed; who decides on one waits for that. */
const weighed = 10

async function weighAll({ db, sealing }: SweepDeps) {
  for (let left = weighings; left > 0; left--) {
    if ((await weighDue(db, sealing, { most: weighed })) < weighed) return
  }
}

/** Erases contacts that were kept long enough and deletes what has expired; then notes that a sweep ran. */
async function forgetOld({ db }: SweepDeps, now: Date) {
  const keptSince = new Date(now.getTime() - contactRetention)
  await db.transaction(async tx => {
    const rows = await findErasable(tx, keptSince, batch)
    const ids = rows.map(({ id }) => id)
    await erase(tx, ids, now)
    for (const row of rows) await insertEvent(tx, row, 'erased', 'clock', now)
    await deleteOldTokens(tx, keptSince)
    await deleteOldAllowances(tx, now)
    await deleteOldChallenges(tx, now)
    await deleteOldSessions(tx, now)
    await deleteOldInvitations(tx, keptSince)
    await noteSweep(tx, now)
  })
}
