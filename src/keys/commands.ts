import { day, minute } from '../domain/durations.ts'
import type { Database } from '../storage/client.ts'
import { findKeys, type KnownKey, makeCurrent, markRetired, noteKeys } from '../storage/contact-keys.ts'
import { nameOfKey } from '../storage/current-key.ts'
import { lookUpAnew, lookUpOthersAnew, type Moved, sealAnew, weighAllAnew } from '../storage/seal-anew.ts'
import { countSealedByKey, nameOf, sealedColumns } from '../storage/sealed-columns.ts'
import { areEqual, type Sealing } from '../storage/sealing.ts'
import { KeysError } from './usage.ts'

// What the commands do. Each gives what is to be printed, or throws a KeysError.

export type KeysDeps = {
  db: Database
  sealing: Sealing
  now: () => Date
  /** Tells how far it is. */
  say: (line: string) => void
}

/**
 * In milliseconds, from the change on: within the first, no process seals under the old key any more; within the
 * second, what is looked up and not made anew is gone.
 */
const settled = minute
const forgotten = day

/** The keys that are in use, as the database knows them. */
async function readKeys({ db, sealing, now }: KeysDeps) {
  await noteKeys(db, sealing, now())
  const inUse = (await findKeys(db)).filter(({ retiredAt }) => retiredAt === null)
  const [currentId] = sealing.keyIds()
  const current = inUse.find(({ id }) => currentId && areEqual(id, currentId))
  if (!current) throw new KeysError('The current key is retired. This is a fault: restore the database.')
  const others = inUse.filter(key => key !== current)
  return {
    current,
    earlier: others.filter(({ currentSince }) => currentSince !== null),
    // Noted once and taken out of the variable again: nobody can use it.
    fresh: others.filter(({ id, currentSince }) => currentSince === null && has(sealing, id)),
  }
}

const has = (sealing: Sealing, id: Uint8Array) => sealing.keyIds().some(own => areEqual(own, id))

/** Makes the new key current, unless one is being changed already, and brings everything to it. */
export async function rotate(deps: KeysDeps): Promise<string> {
  const { db, sealing, now, say } = deps
  const { current, earlier, fresh } = await readKeys(deps)
  if (earlier.length > 0) {
    say(`The key ${nameOfKey(current.id)} is current already: this goes on with what is left.`)
  } else {
    const [next, ...more] = fresh
    if (!next)
      throw new KeysError(
        `CONTACT_KEY has no new key beside the current one, ${nameOfKey(current.id)}. Nothing was changed.`,
      )
    if (more.length > 0) throw new KeysError('CONTACT_KEY has more than one new key. Nothing was changed.')
    await db.transaction(tx => makeCurrent(tx, sealing, next.id, now()))
    say(`The key ${nameOfKey(next.id)} is current now.`)
  }
  await moveAll(deps)
  const after = await readKeys(deps)
  return [
    'Everything is sealed and looked up under the current key.',
    `From ${timeIn(oldKeyUntil(after.current))} on: npm run keys -- retire`,
  ].join('\n')
}

const oldKeyUntil = ({ currentSince }: KnownKey) => new Date((currentSince?.getTime() ?? 0) + forgotten)

/** Makes sure that nothing is left under earlier keys, and that nothing comes there any more. */
export async function retire(deps: KeysDeps, { now: atOnce = false }: { now?: boolean }): Promise<string> {
  const { db, now } = deps
  const { current, earlier } = await readKeys(deps)
  if (earlier.length === 0) throw new KeysError('There is no earlier key. Nothing was changed.')
  const wait = atOnce ? settled : forgotten
  const from = new Date((current.currentSince?.getTime() ?? 0) + wait)
  if (now() < from)
    throw new KeysError(
      `Not before ${timeIn(from)}: some look-ups live that long under the old key. Nothing was changed.`,
    )
  await moveAll(deps)
  await db.transaction(async tx => {
    for (const { id } of earlier) await markRetired(tx, id, now())
    const left = await countSealedByKey(tx)
    if (left.some(({ id }) => earlier.some(key => areEqual(key.id, id))))
      throw new KeysError('Something was sealed under the old key just now. Run it again.')
  })
  const names = earlier.map(({ id }) => nameOfKey(id)).join(', ')
  return [
    `Nothing is under ${names} any more, and nothing can be: take it out of CONTACT_KEY.`,
    'It still opens backups that were made before. Throw its last copy away with the last of them.',
  ].join('\n')
}

async function moveAll({ db, sealing, say }: KeysDeps) {
  const tell = (what: string, { changed, broken }: Moved) => {
    say(
      `${String(changed).padStart(8)}  ${what}${broken > 0 ? `; ${broken} do not open and stay as they are` : ''}`,
    )
    return broken
  }
  let broken = 0
  // Look-ups first: until they are made anew, two keys are looked for.
  broken += tell('look-ups of endorsements', await lookUpAnew(db, sealing))
  broken += tell('other look-ups', await lookUpOthersAnew(db, sealing))
  for (const column of sealedColumns) broken += tell(nameOf(column), await sealAnew(db, sealing, column))
  await weighAllAnew(db)
  if (broken > 0)
    throw new KeysError(
      `${broken} rows do not open by any key: somebody has altered them. The old key has to stay. See docs/operations.md.`,
    )
}

/** Which keys there are, what each is, and how much is sealed under it. */
export async function status(deps: KeysDeps): Promise<string> {
  const { current, earlier } = await readKeys(deps)
  const counts = await countSealedByKey(deps.db)
  const lines = (await findKeys(deps.db)).map(key => {
    const count = counts.find(({ id }) => areEqual(id, key.id))?.count ?? 0
    return `${nameOfKey(key.id)}  ${stateOf(key, current)}  ${count} sealed`
  })
  const next = earlier.length > 0 ? [`From ${timeIn(oldKeyUntil(current))} on: npm run keys -- retire`] : []
  return [...lines, ...next].join('\n')
}

function stateOf(key: KnownKey, current: KnownKey): string {
  if (key.retiredAt) return `retired ${timeIn(key.retiredAt)}`
  if (areEqual(key.id, current.id)) return `current since ${timeIn(key.currentSince ?? key.notedAt)}`
  return key.currentSince ? 'being replaced' : 'new, not used yet'
}

const timeIn = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
