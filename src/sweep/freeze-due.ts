import type { Deps } from '../deps.ts'
import { commitmentOf, openingsOf, saltBytes, sealFinalList } from '../domain/final-list.ts'
import { presentTextOf } from '../domain/statement.ts'
import { isFreezingDue } from '../domain/statement-times.ts'
import { describeError } from '../log.ts'
import type { Transaction } from '../storage/client.ts'
import {
  countEarlierAtClose,
  eachMember,
  findMemberIds,
  insertFinalList,
  insertMembers,
  lockApprovedSince,
  type Member,
  setApart,
} from '../storage/final-lists.ts'
import { insertLog } from '../storage/moderation-log.ts'
import { raiseRevision } from '../storage/record.ts'
import { findDueToFreeze, findTimes, lockTimes } from '../storage/statement-times.ts'
import { findVersions } from '../storage/statements.ts'
import { insertFinalUpdate } from '../storage/updates.ts'

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
  const { version } = present
  const ids = await findMemberIds(tx, slug, { saysSince: present.saysSince, closedAt })
  const { salts, commitments, withheld } = await commitTo(eachMember(tx, ids), random)
  const head = {
    statement: slug,
    version,
    sha256: versions.find(one => one.version === version)?.sha256 ?? '',
    closedAt: closedAt.toISOString(),
    withheld,
    earlier: await countEarlierAtClose(tx, slug, { saysSince: present.saysSince, closedAt }),
  }
  const list = { statement: slug, version, count: commitments.length, withheld, closedAt, frozenAt }
  await insertFinalList(tx, { ...list, ...sealFinalList(head, commitments) })
  await storeMembers(tx, slug, eachMember(tx, ids), { salts, commitments })
  await setApart(tx, late)
  await raiseRevision(tx, slug)
  await insertFinalUpdate(tx, slug, frozenAt)
  await insertLog(tx, { kind: 'setting', moderatorId: null, statement: slug, code: 'list-frozen' }, frozenAt)
}

type Members = AsyncGenerator<readonly Member[]>
/** The salts of each batch, and the commitments of all. */
type Commitments = { salts: Uint8Array[]; commitments: string[] }

// The members are read twice, a thousand at a time: no process holds the names of a long list. Nobody changes one
// meanwhile, as whoever does waits for the statement.

/** First, what the list binds. */
async function commitTo(
  batches: Members,
  random: Deps['random'],
): Promise<Commitments & { withheld: number }> {
  const salts: Uint8Array[] = []
  const commitments: string[] = []
  let withheld = 0
  for await (const members of batches) {
    const named = members.flatMap(({ signatory }) => signatory ?? [])
    const ofBatch = random(saltBytes(named.length))
    salts.push(ofBatch)
    for (const opening of openingsOf(named, commitments.length + 1, ofBatch))
      commitments.push(commitmentOf(opening))
    withheld += members.length - named.length
  }
  return { salts, commitments, withheld }
}

/** Then, behind the list, its members and what opens them. Throws where they are not who they were. */
async function storeMembers(
  tx: Transaction,
  slug: string,
  batches: Members,
  { salts, commitments }: Commitments,
) {
  let stored = 0
  for await (const members of batches) {
    const named = members.flatMap(({ signatory }) => signatory ?? [])
    const openings = openingsOf(named, stored + 1, salts.shift() ?? new Uint8Array())
    if (openings.some(opening => commitmentOf(opening) !== commitments[opening.number - 1]))
      throw new Error('a signatory changed while the list was frozen')
    await insertMembers(tx, slug, members, openings)
    stored += named.length
  }
  if (stored !== commitments.length) throw new Error('a signatory left while the list was frozen')
}
