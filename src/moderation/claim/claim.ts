import * as rules from '../../domain/claims.ts'
import { ok } from '../../domain/result.ts'
import { endClaim, findClaims, putClaim } from '../../storage/claims.ts'
import type { Transaction } from '../../storage/client.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { type Decided, type DecisionDeps, onRequest } from '../on-request.ts'

type ClaimCommand = { id: string; moderator: string }

/**
 * "I am looking at this", for colleagues to see; `takenFrom`: whose claim the page showed. What is so already stays.
 */
export const claim = (deps: DecisionDeps, command: ClaimCommand & { takenFrom: string | null }): Decided =>
  onRequest(deps, command, async (tx, endorsement) => {
    const { moderator, takenFrom } = command
    const kept = await findKept(tx, endorsement.id)
    const decided = rules.claim(endorsement, { moderator, kept, takenFrom }, deps.now())
    if (!decided.ok) return decided
    if (!decided.value) return ok(endorsement)
    const { claim: claimed, log: kind } = decided.value
    await putClaim(tx, endorsement.id, claimed)
    const subject = kind === 'take-over' && kept ? { subjectId: kept.by } : {}
    await insertLog(tx, { kind, moderatorId: moderator, endorsement, ...subject }, deps.now())
    return ok(endorsement)
  })

/** Gives a claim back. One that has ended, or that a colleague has taken over, is none to give back. */
export const release = (deps: DecisionDeps, command: ClaimCommand): Decided =>
  onRequest(deps, command, async (tx, endorsement) => {
    const { moderator } = command
    const kept = await findKept(tx, endorsement.id)
    if (!rules.releases(endorsement, { moderator, kept }, deps.now())) return ok(endorsement)
    await endClaim(tx, endorsement.id)
    await insertLog(tx, { kind: 'release', moderatorId: moderator, endorsement }, deps.now())
    return ok(endorsement)
  })

const findKept = async (tx: Transaction, id: string): Promise<rules.Claim | null> =>
  (await findClaims(tx, [id])).get(id) ?? null
