import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { spendChallenge } from '../../storage/challenges.ts'
import type { Transaction } from '../../storage/client.ts'
import {
  endInvitationsOf,
  findInvitation,
  type Invitation,
  type InvitationError,
  type SealedInvitation,
  spendInvitation,
  wipeSealedInvitation,
} from '../../storage/invitations.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import {
  findModerator,
  findModeratorByAddress,
  insertModerator,
  lockStanding,
  type Moderator,
  type Person,
  reviseInvited,
  setModeratorStatus,
} from '../../storage/moderators.ts'
import { insertPasskey } from '../../storage/passkeys.ts'
import { deleteSession, insertSession } from '../../storage/sessions.ts'
import { hashToken, makeToken } from '../../storage/tokens.ts'
import { type attestation, attestationOptions, checkMade } from '../ceremony.ts'
import type { Purpose } from '../challenge.ts'
import { idOfInvited, invitationContext, sealingOfLink } from '../link-sealing.ts'
import type { Refused } from './sign-in.ts'
import { tellAdministrators } from '../tell-administrators.ts'

/** An invitation, and who they are, or will be once they have joined. */
export type OpenInvitation = {
  invitation: Invitation
  moderator: Pick<Moderator, 'id' | 'person' | 'role' | 'language'>
}

type OpenDeps = Pick<Deps, 'db' | 'sealing' | 'now' | 'random'>

/** What an invitation opens. Looking changes nothing; one for somebody who was suspended since is used up. */
export async function openInvitation(
  deps: OpenDeps,
  token: string,
): Promise<Result<OpenInvitation, InvitationError>> {
  const found = await findInvitation(deps.db, token, deps.now())
  if (!found.ok) return found
  const invitation = found.value
  if (invitation.moderatorId === null) return openSealed(deps, token, invitation)
  const moderator = await findModerator(deps.db, deps.sealing, invitation.moderatorId)
  if (moderator?.status !== statusFor(invitation)) return err({ reason: 'used' })
  return ok({ invitation, moderator })
}

/**
 * One from the command line, which did not know whether the address is somebody's. It is of use to the new and to
 * those who have not joined: a way back for the active is given by their id, never by an address.
 */
async function openSealed(
  { db, sealing, random }: OpenDeps,
  token: string,
  invitation: SealedInvitation,
): Promise<Result<OpenInvitation, InvitationError>> {
  const { hash, sealed, role, language } = invitation
  const opened = await sealingOfLink(token, random).open(invitationContext(hash), sealed)
  const person = JSON.parse(opened) as Person
  const known = await findModeratorByAddress(db, sealing, person.email)
  if (known && known.status !== statusFor(invitation)) return err({ reason: 'used' })
  return ok({ invitation, moderator: { id: known?.id ?? idOfInvited(hash), person, role, language } })
}

const statusFor = ({ purpose }: Invitation) => (purpose === 'join' ? 'invited' : 'active')

/** With the id, as the passkey is that person's for good, and an address may become known in between. */
const purposeOf = ({ invitation, moderator }: OpenInvitation): Purpose =>
  `register:${Buffer.from(invitation.hash).toString('hex')}:${moderator.id}`

export const joinOptions = (deps: Deps, open: OpenInvitation, siteName: string) => {
  const { id, person } = open.moderator
  return attestationOptions(deps, purposeOf(open), { id, name: person.name, siteName })
}

/**
 * Makes the passkey that an invitation allows, uses the invitation up, and begins a session: a new moderator
 * is active from here. Ends the session that the browser had. Gives the new one's token.
 */
export async function join(
  deps: Deps,
  open: OpenInvitation,
  answer: z.infer<typeof attestation>,
  previous: string | undefined,
): Promise<Result<{ token: string }, Refused | InvitationError>> {
  const { invitation, moderator } = open
  const { id: moderatorId } = moderator
  const made = await checkMade(deps, purposeOf(open), moderatorId, answer)
  if (!made) return err({ reason: 'refused' })
  return deps.db.transaction(async tx => {
    const at = deps.now()
    const fromCommandLine = invitation.moderatorId === null
    const standing = await lockStanding(tx, moderatorId)
    const isNew = fromCommandLine && !standing
    if (!isNew && standing?.status !== statusFor(invitation)) return err({ reason: 'used' })
    if (!(await spendChallenge(tx, made.challenge))) return err({ reason: 'refused' })
    if (!(await spendInvitation(tx, invitation.hash, at))) return err({ reason: 'used' })
    if (fromCommandLine && !(await enrol(tx, deps, invitation, moderator, isNew)))
      return err({ reason: 'used' })
    await insertPasskey(tx, made.passkey, at)
    if (invitation.purpose === 'join') await setModeratorStatus(tx, moderatorId, 'active')
    const { token, hash } = makeToken(deps.random)
    const ended = previous ? hashToken(previous) : null
    if (ended) await deleteSession(tx, ended)
    await insertSession(tx, { hash, moderatorId }, at)
    const [kind, news] =
      invitation.purpose === 'join'
        ? (['join', 'moderator-joined'] as const)
        : (['passkey-add', 'passkey-added'] as const)
    // An invitation from the command line named nobody: the log says here whom it brought.
    const subject = fromCommandLine ? { subjectId: moderatorId } : {}
    await insertLog(tx, { kind, moderatorId, ...subject }, at)
    await tellAdministrators(tx, deps, { kind: news, subjectId: moderatorId })
    return ok({ token })
  })
}

/**
 * Brings whom the command line invited into the team, or puts right what it knows of them. False where another
 * invitation for the same address was faster by a moment: this one is used up then, too.
 */
async function enrol(
  tx: Transaction,
  { sealing }: Pick<Deps, 'sealing'>,
  { hash, createdAt }: SealedInvitation,
  moderator: OpenInvitation['moderator'],
  isNew: boolean,
): Promise<boolean> {
  if (isNew) {
    if (!(await insertModerator(tx, sealing, moderator, createdAt))) return false
  } else {
    await reviseInvited(tx, sealing, moderator)
    await endInvitationsOf(tx, moderator.id)
  }
  await wipeSealedInvitation(tx, hash, moderator.id)
  return true
}
