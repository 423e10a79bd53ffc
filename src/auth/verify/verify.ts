import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { SignedIn } from '../../env.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { markVerified } from '../../storage/sessions.ts'
import { makeToken } from '../../storage/tokens.ts'
import type { CeremonyDeps, CeremonyError } from '../ceremony/ceremony.ts'
import type { Purpose } from '../ceremony/challenge.ts'
import { type Assertion, acceptPasskey, assertionOptions, checkAssertion } from '../ceremony/show-passkey.ts'

const purposeOf = ({ session }: SignedIn): Purpose => `verify:${Buffer.from(session.hash).toString('hex')}`

export const verifyOptions = async (deps: CeremonyDeps, signedIn: SignedIn) =>
  assertionOptions(deps, purposeOf(signedIn), await findPasskeysOf(deps.db, signedIn.moderator.id))

/** Notes that the signed-in moderator's own passkey was shown again. Gives the session's new token. */
export async function verify(
  deps: Deps,
  signedIn: SignedIn,
  answer: Assertion,
): Promise<Result<{ token: string }, CeremonyError>> {
  const moderatorId = signedIn.moderator.id
  const checked = await checkAssertion(deps, purposeOf(signedIn), answer)
  if (checked?.passkey.moderatorId !== moderatorId) return err({ reason: 'refused' })
  return deps.db.transaction(async tx => {
    const at = deps.now()
    const { token, hash } = makeToken(deps.random)
    if (!(await acceptPasskey(tx, checked, at))) return err({ reason: 'refused' })
    if (!(await markVerified(tx, signedIn.session.hash, hash, at))) return err({ reason: 'refused' })
    await insertLog(tx, { kind: 'verify', moderatorId }, at)
    return ok({ token })
  })
}
