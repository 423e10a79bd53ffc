import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { presentTextOf } from '../../domain/statement.ts'
import * as rules from '../../domain/statement-times.ts'
import type { Transaction } from '../../storage/client.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { makePrivateAddress } from '../../storage/private-addresses.ts'
import { raiseRevision } from '../../storage/record.ts'
import { goPublic, lockSignatories } from '../../storage/statement-state.ts'
import {
  extendDeadline,
  lockTimes,
  type StatementTimes,
  setLateSignatories,
  setPublishAt,
} from '../../storage/statement-times.ts'
import { findVersions } from '../../storage/statements.ts'
import { signForFounders } from './sign-for-founders.ts'

/**
 * What an administrator does to a statement's times. `shown` is what the page showed: nobody decides on what they did
 * not see.
 */
export type TimesCommand =
  | { action: 'new-address' }
  | { action: 'publish'; shownVersion: number }
  | { action: 'schedule'; publishAt: Date | null }
  | { action: 'extend'; to: Date; shownClosesAt: string }
  | { action: 'late'; allowed: boolean }
  | { action: 'sign-for-founders'; shownVersion: number }

export type TimesRefusal = rules.TimesError | { reason: 'statement_unknown' | 'changed_meanwhile' }

type ChangeDeps = Pick<Deps, 'db' | 'now' | 'random' | 'sealing'>
type Change = { tx: Transaction; deps: ChangeDeps; times: StatementTimes; at: Date; moderatorId: string }
/** The code of its entry in the log; null where it was so before. */
type Outcome = Result<string | null, TimesRefusal>

/** Does it, if the rules allow it as things stand, and logs it: of two at once one sees what the other did. */
export const changeTimes = (
  deps: ChangeDeps,
  { slug, moderatorId }: { slug: string; moderatorId: string },
  command: TimesCommand,
): Promise<Result<null, TimesRefusal>> =>
  deps.db.transaction(async tx => {
    // What lists signatories locks them first.
    if (['publish', 'sign-for-founders'].includes(command.action)) await lockSignatories(tx, slug)
    const times = await lockTimes(tx, slug)
    if (!times) return err({ reason: 'statement_unknown' })
    const at = deps.now()
    const done = await carryOut({ tx, deps, times, at, moderatorId }, command)
    if (!done.ok) return done
    const code = done.value
    if (code !== null) await insertLog(tx, { kind: 'setting', moderatorId, statement: slug, code }, at)
    return ok(null)
  })

async function carryOut(change: Change, command: TimesCommand): Promise<Outcome> {
  switch (command.action) {
    case 'new-address':
      return newAddress(change)
    case 'publish':
      return publish(change, command)
    case 'schedule':
      return schedule(change, command)
    case 'extend':
      return extend(change, command)
    case 'late':
      return allowLate(change, command)
    case 'sign-for-founders':
      return agreeForFounders(change, command)
  }
}

async function newAddress({ tx, deps, times, at }: Change): Promise<Outcome> {
  if (times.state !== 'private') return err({ reason: 'not_private' })
  await makePrivateAddress(tx, deps, times.slug, at)
  return ok('private-address')
}

async function publish({ tx, times, at }: Change, command: { shownVersion: number }): Promise<Outcome> {
  const decided = rules.publishNow(times, at)
  if (!decided.ok) return decided
  const [newest] = await findVersions(tx, times.slug)
  if (newest?.version !== command.shownVersion) return err({ reason: 'changed_meanwhile' })
  await goPublic(tx, times.slug, at)
  return ok('public-by-hand')
}

async function schedule({ tx, times, at }: Change, command: { publishAt: Date | null }): Promise<Outcome> {
  const decided = rules.schedule(times, command.publishAt, at)
  if (!decided.ok) return decided
  await setPublishAt(tx, times.slug, decided.value)
  return ok(decided.value === null ? 'publish-hour-removed' : 'publish-hour')
}

async function extend(
  { tx, times, at, moderatorId }: Change,
  { to, shownClosesAt }: { to: Date; shownClosesAt: string },
): Promise<Outcome> {
  if ((times.closesAt?.toISOString() ?? '') !== shownClosesAt) return err({ reason: 'changed_meanwhile' })
  const decided = rules.extend(times, to, at)
  if (!decided.ok) return decided
  await extendDeadline(tx, times.slug, { ...decided.value, at, moderatorId })
  await raiseRevision(tx, times.slug)
  return ok(times.closesAt === null ? 'deadline-set' : 'deadline-extended')
}

async function allowLate({ tx, times }: Change, { allowed }: { allowed: boolean }): Promise<Outcome> {
  if (times.origin === 'files') return err({ reason: 'of_the_files' })
  if (times.lateSignatories === allowed) return ok(null)
  await setLateSignatories(tx, times.slug, allowed)
  await raiseRevision(tx, times.slug)
  return ok(allowed ? 'late-allowed' : 'late-refused')
}

async function agreeForFounders(
  { tx, deps, times, at }: Change,
  command: { shownVersion: number },
): Promise<Outcome> {
  if (times.state === 'draft') return err({ reason: 'not_private' })
  if (times.origin === 'files') return err({ reason: 'of_the_files' })
  const text = presentTextOf(await findVersions(tx, times.slug))
  if (text.version !== command.shownVersion) return err({ reason: 'changed_meanwhile' })
  await signForFounders(tx, deps, times.slug, text, at)
  await raiseRevision(tx, times.slug)
  return ok('founders-agreed')
}
