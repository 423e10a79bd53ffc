import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { spendChallenge } from '../../storage/challenges.ts'
import type { Transaction } from '../../storage/client.ts'
import {
  endInvitationsOf,
  type InvitationError,
  type InvitationPurpose,
  type SealedInvitation,
  spendInvitation,
  wipeSealedInvitation,
} from '../../storage/invitations.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { insertModerator, lockStanding, reviseInvited, setModeratorStatus } from '../../storage/moderators.ts'
import { insertPasskey } from '../../storage/passkeys.ts'
import { beginSession } from '../begin-session.ts'
import type { Purpose } from '../ceremony/challenge.ts'
import { type Attestation, attestationOptions, checkAttestation } from '../ceremony/register-passkey.ts'
import type { CeremonyError } from '../ceremony/relying-party.ts'
import { tellAdministrators } from '../tell-administrators.ts'
import { type OpenInvitation, statusFor } from './open-invitation.ts'

/** With the id, as the passkey is that person's for good, and an address may become known in between. */
const purposeOf = ({ invitation, moderator }: OpenInvitation): Purpose =>
  `register:${Buffer.from(invitation.hash).toString('hex')}:${moderator.id}`

export const joinOptions = (deps: Deps, open: OpenInvitation, siteName: string) => {
  const { id, person } = open.moderator
  return attestationOptions(deps, purposeOf(open), { id, name: person.name, siteName })
}

/** What the log and the administrators are told, by what the invitation is for. */
const news = {
  join: { log: 'join', mail: 'moderator-joined' },
  device: { log: 'passkey-add', mail: 'passkey-added' },
} as const satisfies Record<InvitationPurpose, unknown>

/**
 * Makes the passkey that an invitation allows, uses the invitation up, and begins a session: a new moderator
 * is active from here. Ends the session that the browser had. Gives the new one's token.
 */
export async function join(
  deps: Deps,
  open: OpenInvitation,
  answer: Attestation,
  previous: string | undefined,
): Promise<Result<{ token: string }, CeremonyError | InvitationError>> {
  const { invitation, moderator } = open
  const { id: moderatorId } = moderator
  const checked = await checkAttestation(deps, purposeOf(open), moderatorId, answer)
  if (!checked) return err({ reason: 'refused' })
  return deps.db.transaction(async tx => {
    const at = deps.now()
    const fromCommandLine = invitation.moderatorId === null
    const standing = await lockStanding(tx, moderatorId)
    const isNew = fromCommandLine && !standing
    if (!isNew && standing?.status !== statusFor(invitation)) return err({ reason: 'used' })
    if (!(await spendChallenge(tx, checked.challenge))) return err({ reason: 'refused' })
    if (!(await spendInvitation(tx, invitation.hash, at))) return err({ reason: 'used' })
    if (fromCommandLine && !(await enrol(tx, deps, invitation, moderator, isNew)))
      return err({ reason: 'used' })
    await insertPasskey(tx, checked.passkey, at)
    if (invitation.purpose === 'join') await setModeratorStatus(tx, moderatorId, 'active')
    const session = await beginSession(tx, deps, { moderatorId, previous }, at)
    // An invitation from the command line named nobody: the log says here whom it brought.
    const subject = fromCommandLine ? { subjectId: moderatorId } : {}
    const { log, mail } = news[invitation.purpose]
    await insertLog(tx, { kind: log, moderatorId, ...subject }, at)
    await tellAdministrators(tx, deps, { kind: mail, subjectId: moderatorId })
    return ok(session)
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
