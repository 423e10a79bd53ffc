import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { spendChallenge } from '../../storage/challenges.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findModerator, lockStanding } from '../../storage/moderators.ts'
import { insertPasskey } from '../../storage/passkeys.ts'
import type { Purpose } from '../ceremony/challenge.ts'
import { type Attestation, attestationOptions, checkAttestation } from '../ceremony/register-passkey.ts'
import type { CeremonyError } from '../ceremony/relying-party.ts'
import { tellAdministrators } from '../tell-administrators.ts'

const purposeOf = (moderatorId: string): Purpose => `register:${moderatorId}`

export async function addPasskeyOptions(deps: Deps, moderatorId: string, siteName: string) {
  const moderator = await findModerator(deps.db, deps.sealing, moderatorId)
  if (!moderator) throw new Error('a session of nobody')
  const { name } = moderator.person
  return attestationOptions(deps, purposeOf(moderatorId), { id: moderatorId, name, siteName })
}

/** Adds a passkey to those of a signed-in moderator. The administrators and the person are told. */
export async function addPasskey(
  deps: Deps,
  moderatorId: string,
  answer: Attestation,
): Promise<Result<null, CeremonyError>> {
  const checked = await checkAttestation(deps, purposeOf(moderatorId), moderatorId, answer)
  if (!checked) return err({ reason: 'refused' })
  return deps.db.transaction(async tx => {
    const at = deps.now()
    const moderator = await lockStanding(tx, moderatorId)
    if (moderator?.status !== 'active') return err({ reason: 'refused' })
    if (!(await spendChallenge(tx, checked.challenge))) return err({ reason: 'refused' })
    await insertPasskey(tx, checked.passkey, at)
    await insertLog(tx, { kind: 'passkey-add', moderatorId }, at)
    await tellAdministrators(tx, deps, { kind: 'passkey-added', subjectId: moderatorId })
    return ok(null)
  })
}
