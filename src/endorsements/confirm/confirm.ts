import { renderRequestReceived } from '../../../emails/request-received.tsx'
import type { Deps } from '../../deps.ts'
import {
  changedMeanwhile,
  type Decided,
  type Endorsement,
  type EndorsementError,
} from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import type { Transaction } from '../../storage/client.ts'
import { type Contact, findContact } from '../../storage/contacts.ts'
import { findEndorsement, updateEndorsement } from '../../storage/endorsements.ts'
import { titleOf } from '../../storage/statements.ts'
import { findToken, markUsed, type Token } from '../../storage/tokens.ts'

/** What a confirm link opens. */
export type Linked = { link: Token; endorsement: Endorsement; contact: Contact | null }

/** Looks a link up and changes nothing: mail scanners open links too. */
export async function openConfirmLink(deps: Deps, token: string): Promise<Result<Linked, EndorsementError>> {
  const link = await findToken(deps.db, 'confirm', token)
  const endorsement = link && (await findEndorsement(deps.db, link.endorsementId))
  if (!endorsement) return err({ reason: 'link_unknown' })
  return ok({ link, endorsement, contact: await findContact(deps.db, deps.sealing, endorsement.id) })
}

/** Confirms the address, on the revision that the page showed. One of many parallel calls wins. */
export const confirm = (deps: Deps, token: string, shownRevision: number) =>
  withLink(deps, token, (endorsement, link) =>
    rules.confirmEmail(endorsement, { shownRevision, linkExpiresAt: link.expiresAt }, deps.now()),
  )

/** "This was not us": stops the request and forgets the address at once. */
export const disown = (deps: Deps, token: string) =>
  withLink(deps, token, endorsement => rules.disown(endorsement, deps.now()))

async function withLink(
  deps: Deps,
  token: string,
  decide: (endorsement: Endorsement, link: Token) => Decided<Endorsement>,
): Promise<Result<Endorsement, EndorsementError>> {
  const { db, sealing, now } = deps
  return db.transaction(async tx => {
    const link = await findToken(tx, 'confirm', token)
    const endorsement = link && (await findEndorsement(tx, link.endorsementId))
    if (!endorsement) return err({ reason: 'link_unknown' })
    const decided = decide(endorsement, link)
    if (!decided.ok) return decided

    const { to, mail } = decided.value
    const contact = mail && (await findContact(tx, sealing, endorsement.id))
    if (!(await updateEndorsement(tx, endorsement, decided.value, 'representative', now())))
      return changedMeanwhile(endorsement)
    await markUsed(tx, link.hash, now())
    if (contact) await mailReceived(tx, deps, to, contact.email)
    return ok(to)
  })
}

async function mailReceived(tx: Transaction, deps: Deps, endorsement: Endorsement, to: string) {
  const { id, statement, version, language, organisation } = endorsement
  const { title, language: statementLang } = await titleOf(tx, statement, version, language)
  const mail = renderRequestReceived({
    lang: language,
    statementTitle: title,
    statementLang,
    organisation: organisation.name,
    privateUrl: await issuePrivateLink(tx, deps, endorsement),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'request-received', message: { to, ...mail } })
}
