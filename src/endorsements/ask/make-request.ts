import { renderAlreadyAsked } from '../../../emails/already-asked.tsx'
import { renderAlreadyListed } from '../../../emails/already-listed.tsx'
import type { Deps } from '../../deps.ts'
import { asTold } from '../../domain/as-told.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import type { Language } from '../../domain/language.ts'
import { kindOf, nameKeys, type Organisation } from '../../domain/organisation.ts'
import { opennessOf } from '../../domain/statement-times.ts'
import { type MailCause, oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { type Contact, findContact, insertContact } from '../../storage/contacts.ts'
import { addressKeys, insertRequest } from '../../storage/endorsements.ts'
import { lockOfContact } from '../../storage/lock-of-contact.ts'
import { spendAllowance } from '../../storage/mail-allowances.ts'
import { countArrival } from '../../storage/mail-arrivals.ts'
import { findListedOf, findProved, findUnconfirmed } from '../../storage/requests-of-address.ts'
import type { Macs } from '../../storage/sealing.ts'
import { findSigners, latestVersion, periodOf } from '../../storage/statements.ts'
import { setSubscribed } from '../../storage/update-subscriptions.ts'
import { mailConfirmLink, resendConfirmLink } from '../mail-confirm-link.ts'

/** What a request is made of, be it at once or by the sweep. */
export type AskDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now' | 'log'>

export type Ask = {
  statement: string
  version: number
  /** In which language the form showed the text; null: an ask of the version before does not say it. */
  textLanguage: string | null
  language: Language
  organisation: Organisation
  comment: string | null
  nameWithheld: boolean
  contact: Contact
  /** They want news of the statement; an ask of the version before does not say it. */
  updates?: boolean
}

export type AskRefusal =
  | { reason: 'statement_unknown' | 'statement_not_open' | 'statement_closed' }
  /** Nobody can sign the statement as whom they ask. */
  | { reason: 'signer_not_allowed' }
  /** The person read another version than the present one. */
  | { reason: 'text_changed'; version: number }

/** Why nothing can be asked now: it depends on the statement, the version that was read and as whom one asks. */
export async function refusalOf(
  tx: Transaction,
  { statement, version, organisation }: Pick<Ask, 'statement' | 'version' | 'organisation'>,
  now: Date,
): Promise<AskRefusal | null> {
  const latest = await latestVersion(tx, statement)
  const period = await periodOf(tx, statement)
  if (latest === null || period === null) return { reason: 'statement_unknown' }
  const openness = opennessOf(period, now)
  if (openness === 'closed') return { reason: 'statement_closed' }
  if (openness === 'not-yet') return { reason: 'statement_not_open' }
  if (!(await findSigners(tx, statement)).includes(kindOf(organisation)))
    return { reason: 'signer_not_allowed' }
  return latest === version ? null : { reason: 'text_changed', version: latest }
}

/**
 * Makes a request of an ask and mails its own link, or tells the address how things stand already. Only the inbox
 * learns which. False where the address may be mailed no more today: the ask came to nothing. `source`: of the mail.
 */
export async function makeRequest(
  tx: Transaction,
  deps: AskDeps,
  id: string,
  { contact, updates = false, ...details }: Ask,
  source?: Uint8Array,
): Promise<boolean> {
  const { sealing, config, now } = deps
  const lookup = sealing.lookup(contact.email)
  // The allowance's row is locked first, so parallel asks of one address come here one by one.
  const mailbox = sealing.mailbox(contact.email)
  if (!(await spendAllowance(tx, mailbox, 'ask', config.asksPerAddress, now()))) return false
  const of = { statement: details.statement, lookup }
  const cause = { askId: id, source }

  const own = await findProved(tx, of)
  // Locked before a link to it is made: another contact may take over in this very moment.
  const proved = own && (await lockOfContact(tx, sealing, { id: own.id, email: contact.email }))
  if (proved) await mailAlreadyAsked(tx, deps, proved, contact.email, cause)
  else if (!(await tellIfListed(tx, deps, details.organisation, { ...of, email: contact.email, cause })))
    await request(tx, deps, rules.requestEndorsement({ id, ...details }, now()), { contact, updates, cause })
  return true
}

type Requesting = ReturnType<typeof rules.requestEndorsement>

/** Owes a link to a request of this very content: to the one that waits already, or to a new one. */
async function request(
  tx: Transaction,
  deps: AskDeps,
  requested: Requesting,
  { contact, updates, cause }: { contact: Contact; updates: boolean; cause: MailCause },
) {
  const { sealing, now } = deps
  const same = await findSame(tx, deps, requested.to, contact)
  if (same && (await resendConfirmLink(tx, deps, same, contact.email, cause))) {
    await setSubscribed(tx, same.id, updates, now())
    return
  }
  await insertRequest(tx, requested, await addressKeys(tx, sealing, contact.email), now())
  await insertContact(tx, sealing, requested.to.id, contact)
  if (updates) await setSubscribed(tx, requested.to.id, true, now())
  await mailConfirmLink(tx, deps, requested.to, contact.email, cause)
  const { statement } = requested.to
  await countArrival(tx, { statement, email: contact.email, askedAt: now() }, 'asked')
}

/** The newest ones; an address causes fewer within `proofLinkLifetime`, unless the configuration allows it more. */
const mostUnconfirmed = 50

/** The request of this address that waits to be confirmed and says the same to the letter. */
async function findSame(
  tx: Transaction,
  { sealing }: AskDeps,
  to: Endorsement,
  contact: Contact,
): Promise<Endorsement | null> {
  for (const other of await findUnconfirmed(tx, sealing.lookup(contact.email), mostUnconfirmed)) {
    if (other.status !== 'requested' || other.statement !== to.statement) continue
    if (
      other.version !== to.version ||
      other.language !== to.language ||
      other.textLanguage !== to.textLanguage ||
      !rules.isSame(other, to)
    )
      continue
    const { representative, role } = (await findContact(tx, sealing, other.id)) ?? {}
    if (representative === contact.representative && role === contact.role) return other
  }
  return null
}

/** Tells the address, and nobody else, that it has asked before, with a new link to where that request stands. */
async function mailAlreadyAsked(
  tx: Transaction,
  deps: AskDeps,
  proved: Endorsement,
  to: string,
  cause: MailCause,
) {
  const { status } = asTold(proved, deps.now())
  const { lang, kind, statementTitle, statementLang } = await findRequestFacts(tx, proved)
  const mail = renderAlreadyAsked({
    lang,
    kind,
    statementTitle,
    statementLang,
    status: status === 'returned' ? status : 'confirmed',
    privateUrl: await issuePrivateLink(tx, deps, proved),
  })
  const message = { to, ...mail }
  await oweMail(tx, deps, { endorsementId: proved.id, kind: 'already-asked', message, ...cause })
}

/**
 * Where an organisation that is on the list under this address asks again, tells the address so, with a new link. A
 * request of it could only be refused.
 */
export async function tellIfListed(
  tx: Transaction,
  deps: AskDeps,
  organisation: Organisation,
  { email, cause, ...of }: { statement: string; lookup: Macs; email: string; cause?: MailCause },
): Promise<boolean> {
  const keys = nameKeys(organisation)
  const namesake = (await findListedOf(tx, of)).find(e =>
    nameKeys(e.organisation).some(key => keys.includes(key)),
  )
  const listed = namesake && (await lockOfContact(tx, deps.sealing, { id: namesake.id, email }))
  if (!listed) return false
  const mail = renderAlreadyListed({
    ...(await findRequestFacts(tx, listed)),
    privateUrl: await issuePrivateLink(tx, deps, listed),
  })
  await oweMail(tx, deps, {
    endorsementId: listed.id,
    kind: 'already-listed',
    message: { to: email, ...mail },
    ...cause,
  })
  return true
}
