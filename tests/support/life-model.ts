import { day, minute } from '../../src/domain/durations.ts'
import type { Status } from '../../src/domain/endorsement.ts'

// What the life of an endorsement is, in a few lines, to hold the product to: no text, no mail, no lock, no SQL.

/** A request as it should stand. Times in milliseconds. */
export type Modelled = {
  readonly id: string
  readonly name: string
  readonly address: string
  status: Status
  expiresAt: number
  /** Who gave the first of two approvals. */
  first: string | null
  returnedAt: number
  rejectedAt: number
  /** Where undoing a rejection leads. */
  back: 'confirmed' | 'returned'
  endedAt: number
  /** It was on the list, and a moderator took it off. */
  takenOffBy: string | null
  hasContact: boolean
}

/** What an action comes to: the state after it, or in a word why not. */
export type Verdict = { to: Status } | { refused: string }

export type Allowance = { since: number; used: number }
export type Life = {
  now: number
  requests: Modelled[]
  asks: Map<string, Allowance>
  renewals: Map<string, number>
}

export const newLife = (now: number): Life => ({ now, requests: [], asks: new Map(), renewals: new Map() })

const to = (status: Status): Verdict => ({ to: status })
const refused = (reason: string): Verdict => ({ refused: reason })
const waits = ({ status }: Modelled) => status === 'confirmed' || status === 'returned'

const isNameTaken = ({ requests }: Life, r: Modelled) =>
  requests.some(other => other !== r && other.status === 'approved' && other.name === r.name)
const hasOther = ({ requests }: Life, r: Modelled) =>
  requests.some(other => other !== r && other.address === r.address && waits(other))
const isListedOf = ({ requests }: Life, { address, name }: Pick<Modelled, 'address' | 'name'>) =>
  requests.some(o => o.address === address && o.name === name && o.status === 'approved')

function end(life: Life, r: Modelled, status: Status, hasContact: boolean): Verdict {
  Object.assign(r, { status, endedAt: life.now, hasContact })
  return to(status)
}

/** `asked`: a new request; `mailed`: a mail about one that is there; `spent`: nothing. */
export function ask(
  life: Life,
  { name, address }: { name: string; address: string },
): 'asked' | 'mailed' | 'spent' {
  const allowance = life.asks.get(address)
  const isFresh = allowance !== undefined && life.now - allowance.since < day
  if (isFresh && allowance.used >= 3) return 'spent'
  life.asks.set(address, isFresh ? { ...allowance, used: allowance.used + 1 } : { since: life.now, used: 1 })
  if (life.requests.some(r => r.address === address && waits(r)) || isListedOf(life, { name, address }))
    return 'mailed'
  const same = life.requests.find(r => r.address === address && r.name === name && r.status === 'requested')
  if (!same) return 'asked'
  same.expiresAt = life.now + 7 * day
  return 'mailed'
}

export const asked = (life: Life, about: { id: string; name: string; address: string }): void => {
  life.requests.push({
    ...about,
    status: 'requested',
    expiresAt: life.now + 7 * day,
    first: null,
    returnedAt: 0,
    rejectedAt: 0,
    back: 'confirmed',
    endedAt: 0,
    takenOffBy: null,
    hasContact: true,
  })
}

export function confirm(life: Life, r: Modelled, linkExpiresAt: number): Verdict {
  if (r.status === 'expired') return refused('link_expired')
  if (r.status !== 'requested') return refused('link_used')
  if (life.now >= linkExpiresAt) return refused('link_expired')
  if (hasOther(life, r) || isListedOf(life, r)) {
    end(life, r, 'withdrawn', false)
    return refused('already_waiting')
  }
  r.status = 'confirmed'
  for (const other of life.requests)
    if (other !== r && other.address === r.address && isUnproved(other)) end(life, other, 'withdrawn', false)
  return to('confirmed')
}

/**
 * Lapsed before anybody confirmed it, while its address is known: what was returned and lapsed is proved, and with the
 * contact the address is forgotten.
 */
