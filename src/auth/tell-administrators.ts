import { renderModeratorJoined } from '../../emails/moderator-joined.tsx'
import { renderPasskeyAdded } from '../../emails/passkey-added.tsx'
import type { Deps } from '../deps.ts'
import { oweMail } from '../mail/owe.ts'
import { paths } from '../paths.ts'
import type { Transaction } from '../storage/client.ts'
import { findModerators } from '../storage/moderators.ts'

/**
 * Tells every active administrator that somebody joined or has one more passkey, and the person as well: a
 * stolen link is noticed by its owner first.
 */
export async function tellAdministrators(
  tx: Transaction,
  deps: Pick<Deps, 'config' | 'sealing' | 'now'>,
  { kind, subjectId }: { kind: 'moderator-joined' | 'passkey-added'; subjectId: string },
): Promise<void> {
  const everybody = await findModerators(tx, deps.sealing)
  const subject = everybody.find(({ id }) => id === subjectId)
  if (!subject) throw new Error('nobody has this id')
  const render = kind === 'passkey-added' ? renderPasskeyAdded : renderModeratorJoined
  for (const { id, person, role, status, language: lang } of everybody) {
    const self = id === subjectId
    if (!self && !(role === 'administrator' && status === 'active')) continue
    const url = deps.config.publicUrl + (role === 'administrator' ? paths.team.page : paths.account.page)
    const mail = render({ lang, name: subject.person.name, role: subject.role, self, url })
    await oweMail(tx, deps, { moderatorId: id, kind, message: { to: person.email, ...mail } })
  }
}
