import type { Deps } from '../deps.ts'
import { openingsOf, sealFinalList } from '../domain/final-list.ts'
import { isFreezingDue } from '../domain/rounds.ts'
import { presentTextOf } from '../domain/statement.ts'
import { describeError } from '../log.ts'
import type { Transaction } from '../storage/client.ts'
import { findMembers, insertFinalList, lockApprovedSince, setApart } from '../storage/final-lists.ts'
import { insertLog } from '../storage/moderation-log.ts'
import { raiseRevision } from '../storage/record.ts'
import { findDueToFreeze, findTimes, lockTimes } from '../storage/rounds.ts'
import { findVersions } from '../storage/statements.ts'

type FreezeDeps = Pick<Deps, 'db' | 'now' | 'random' | 'log'>

/** Freezes the lists of up to `most` statements that have closed, each once and in a transaction of its own. */
export async function freezeDue(deps: FreezeDeps, most: number): Promise<void> {
  for (const slug of await findDueToFreeze(deps.db, deps.now(), most)) {
    try {
      await deps.db.transaction(tx => freeze(tx, deps, slug))
    } catch (error) {
      // One that cannot be frozen keeps no other from it, and the next sweep tries again.
      deps.log('error', 'freezing_failed', describeError(error))
    }
  }
}

/**
 * Freezes the list as it stood at the close: of two sweeps one does, and one that comes late leaves out who was
 * approved meanwhile.
 */
async function freeze(tx: Transaction, { now, random }: FreezeDeps, slug: string) {
  const closedAt = (await findTimes(tx, slug))?.closesAt
  if (!closedAt) return
  const frozenAt = now()
  const late = await lockApprovedSince(tx, slug, closedAt)
  const times = await lockTimes(tx, slug)
  if (!times || !isFreezingDue(times, frozenAt) || times.closesAt?.getTime() !== closedAt.getTime()) return
  const versions = await findVersions(tx, slug)
  const present = presentTextOf(versions)
  const members = await findMembers(tx, slug, { saysSince: present.saysSince, closedAt })
  const named = members.flatMap(({ signatory }) => signatory ?? [])
  const openings = openingsOf(named, () => random(32))
  const { version } = present
  const withheld = members.length - named.length
  const head = {
    statement: slug,
    version,
    sha256: versions.find(one => one.version === version)?.sha256 ?? '',
    closedAt: closedAt.toISOString(),
    withheld,
  }
  const list = { statement: slug, version, count: named.length, withheld, closedAt, frozenAt }
  await insertFinalList(tx, { ...list, ...sealFinalList(head, openings) }, members, openings)
  await setApart(tx, late)
  await raiseRevision(tx, slug)
  await insertLog(tx, { kind: 'setting', moderatorId: null, statement: slug, code: 'list-frozen' }, frozenAt)
}
