import * as rules from '../../domain/claims.ts'
import type { Endorsement, DeskError } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { endClaim, findClaims, putClaim } from '../../storage/claims.ts'
import type { Transaction } from '../../storage/client.ts'
import { lockEndorsement } from '../../storage/endorsements.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { mayActOn } from '../../storage/sight.ts'
import type { DecisionDeps } from '../request/decide.ts'

type ClaimCommand = { id: string; moderator: string }
type Claimed = Promise<Result<Endorsement, DeskError>>

/**
 * "I am looking at this", for colleagues to see; `takenFrom`: whose claim the page showed. What is so already stays.
 */
export const claim = (deps: DecisionDeps, command: ClaimCommand & { takenFrom: string | null }): Claimed =>
  onRequest(deps, command, async (tx, endorsement, kept) => {
    const { moderator, takenFrom } = command
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
export const release = (deps: DecisionDeps, command: ClaimCommand): Claimed =>
  onRequest(deps, command, async (tx, endorsement, kept) => {
    const { moderator } = command
    if (!rules.releases(endorsement, { moderator, kept }, deps.now())) return ok(endorsement)
    await endClaim(tx, endorsement.id)
    await insertLog(tx, { kind: 'release', moderatorId: moderator, endorsement }, deps.now())
    return ok(endorsement)
  })

/** The request is locked before its claim is read: of two who press at once, the second sees the first one's. */
const onRequest = (
  { db }: DecisionDeps,
  { id, moderator }: ClaimCommand,
  change: (tx: Transaction, endorsement: Endorsement, kept: rules.Claim | null) => Claimed,
): Claimed =>
  db.transaction(async tx => {
    if (!(await mayActOn(tx, moderator, id))) return err({ reason: 'not_moderator' })
    const endorsement = await lockEndorsement(tx, id)
    if (!endorsement) return err({ reason: 'endorsement_unknown' })
    const kept = (await findClaims(tx, [id])).get(id) ?? null
    return change(tx, endorsement, kept)
  })
