import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { lockAdministrators, lockStanding, type Standing } from '../../storage/moderators.ts'
import { type TeamAction, type TeamError, teamRefusal } from './team-rules.ts'

/** Who is changed, and by which administrator; `by` is null for whoever can run commands on the server. */
export type TeamCommand = { by: string | null; id: string }

/** Locks whom an action is for, if the rules allow it; the administrators are locked first, in every verb. */
export async function lockMember(
  tx: Transaction,
  action: TeamAction,
  { by, id }: TeamCommand,
): Promise<Result<Standing, TeamError>> {
  const administrators = await lockAdministrators(tx)
  const member = await lockStanding(tx, id)
  const refusal = teamRefusal(action, { by, id, status: member?.status ?? null, administrators })
  if (refusal) return err(refusal)
  return member ? ok(member) : err({ reason: 'unknown' })
}
