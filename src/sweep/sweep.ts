import type { Deps } from '../deps.ts'
import {
  contactRetention,
  deliveryEventPeriod,
  lastMailPeriod,
  unreachablePeriod,
} from '../domain/durations.ts'
import { expire } from '../domain/endorsing.ts'
import { mostWeighedBySweep } from '../domain/limits.ts'
import { handleDueAsks } from '../endorsements/ask/due-asks.ts'
import { makeDueChanges } from '../endorsements/contact-person/make-due.ts'
import { remindDue } from '../endorsements/remind/remind-due.ts'
import { describeError, faultLog } from '../log.ts'
import { pollOutcomes } from '../mail/poll-outcomes.ts'
import { deleteOldAsks } from '../storage/asks.ts'
import { deleteOldChallenges } from '../storage/challenges.ts'
import { deleteOldClaims } from '../storage/claims.ts'
import { deleteOldContactChanges } from '../storage/contact-changes.ts'
import { refreshKeys } from '../storage/current-key.ts'
import { deleteOldDeliveryEvents } from '../storage/deliveries.ts'
import { deleteOldDeskCalls } from '../storage/desk-calls.ts'
import { findOverdue, insertEvent, updateEndorsement } from '../storage/endorsements.ts'
import { findErasable, forgetRepresentative } from '../storage/erase.ts'
import { weighDue } from '../storage/evidence-due.ts'
import { deleteOldCounts } from '../storage/flood-counts.ts'
import { deleteOldInvitations } from '../storage/invitations.ts'
import { deleteOldKeptWritings } from '../storage/kept-writings.ts'
import { noteSweep } from '../storage/last-sweep.ts'
import { deleteOldAllowances } from '../storage/mail-allowances.ts'
import { deleteOldArrivals } from '../storage/mail-arrivals.ts'
import { forgetOldMails, wipeOwedToErased } from '../storage/outbox-ends.ts'
import { isAway } from '../storage/pg-errors.ts'
import { deleteOldSentForms } from '../storage/sent-forms.ts'
import { deleteOldSessions } from '../storage/sessions.ts'
import { deleteOldTokens } from '../storage/tokens.ts'
import { deleteOldUnreachable } from '../storage/unreachable.ts'
import { callModerators } from '../webhooks/call-moderators.ts'
import { askToReconfirm } from './ask-to-reconfirm.ts'
import { freezeDue } from './freeze-due.ts'
import { publishDue } from './publish-due.ts'
import { sendUpdates } from './send-updates.ts'
import { tellModerators } from './tell-moderators.ts'

export type SweepDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'findOutcome' | 'random' | 'now' | 'log'> &
  ListDeps
type ListDeps = Pick<
  Deps,
  'snapshots' | 'publicDb' | 'listClient' | 'mayShareWork' | 'lastGood' | 'background'
>

/** Rows at a time: a sweep after a long rest stays short of any limit. */
const batch = 50

/** Recipients of one update at a time. They are many and in no hurry: what waits for somebody goes before. */
const mostRecipients = 200

/** Statements at a time that go public, or whose list is frozen. */
const mostStatements = 5

/**
 * Does what is due by time, but for sending mail, which waits for others and for which nothing here waits. The next
 * sweep does what a full batch leaves.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  const failed: string[] = []
  for (const [duty, work] of duties) {
    try {
      await work(deps)
    } catch (error) {
      // While the database is away the next duty fails as well.
      if (isAway(error)) throw error
      deps.log('error', 'duty_failed', { duty, ...describeError(error) })
      failed.push(duty)
    }
  }
  // Not waited for: who is slow to answer keeps nothing waiting.
  deps.background(pollOutcomes(deps))
  deps.background(callModerators(deps))
  if (failed.length > 0) throw new DutiesFailed(failed.join(', '))
  await deps.db.transaction(tx => noteSweep(tx, deps.now()))
}

/** What was done of a sweep is done. It is not noted as one, so that `/ready` tells of what is not. */
class DutiesFailed extends Error {
  override name = 'DutiesFailed'
}

/** In this order; one that fails keeps no other from its turn. */
const duties: readonly (readonly [string, (deps: SweepDeps) => Promise<unknown>])[] = [
  ['keys', ({ db, sealing }) => refreshKeys(db, sealing)],
  ['publish', deps => publishDue(deps, mostStatements)],
  ['freeze', deps => freezeDue(deps, mostStatements)],
  ['asks', handleDueAsks],
  ['contact changes', deps => makeDueChanges(deps, batch)],
  ['expire', expireOverdue],
  ['remind', deps => remindDue(deps, batch)],
  [
    'weigh',
    deps => weighDue({ ...deps, onFault: faultLog(deps.log, 'evidence_not_weighed') }, mostWeighedBySweep),
  ],
  ['forget', forgetOld],
  ['tell moderators', tellModerators],
  // Also where nobody reads the list.
  ['list', deps => deps.snapshots.check(deps)],
  ['reconfirm', deps => askToReconfirm(deps, batch)],
  ['updates', deps => sendUpdates(deps, mostRecipients)],
]

async function expireOverdue({ db, now: clock }: SweepDeps) {
  const now = clock()
  await db.transaction(async tx => {
    for (const endorsement of await findOverdue(tx, now, batch)) {
      const decided = expire(endorsement, now)
      if (decided.ok) await updateEndorsement(tx, endorsement, decided.value, 'clock', now)
    }
  })
}

/** Erases contacts that were kept long enough and deletes what has expired. */
async function forgetOld({ db, now: clock }: SweepDeps) {
  const now = clock()
  const keptSince = new Date(now.getTime() - contactRetention)
  await db.transaction(async tx => {
    const rows = await findErasable(tx, keptSince, batch)
    const ids = rows.map(({ id }) => id)
    await forgetRepresentative(tx, ids, now)
    for (const row of rows) await insertEvent(tx, row, 'erased', 'clock', now)
    await wipeOwedToErased(tx, new Date(now.getTime() - lastMailPeriod), now)
    await forgetOldMails(tx, keptSince, now)
    await deleteOldContactChanges(tx, now)
    await deleteOldTokens(tx, keptSince)
    await deleteOldAllowances(tx, now)
    await deleteOldArrivals(tx, now)
    await deleteOldCounts(tx, now)
    await deleteOldAsks(tx, now)
    await deleteOldClaims(tx, now)
    await deleteOldSentForms(tx, now)
    await deleteOldKeptWritings(tx, now)
    await deleteOldChallenges(tx, now)
    await deleteOldSessions(tx, now)
    await deleteOldInvitations(tx, keptSince)
    await deleteOldDeskCalls(tx, now)
    await deleteOldDeliveryEvents(tx, new Date(now.getTime() - deliveryEventPeriod))
    await deleteOldUnreachable(tx, new Date(now.getTime() - unreachablePeriod))
  })
}
