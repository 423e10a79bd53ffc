import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { deleteSession, insertSession } from '../../storage/sessions.ts'
import { hashToken, makeToken } from '../../storage/tokens.ts'
import { acceptShown, type assertion, assertionOptions, type CeremonyDeps, checkShown } from '../ceremony.ts'

/** One refusal for an unknown passkey, a bad signature and a suspended moderator. */
export type Refused = { reason: 'refused' }

export const signInOptions = (deps: CeremonyDeps) => assertionOptions(deps, 'sign-in')

/** Begins a session for whoever's passkey was shown, and ends the one that the browser had. Gives its token. */
export async function signIn(
  deps: Deps,
  answer: z.infer<typeof assertion>,
  previous: string | undefined,
): Promise<Result<{ token: string }, Refused>> {
  const shown = await checkShown(deps, 'sign-in', answer)
  if (!shown) return err({ reason: 'refused' })
  const { moderatorId } = shown.passkey
  return deps.db.transaction(async tx => {
    const at = deps.now()
    if (!(await acceptShown(tx, shown, at))) return err({ reason: 'refused' })
    const { token, hash } = makeToken(deps.random)
    const ended = previous ? hashToken(previous) : null
    if (ended) await deleteSession(tx, ended)
    await insertSession(tx, { hash, moderatorId }, at)
    await insertLog(tx, { kind: 'sign-in', moderatorId }, at)
    return ok({ token })
  })
}