const isUnproved = ({ status, returnedAt, hasContact }: Modelled) =>
  status === 'requested' || (status === 'expired' && returnedAt === 0 && hasContact)

export function disown(life: Life, r: Modelled): Verdict {
  if (r.status !== 'requested' && !waits(r)) return refused('link_used')
  const renewed = life.renewals.get(r.address)
  if (renewed === undefined || life.now - renewed >= day) {
    life.renewals.set(r.address, life.now)
    life.asks.delete(r.address)
  }
  return end(life, r, 'withdrawn', false)
}

export function approve(life: Life, r: Modelled, moderator: string): Verdict {
  if (r.status !== 'confirmed') return refused('wrong_status')
  if (r.first === moderator) return refused('same_moderator')
  if (isNameTaken(life, r)) return refused('already_signatory')
  if (r.first === null) r.first = moderator
  else r.status = 'approved'
  return to(r.status)
}

export function reject(life: Life, r: Modelled): Verdict {
  if (!waits(r)) return refused('wrong_status')
  r.back = r.status === 'returned' && life.now >= r.returnedAt + minute ? 'returned' : 'confirmed'
  Object.assign(r, { first: null, rejectedAt: life.now })
  return end(life, r, 'rejected', r.hasContact)
}

export function returnForChanges(life: Life, r: Modelled): Verdict {
  if (r.status !== 'confirmed') return refused('wrong_status')
  Object.assign(r, { status: 'returned', first: null, returnedAt: life.now })
  return to('returned')
}

export function undo(life: Life, r: Modelled): Verdict {
  if (r.status !== 'returned' && r.status !== 'rejected') return refused('wrong_status')
  if (life.now >= (r.status === 'rejected' ? r.rejectedAt : r.returnedAt) + minute) return refused('too_late')
  if (hasOther(life, r)) return refused('already_waiting')
  r.status = r.status === 'rejected' ? r.back : 'confirmed'
  return to(r.status)
}

export function reopen(life: Life, r: Modelled): Verdict {
  if (r.status !== 'rejected') return refused('wrong_status')
  if (!r.hasContact) return refused('contact_erased')
  if (hasOther(life, r)) return refused('already_waiting')
  r.status = 'confirmed'
  return to('confirmed')
}

export function withdraw(life: Life, r: Modelled, moderator: string): Verdict {
  if (!waits(r) && r.status !== 'approved') return refused('wrong_status')
  r.takenOffBy = r.status === 'approved' ? moderator : null
  return end(life, r, 'withdrawn', r.hasContact)
}

export function withdrawOwn(life: Life, r: Modelled): Verdict {
  if (!r.hasContact) return refused('link_unknown')
  if (r.status === 'approved') return refused('one_hour_link_needed')
  // Nobody is told of a rejection that can still be taken back, and so neither that there is nothing to withdraw.
  if (r.status === 'rejected' && life.now < r.rejectedAt + minute) return refused('busy')
  if (!waits(r)) return refused('wrong_status')
  return end(life, r, 'withdrawn', true)
}

export function restore(life: Life, r: Modelled, moderator: string): Verdict {
  if (r.status !== 'withdrawn' || r.takenOffBy === null) return refused('wrong_status')
  if (r.takenOffBy === moderator) return refused('own_withdrawal')
  if (!r.hasContact) return refused('contact_erased')
  if (isNameTaken(life, r)) return refused('already_signatory')
  Object.assign(r, { status: 'approved', takenOffBy: null })
  return to('approved')
}

/** What the clock does. */
export function sweep(life: Life): void {
  for (const r of life.requests) {
    const lapses = r.status === 'returned' ? r.returnedAt + 30 * day : r.expiresAt
    if ((r.status === 'requested' || r.status === 'returned') && life.now >= lapses)
      end(life, r, 'expired', true)
    if (['rejected', 'withdrawn', 'expired'].includes(r.status) && life.now >= r.endedAt + 30 * day)
      r.hasContact = false
  }
}
