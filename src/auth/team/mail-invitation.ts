import { renderInvitation } from '../../../emails/invitation.tsx'
import type { Deps } from '../../deps.ts'
import { oweMail } from '../../mail/owe.ts'
import type { Transaction } from '../../storage/client.ts'
import type { Moderator } from '../../storage/moderators.ts'
import type { IssuedInvitation } from '../issue-invitation.ts'

/** A new person, a new link for one who has not joined, or a way back for one who has. */
export const invitationKinds = ['new', 'again', 'recovery'] as const
export type InvitationKind = (typeof invitationKinds)[number]

/** Who was sent a link, and until when it works. The link itself is in the mail alone. */
export type SentInvitation = {
  moderator: Pick<Moderator, 'id' | 'person' | 'role'>
  how: InvitationKind
  expiresAt: Date
}

/**
 * Owes the mail that brings somebody their link. Only their own mailbox gets it: an administrator who saw the link of a
 * colleague could be both of the two people that an approval needs.
 */
export async function mailInvitation(
  tx: Transaction,
  deps: Pick<Deps, 'sealing' | 'now'>,
  {
    moderator,
    how,
    issued,
  }: {
    moderator: Pick<Moderator, 'id' | 'person' | 'role' | 'language'>
    how: InvitationKind
    issued: IssuedInvitation
  },
): Promise<SentInvitation> {
  const { id, person, role, language: lang } = moderator
  const { url, expiresAt } = issued
  const mail = renderInvitation({
    lang,
    name: person.name,
    role,
    isRecovery: how === 'recovery',
    url,
    expiresAt,
  })
  await oweMail(tx, deps, { moderatorId: id, kind: 'invitation', message: { to: person.email, ...mail } })
  return { moderator, how, expiresAt }
}
