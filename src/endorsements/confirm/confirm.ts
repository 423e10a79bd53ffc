import { renderRequestReceived } from '../../../emails/request-received.tsx'
import type { Deps } from '../../deps.ts'
import { changedMeanwhile, type Endorsement, type RepresentativeError } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import { ownDomainOf } from '../../domain/evidence/mail-providers.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { counted } from '../../http/flood/flood-keys.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import {
  addressKeys,
  findEndorsement,
  setTypedAddress,
  updateEndorsement,
} from '../../storage/endorsements.ts'
import { countUp } from '../../storage/flood-counts.ts'
import { countArrival } from '../../storage/mail-arrivals.ts'
import { findProved, lockUnproved } from '../../storage/requests-of-address.ts'
import { markUsed } from '../../storage/tokens.ts'
import { tellIfListed } from '../ask/make-request.ts'
import { criteriaUrl } from '../mail-confirm-link.ts'
import { findLinked, type Linked } from './open-confirm-link.ts'

/**
 * Confirms the address, on the revision that the page showed. One of many parallel calls wins. What else was asked from
 * the address and is not confirmed ends with it: others may have typed it.
 */
export async function confirm(
  deps: Deps,
  token: string,
  shownRevision: number,
): Promise<Result<Endorsement, RepresentativeError>> {
  const { db, sealing, now } = deps
  return db.transaction(async tx => {
    const opened = await findLinked(tx, deps, token)
    if (!opened.ok) return opened
    const { link, contact } = opened.value
    const unproved = await lockOfAddress(tx, deps, opened.value)
    const own = unproved.find(({ id }) => id === link.endorsementId)
    // Not among them: somebody was faster, and it stands otherwise by now.
    const endorsement = own ?? (await findEndorsement(tx, link.endorsementId))
    if (!endorsement) return err({ reason: 'link_unknown' })
    // Its address was corrected in this very moment: the link went to another.
    if (!own && endorsement.status === 'requested') return err({ reason: 'link_unknown' })
    const shown = { shownRevision, linkExpiresAt: link.expiresAt }
    const decided = rules.confirmEmail(endorsement, shown, now())
    if (!decided.ok) return decided
    if (!contact) return err({ reason: 'link_unknown' })

    const { statement, organisation } = endorsement
    const address = { statement, lookup: sealing.lookup(contact.email), email: contact.email }
    if ((await findProved(tx, address)) || (await tellIfListed(tx, deps, organisation, address))) {
      await supersede(tx, deps, [endorsement])
      return err({ reason: 'already_waiting' })
    }

    if (await isDomainSpent(tx, deps, contact.email)) return err({ reason: 'domain_spent' })
    const { to } = decided.value
    // What is proved now stands under the key that is current now: of one address the index lets in one.
    const keys = await addressKeys(tx, sealing, contact.email)
    if (address.lookup.length > 1) await setTypedAddress(tx, endorsement.id, keys)
    if (!(await updateEndorsement(tx, endorsement, decided.value, 'representative', now())))
      return changedMeanwhile(endorsement)
    await markUsed(tx, link.hash, now())
    const others = unproved.filter(({ id }) => id !== endorsement.id)
    await supersede(tx, deps, others)
    await mailReceived(tx, deps, to, contact.email)
    await countArrival(tx, { statement, email: contact.email, askedAt: to.requestedAt }, 'confirmed')
    return ok(to)
  })
}

/** Whether enough requests were confirmed from the address's domain today. This one is counted too. */
async function isDomainSpent(tx: Transaction, deps: Deps, email: string): Promise<boolean> {
  const domain = ownDomainOf(email)
  if (domain === null) return false
  const { used } = await countUp(tx, counted(deps, 'confirmedByDomain', domain), deps.now())
  return used > deps.config.floodLimits.confirmedByDomain
}

/** The requests of the link's address that wait to be confirmed, its own among them: of two links one confirms. */
async function lockOfAddress(
  tx: Transaction,
  { sealing }: Deps,
  { endorsement, contact }: Linked,
): Promise<Endorsement[]> {
  if (!contact) return []
  return lockUnproved(tx, { statement: endorsement.statement, lookup: sealing.lookup(contact.email) })
}

async function supersede(tx: Transaction, { now }: Deps, endorsements: readonly Endorsement[]) {
  for (const endorsement of endorsements) {
    const decided = rules.supersede(endorsement, now())
    if (decided.ok) await updateEndorsement(tx, endorsement, decided.value, 'representative', now())
  }
}

async function mailReceived(tx: Transaction, deps: Deps, endorsement: Endorsement, to: string) {
  const { id, language } = endorsement
  const mail = renderRequestReceived({
    ...(await findRequestFacts(tx, endorsement)),
    criteriaUrl: criteriaUrl(deps.config, language),
    privateUrl: await issuePrivateLink(tx, deps, endorsement),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'request-received', message: { to, ...mail } })
}
