import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { SignedIn } from '../../env.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { markVerified } from '../../storage/sessions.ts'
import { makeToken } from '../../storage/tokens.ts'
import { acceptShown, type assertion, assertionOptions, type CeremonyDeps, checkShown } from '../ceremony.ts'
import type { Purpose } from '../challenge.ts'
import type { Refused } from './sign-in.ts'

const purposeOf = ({ session }: SignedIn): Purpose => `verify:${Buffer.from(session.hash).toString('hex')}`

export const verifyOptions = async (deps: CeremonyDeps, signedIn: SignedIn) =>
  assertionOptions(deps, purposeOf(signedIn), await findPasskeysOf(deps.db, signedIn.moderator.id))

/** Notes that the signed-in moderator's own passkey was shown again. Gives the session's new token. */
export async function verify(
  deps: Deps,
  signedIn: SignedIn,
  answer: z.infer<typeof assertion>,
): Promise<Result<{ token: string }, Refused>> {
  const moderatorId = signedIn.moderator.id
  const shown = await checkShown(deps, purposeOf(signedIn), answer)
  if (shown?.passkey.moderatorId !== moderatorId) return err({ reason: 'refused' })
  return deps.db.transaction(async tx => {
    const at = deps.now()
    const { token, hash } = makeToken(deps.random)
    if (!(await acceptShown(tx, shown, at))) return err({ reason: 'refused' })
    if (!(await markVerified(tx, signedIn.session.hash, hash, at))) return err({ reason: 'refused' })
    await insertLog(tx, { kind: 'verify', moderatorId }, at)
    return ok({ token })
  })
}
