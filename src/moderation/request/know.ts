import { changedMeanwhile, wrongStatus } from '../../domain/endorsement.ts'
import type { KnownName } from '../../domain/evidence/known-as.ts'
import { ok } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { markNear } from '../../storage/evidence-due.ts'
import { deleteKnown, insertKnown } from '../../storage/known-names.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { type Decided, type DecisionCommand, type DecisionDeps, onRequest } from '../on-request.ts'

/** Notes a name or a domain that a signatory is known by. Nothing public changes, so its revision stays. */
export const addKnown = (deps: DecisionDeps, decision: DecisionCommand, known: KnownName): Decided =>
  change(deps, decision, known, 'known-add', (tx, id) => insertKnown(tx, id, { ...known, fromFiles: false }))

/** Takes back what a moderator noted; what the statement's files give stays. */
export const removeKnown = (deps: DecisionDeps, decision: DecisionCommand, known: KnownName): Decided =>
  change(deps, decision, known, 'known-remove', (tx, id) =>
    deleteKnown(tx, id, { ...known, fromFiles: false }),
  )

/** Changes and logs, on the revision that the page showed. What is as wished already is no change, and no refusal. */
const change = (
  deps: DecisionDeps,
  { id, revision, moderator }: DecisionCommand,
  { value }: KnownName,
  kind: 'known-add' | 'known-remove',
  apply: (tx: Transaction, id: string) => Promise<boolean>,
): Decided =>
  onRequest(deps, { id, moderator }, async (tx, endorsement) => {
    const { sealing, now } = deps
    if (endorsement.revision !== revision) return changedMeanwhile(endorsement)
    if (endorsement.status !== 'approved') return wrongStatus(endorsement)
    // Those whose evidence knew it by what is taken away, and those whose evidence knows it by what is added.
    await markNear(tx, endorsement)
    if (!(await apply(tx, id))) return ok(endorsement)
    await markNear(tx, endorsement)
    const entry = await insertLog(tx, { kind, moderatorId: moderator, endorsement }, now())
    await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text: value })
    return ok(endorsement)
  })
