import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { beginSession } from '../begin-session.ts'
import type { CeremonyDeps, CeremonyError } from '../ceremony/ceremony.ts'
import { type Assertion, acceptPasskey, assertionOptions, checkAssertion } from '../ceremony/show-passkey.ts'

export const signInOptions = (deps: CeremonyDeps) => assertionOptions(deps, 'sign-in')

/** Begins a session for whoever's passkey was shown, and ends the one that the browser had. Gives its token. */
export async function signIn(
  deps: Deps,
  answer: Assertion,
  previous: string | undefined,
): Promise<Result<{ token: string }, CeremonyError>> {
  const checked = await checkAssertion(deps, 'sign-in', answer)
  if (!checked) return err({ reason: 'refused' })
  const { moderatorId } = checked.passkey
  return deps.db.transaction(async tx => {
    const at = deps.now()
    if (!(await acceptPasskey(tx, checked, at))) return err({ reason: 'refused' })
    const session = await beginSession(tx, deps, { moderatorId, previous }, at)
    await insertLog(tx, { kind: 'sign-in', moderatorId }, at)
    return ok(session)
  })
}
