import { renderAlreadyAsked } from '../../emails/already-asked.tsx'
import { renderConfirmEndorsement } from '../../emails/confirm-endorsement.tsx'
import type { Deps } from '../deps.ts'
import { type Endorsement, requestEndorsement, resendLink, type Transition } from '../domain/endorsement.ts'
import type { Language } from '../domain/language.ts'
import type { Organisation } from '../domain/organisation.ts'
import { err, ok, type Result } from '../domain/result.ts'
import { openness } from '../domain/statement.ts'
import { issuePrivateLink } from '../mail/private-link.ts'
import { oweMail } from '../mail/owe.ts'
import { spendAllowance } from '../storage/mail-allowances.ts'
import type { Transaction } from '../storage/client.ts'
import { type Contact, insertContact } from '../storage/contacts.ts'
import { findWaiting, insertRequest, updateEndorsement } from '../storage/endorsements.ts'
import { latestVersion, periodOf, titleOf } from '../storage/statements.ts'
import { issueConfirmLink } from './confirm-link.ts'
import { toldOf } from '../domain/as-told.ts'

export type Request = {
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
export async function request(deps: Deps, asked: Request): Promise<Result<'asked', RequestError>> {
  const { db, sealing, config, now } = deps
  return db.transaction(async tx => {
    const latest = await latestVersion(tx, asked.statement)
    const period = await periodOf(tx, asked.statement)
    if (latest === null || period === null) return err({ reason: 'statement_unknown' })
    const stands = openness(period, now())
    if (stands !== 'open') {
      return err({ reason: stands === 'closed' ? 'statement_closed' : 'statement_not_open' })
    }
    if (latest !== asked.version) return err({ reason: 'text_changed', version: latest })

    const lookup = sealing.lookup(asked.contact.email)
    if (!(await spendAllowance(tx, lookup, 'ask', config.asksPerAddress, now()))) return ok('asked')

    const { contact, ...details } = asked
    const requested = requestEndorsement({ id: crypto.randomUUID(), ...details }, now())
    if (await insertRequest(tx, requested, lookup, now())) {
      await insertContact(tx, sealing, requested.to.id, contact)
      await mailConfirmLink(tx, deps, requested.to, contact.email)
      return ok('asked')
    }
    const waiting = await findWaiting(tx, asked.statement, lookup)
    // It ended in this very moment. The person may simply ask again.
    if (!waiting) return ok('asked')
    await mailAlreadyAsked(tx, deps, waiting, contact.email)
    return ok('asked')
  })
}

/** Owes the mail with a new confirm link, in the language in which the endorsement was asked for. */
export async function mailConfirmLink(tx: Transaction, deps: Deps, endorsement: Endorsement, to: string) {
  const { language, organisation } = endorsement
  const { title, language: statementLang } = await titleOf(
    tx,
    endorsement.statement,
    endorsement.version,
    language,
  )
  const link = await issueConfirmLink(tx, deps, endorsement)
  const mail = renderConfirmEndorsement({
    lang: language,
    statementTitle: title,
    statementLang,
    organisation: organisation.name,
    ...link,
  })
  await oweMail(tx, deps, {
    endorsementId: endorsement.id,
    kind: 'confirm-endorsement',
    message: { to, ...mail },
  })
}

/** Tells the address, and nobody else, that it has asked before; a request not yet confirmed gets a fresh link. */
async function mailAlreadyAsked(tx: Transaction, deps: Deps, waiting: Endorsement, to: string) {
  const { id, statement, version, language } = waiting
  const { status } = toldOf(waiting, deps.now())
  if (status !== 'requested' && status !== 'confirmed' && status !== 'returned') return
  const { title, language: statementLang } = await titleOf(tx, statement, version, language)
  const resent = resendLink(waiting, deps.now())
  const link = resent.ok && (await storeResent(tx, deps, waiting, resent.value))
  const mail = renderAlreadyAsked({
    lang: language,
    statementTitle: title,
    statementLang,
    status,
    ...(link || {}),
    ...(status === 'requested' ? {} : { privateUrl: await issuePrivateLink(tx, deps, waiting) }),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'already-asked', message: { to, ...mail } })
}

async function storeResent(
  tx: Transaction,
  deps: Deps,
  before: Endorsement,
  resent: Transition<Endorsement>,
) {
  const stored = await updateEndorsement(tx, before, resent, 'representative', deps.now())
  return stored ? issueConfirmLink(tx, deps, resent.to) : null
}
