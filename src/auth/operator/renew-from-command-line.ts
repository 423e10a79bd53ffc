import type { Deps } from '../../deps.ts'
import type { Result } from '../../domain/result.ts'
import type { IssueDeps } from '../issue-invitation.ts'
import { type RenewedAccess, renewIn } from '../team/renew-access.ts'
import type { TeamError } from '../team/team-rules.ts'

/** A way back in for whoever runs commands on the server to hand over: no key is there to open an address with. */
export const renewFromCommandLine = (
  deps: IssueDeps & Pick<Deps, 'db'>,
  id: string,
): Promise<Result<RenewedAccess, TeamError>> => deps.db.transaction(tx => renewIn(tx, deps, { by: null, id }))
