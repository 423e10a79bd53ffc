import { renderConfirmEndorsement } from '../../emails/confirm-endorsement.tsx'
import type { Deps } from '../deps.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import * as rules from '../domain/endorsing.ts'
import type { Language } from '../domain/language.ts'
import { type MailCause, oweMail } from '../mail/owe.ts'
import { findRequestFacts } from '../mail/request-facts.ts'
import { paths } from '../paths.ts'
import type { Transaction } from '../storage/client.ts'
import { updateEndorsement } from '../storage/endorsements.ts'
import { issueConfirmLink } from './confirm/confirm-link.ts'

/** Where mails lead who asks by what a moderator decides. */
export const criteriaUrl = ({ publicUrl }: Deps['config'], language: Language): string =>
  publicUrl + paths.site.criteria(language)

/** What a confirm link is made and mailed with. */
type LinkDeps = Pick<Deps, 'config' | 'sealing' | 'random' | 'now'>

/** Owes the mail with a new confirm link, in the language in which the endorsement was asked for. */
export async function mailConfirmLink(
  tx: Transaction,
  deps: LinkDeps,
  endorsement: Endorsement,
  to: string,
  cause: MailCause = {},
) {
  const { id, language } = endorsement
  const mail = renderConfirmEndorsement({
    ...(await findRequestFacts(tx, endorsement)),
    criteriaUrl: criteriaUrl(deps.config, language),
    ...(await issueConfirmLink(tx, deps, endorsement)),
  })
  const message = { to, ...mail }
  await oweMail(tx, deps, { endorsementId: id, kind: 'confirm-endorsement', message, ...cause })
}

/** Prolongs a request that is not confirmed, and owes another confirm link to it; false where it is that no more. */
export async function resendConfirmLink(
  tx: Transaction,
  deps: LinkDeps,
  endorsement: Endorsement,
  to: string,
  cause: MailCause = {},
): Promise<boolean> {
  const prolonged = await prolong(tx, deps, endorsement)
  if (!prolonged) return false
  await mailConfirmLink(tx, deps, prolonged, to, cause)
  return true
}

/** Gives a request that is not confirmed its whole time again; null where it is that no more. */
export async function prolong(
  tx: Transaction,
  { now }: Pick<LinkDeps, 'now'>,
  endorsement: Endorsement,
): Promise<Endorsement | null> {
  const resent = rules.resendLink(endorsement, now())
  if (!resent.ok) return null
  const isStored = await updateEndorsement(tx, endorsement, resent.value, 'representative', now())
  return isStored ? resent.value.to : null
}
