import { type FreshLink, renderFreshLinks } from '../../../emails/fresh-link.tsx'
import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { mostFreshLinks } from '../../domain/limits.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { lockEndorsement } from '../../storage/endorsements.ts'
import { lockOfContact } from '../../storage/lock-of-contact.ts'
import { spendAllowance } from '../../storage/mail-allowances.ts'
import { findOfAddress, type RequestOfAddress } from '../../storage/requests-of-address.ts'
import { issueConfirmLink } from '../confirm/confirm-link.ts'
import { prolong } from '../mail-confirm-link.ts'

type LinkDeps = Pick<Deps, 'config' | 'sealing' | 'random' | 'now'>

/**
 * Owes an address one mail with a fresh link for each organisation that it has with us: to the private page where a
 * link has proved the address, else to confirm. Nothing to an address without any, or that has had its links for today.
 */
export async function mailFreshLinks(
  tx: Transaction,
  deps: LinkDeps,
  email: string,
  source?: Uint8Array,
): Promise<void> {
  const { sealing, config, now } = deps
  const lookup = sealing.lookup(email)
  const requests = worthALink(await findOfAddress(tx, lookup, mostFreshLinks))
  if (requests.length === 0) return
  // The allowance's row is locked first, so parallel calls for one address come here one by one.
  if (!(await spendAllowance(tx, sealing.mailbox(email), 'fresh-link', config.freshLinksPerAddress, now())))
    return
  // Always in the same order: of two that lock the same requests, the second waits for the first.
  const ids = requests.map(({ endorsement }) => endorsement.id)
  for (const id of ids.toSorted()) await lockEndorsement(tx, id)
  const links: FreshLink[] = []
  let about: Endorsement | null = null
  for (const request of requests) {
    const link = await freshLink(tx, deps, request, email)
    if (!link) continue
    links.push(link)
    about ??= request.endorsement
  }
  // As it is on file, and not as somebody typed it: of one that is still this address's.
  const contact = about && (await findContact(tx, sealing, about.id))
  if (!about || !contact) return
  const { id, language } = about
  const mail = renderFreshLinks({ lang: language, links })
  const message = { to: contact.email, ...mail }
  await oweMail(tx, deps, { endorsementId: id, kind: 'fresh-link', message, source })
}

/**
 * All that is proved or waits, and of what has lapsed unproved the newest of each statement, where nothing waits for
 * it.
 */
function worthALink(requests: readonly RequestOfAddress[]): readonly RequestOfAddress[] {
  const isLapsed = ({ isProved, endorsement }: RequestOfAddress) =>
    !isProved && endorsement.status === 'expired'
  const taken = new Set<string>()
  for (const one of requests) if (!isLapsed(one)) taken.add(one.endorsement.statement)
  return requests.filter(one => {
    if (!isLapsed(one)) return true
    const { statement } = one.endorsement
    if (taken.has(statement)) return false
    taken.add(statement)
    return true
  })
}

/** Null where the request has changed in this very moment, and nothing of it goes to this address any more. */
async function freshLink(
  tx: Transaction,
  deps: LinkDeps,
  { endorsement: { id }, isProved }: RequestOfAddress,
  email: string,
): Promise<FreshLink | null> {
  // Locked above, as the clock's sweep could change it now: the link would be lost.
  const endorsement = await lockOfContact(tx, deps.sealing, { id, email })
  if (!endorsement) return null
  const { kind: signer, ...facts } = await findRequestFacts(tx, endorsement)
  const about = { ...facts, signer }
  if (isProved) return { ...about, kind: 'private', url: await issuePrivateLink(tx, deps, endorsement) }
  const prolonged = await prolong(tx, deps, endorsement)
  if (!prolonged) return null
  const { confirmUrl, ...others } = await issueConfirmLink(tx, deps, prolonged)
  return { ...about, ...others, kind: 'confirm', url: confirmUrl }
}
