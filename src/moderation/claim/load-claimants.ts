import type { Deps } from '../../deps.ts'
import { standingClaim } from '../../domain/claims.ts'
import type { Status } from '../../domain/endorsement.ts'
import { findClaims } from '../../storage/claims.ts'
import { namesOfModerators } from '../../storage/moderators.ts'

/** Who looks at each of these requests, by the request's id; those that nobody looks at are left out. */
export async function loadClaimants(
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  requests: readonly { id: string; status: Status }[],
): Promise<Map<string, string>> {
  const claims = await findClaims(
    db,
    requests.map(({ id }) => id),
  )
  const standing = requests.flatMap(request => {
    const claim = standingClaim(claims.get(request.id) ?? null, request, now())
    return claim ? [{ id: request.id, by: claim.by }] : []
  })
  const names = await namesOfModerators(
    db,
    sealing,
    standing.map(({ by }) => by),
  )
  return new Map(standing.map(({ id, by }) => [id, names.get(by) ?? '']))
}
