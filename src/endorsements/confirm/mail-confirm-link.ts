import { renderConfirmEndorsement } from '../../../emails/confirm-endorsement.tsx'
import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import type { Transaction } from '../../storage/client.ts'
import { titleOf } from '../../storage/statements.ts'
import { issueConfirmLink } from './confirm-link.ts'

/** Owes the mail with a new confirm link, in the language in which the endorsement was asked for. */
export async function mailConfirmLink(tx: Transaction, deps: Deps, endorsement: Endorsement, to: string) {
  const { id, statement, version, language, organisation } = endorsement
  const { title, language: statementLang } = await titleOf(tx, statement, version, language)
  const mail = renderConfirmEndorsement({
    lang: language,
    statementTitle: title,
    statementLang,
    organisation: organisation.name,
    ...(await issueConfirmLink(tx, deps, endorsement)),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'confirm-endorsement', message: { to, ...mail } })
}
