import type { Deps } from '../deps.ts'
import type { DeskError, Endorsement } from '../domain/endorsement.ts'
import { err, type Result } from '../domain/result.ts'
import type { Transaction } from '../storage/client.ts'
import { lockEndorsement } from '../storage/endorsements.ts'
import { mayActOn } from '../storage/sight.ts'

/** What the desk's verbs need: no mailer, as the outbox is what they write to. */
export type DecisionDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'now' | 'random'>

/** A decision on the revision that the moderator saw; `moderator` is their id. */
export type DecisionCommand = { id: string; revision: number; moderator: string }

/** The endorsement as it stands after a verb, or why the verb did nothing. */
export type Decided = Promise<Result<Endorsement, DeskError>>

/**
 * Works on a request in one transaction, for somebody who may act on it. It is locked before anything else of it is
 * read: of two who press at once, the second sees what the first has done.
 */
export const onRequest = (
  { db }: Pick<DecisionDeps, 'db'>,
  { id, moderator }: Omit<DecisionCommand, 'revision'>,
  work: (tx: Transaction, endorsement: Endorsement) => Decided,
): Decided =>
  db.transaction(async tx => {
    // Locked to the end: whoever is suspended meanwhile does nothing more.
    if (!(await mayActOn(tx, moderator, id))) return err({ reason: 'not_moderator' })
    const endorsement = await lockEndorsement(tx, id)
    return endorsement ? work(tx, endorsement) : err({ reason: 'endorsement_unknown' })
  })
