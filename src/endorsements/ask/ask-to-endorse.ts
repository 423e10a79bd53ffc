import { renderAlreadyAsked } from '../../../emails/already-asked.tsx'
import type { Deps } from '../../deps.ts'
import { asTold } from '../../domain/as-told.ts'
import { type Endorsement, isWaiting } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import type { Language } from '../../domain/language.ts'
import type { Organisation } from '../../domain/organisation.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { openness } from '../../domain/statement.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import type { Transaction } from '../../storage/client.ts'
import { type Contact, insertContact } from '../../storage/contacts.ts'
import { findWaiting, insertRequest, updateEndorsement } from '../../storage/endorsements.ts'
import { spendAllowance } from '../../storage/mail-allowances.ts'
import { latestVersion, periodOf, titleOf } from '../../storage/statements.ts'
import { issueConfirmLink } from '../confirm/confirm-link.ts'
import { mailConfirmLink } from '../confirm/mail-confirm-link.ts'

export type EndorsementRequest = {
  statement: string
  version: number
  language: Language
  organisation: Organisation
  comment: string | null
  contact: Contact
}

/** The statement is unknown or not open, or the person read another version than the present one. */
export type RequestError =
  | { reason: 'statement_unknown' | 'statement_not_open' | 'statement_closed' }
  | { reason: 'text_changed'; version: number }

/**
 * Asks on an organisation's behalf. The answer is the same whether the address is new, has asked
 * already or may be mailed no more today: only its inbox tells.
 */
export async function askToEndorse(
  deps: Deps,
  request: EndorsementRequest,
): Promise<Result<'asked', RequestError>> {
  const { db, sealing, config, now } = deps
  return db.transaction(async tx => {
    const refusal = await refusalOf(tx, request, now())
    if (refusal) return err(refusal)
    const { contact, ...details } = request
    const lookup = sealing.lookup(contact.email)
    if (!(await spendAllowance(tx, lookup, 'ask', config.asksPerAddress, now()))) return ok('asked')

    const requested = rules.requestEndorsement({ id: crypto.randomUUID(), ...details }, now())
    if (await insertRequest(tx, requested, lookup, now())) {
      await insertContact(tx, sealing, requested.to.id, contact)
      await mailConfirmLink(tx, deps, requested.to, contact.email)
      return ok('asked')
    }
    const waiting = await findWaiting(tx, request.statement, lookup)
    // It ended in this very moment. The person may simply ask again.
    if (!waiting) return ok('asked')
    await mailAlreadyAsked(tx, deps, waiting, contact.email)
    return ok('asked')
  })
}

async function refusalOf(
  tx: Transaction,
  { statement, version }: EndorsementRequest,
  now: Date,
): Promise<RequestError | null> {
  const latest = await latestVersion(tx, statement)
  const period = await periodOf(tx, statement)
  if (latest === null || period === null) return { reason: 'statement_unknown' }
  const stands = openness(period, now)
  if (stands === 'closed') return { reason: 'statement_closed' }
  if (stands === 'not-yet') return { reason: 'statement_not_open' }
  return latest === version ? null : { reason: 'text_changed', version: latest }
}

/** Tells the address, and nobody else, that it has asked before; a request not yet confirmed gets a fresh link. */
async function mailAlreadyAsked(tx: Transaction, deps: Deps, waiting: Endorsement, to: string) {
  const { id, statement, version, language } = waiting
  const { status } = asTold(waiting, deps.now())
  if (!isWaiting(status)) return
  const { title, language: statementLang } = await titleOf(tx, statement, version, language)
  const confirmLink = await freshConfirmLink(tx, deps, waiting)
  const privateUrl = status === 'requested' ? undefined : await issuePrivateLink(tx, deps, waiting)
  const mail = renderAlreadyAsked({
    lang: language,
    statementTitle: title,
    statementLang,
    status,
    ...confirmLink,
    ...(privateUrl ? { privateUrl } : {}),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'already-asked', message: { to, ...mail } })
}

/** A fresh confirm link where the request still needs one, else null. */
async function freshConfirmLink(tx: Transaction, deps: Deps, waiting: Endorsement) {
  const resent = rules.resendLink(waiting, deps.now())
  if (!resent.ok) return null
  const stored = await updateEndorsement(tx, waiting, resent.value, 'representative', deps.now())
  return stored ? issueConfirmLink(tx, deps, resent.value.to) : null
}
