import type { Deps } from '../deps.ts'
import { type Endorsement, isOpen } from '../domain/endorsement.ts'
import { eraseOwn } from '../domain/leaving.ts'
import type { Database, Transaction } from '../storage/client.ts'
import { stopContactChange } from '../storage/contact-changes.ts'
import { eraseOnWord } from '../storage/erase-on-word.ts'
import { insertLog } from '../storage/moderation-log.ts'
import { findModeratorByAddress } from '../storage/moderators.ts'
import type { Sealing } from '../storage/sealing.ts'
import {
  countBeside,
  deleteAllowancesOf,
  deleteAsksOf,
  deleteRemarksOf,
  deleteSentFormsOf,
  lockNaming,
  lockOfAddress,
  wipeMailsTo,
} from '../storage/stored-of-address.ts'
import { deleteTokensOf } from '../storage/tokens.ts'
import { deleteUnreachable } from '../storage/unreachable.ts'
import { PrivacyError } from './usage.ts'

type EraseDeps = Pick<Deps, 'now'> & { db: Database; sealing: Sealing }

/** How much was erased, or would be. */
export type Erased = {
  /** Requests that waited and ended; organisations that stay on the list; requests that had ended before. */
  requests: { stopped: number; listed: number; ended: number }
  beside: { contacts: number; remarks: number; details: number; links: number; mails: number }
  /** Organisations whose contact it would have become; their own contact stays. */
  named: number
  asks: number
  forms: number
  allowances: number
  /** Notes that no mail arrives there. */
  unreachable: number
  /** Beyond those requests: words of moderators in which the address stands, and mails to it that had not gone. */
  elsewhere: { remarks: number; mails: number }
}

/** What a dry run throws, to take everything back. */
class OnlyLooked extends Error {
  readonly erased: Erased
  constructor(erased: Erased) {
    super('a dry run stores nothing')
    this.erased = erased
  }
}

/**
 * Erases what is held of an address, in one transaction: what it would do and what it does are the same. Nobody is
 * mailed: who wrote the letter is answered by a letter. A moderator's address is refused, as the log of the desk names
 * them.
 */
export async function eraseAddress(
  deps: EraseDeps,
  address: string,
  { dryRun }: { dryRun: boolean },
): Promise<Erased> {
  try {
    return await deps.db.transaction(async tx => {
      const erased = await eraseAll(tx, deps, address)
      if (dryRun) throw new OnlyLooked(erased)
      return erased
    })
  } catch (error) {
    if (error instanceof OnlyLooked) return error.erased
    throw error
  }
}

async function eraseAll(tx: Transaction, { sealing, now }: EraseDeps, address: string): Promise<Erased> {
  const moderator = await findModeratorByAddress(tx, sealing, address)
  if (moderator) throw new PrivacyError(refusalFor(moderator.id))
  // First, so that none becomes a request behind our back.
  const asks = await deleteAsksOf(tx, sealing, address)
  const forms = await deleteSentFormsOf(tx, sealing, address)
  const endorsements = await lockOfAddress(tx, sealing.lookup(address))
  const ids = endorsements.map(({ id }) => id)
  const beside = await countBeside(tx, ids)
  for (const endorsement of endorsements) await eraseOne(tx, endorsement, now())
  const naming = await lockNaming(tx, sealing.lookup(address))
  // Nobody becomes the contact by it any more, as if the representative had taken it back.
  for (const endorsement of naming) await stopContactChange(tx, endorsement, 'representative', now())
  const named = naming.length
  const namedIds = naming.map(({ id }) => id)
  const unreachable = await deleteUnreachable(tx, sealing.lookup(address))
  const allowances = await deleteAllowancesOf(tx, sealing, address, [...ids, ...namedIds])
  const elsewhere = {
    remarks: await deleteRemarksOf(tx, sealing, address),
    mails: await wipeMailsTo(tx, sealing, address, now()),
  }
  const others = named + asks + forms + allowances + unreachable + elsewhere.remarks + elsewhere.mails
  if (ids.length === 0 && others > 0) await insertLog(tx, { kind: 'erase', moderatorId: null }, now())
  const stopped = endorsements.filter(({ status }) => isOpen(status)).length
  const listed = endorsements.filter(({ status }) => status === 'approved').length
  const requests = { stopped, listed, ended: ids.length - stopped - listed }
  return { requests, beside, named, asks, forms, allowances, unreachable, elsewhere }
}

/** As the representative's own link does it, but for the mail; and no link of theirs opens anything any more. */
async function eraseOne(tx: Transaction, endorsement: Endorsement, at: Date) {
  const decided = eraseOwn(endorsement, at)
  if (!decided.ok) throw new Error(`not to be erased: ${decided.error.reason}`)
  const { to } = decided.value
  await eraseOnWord(tx, endorsement, decided.value, at)
  await deleteTokensOf(tx, to.id)
  await insertLog(tx, { kind: 'erase', moderatorId: null, endorsement: to, statement: to.statement }, at)
}

const refusalFor = (id: string) =>
  `Refused: this is a moderator’s address. The log names moderators by id for good, so their name and address stay.
\`npm run moderator -- suspend ${id}\` shuts them out. What they asked for as a representative they erase by the
link on their private page.`
