import type { Transaction } from './client.ts'
import { decisions, remarks } from './schema.ts'
import type { Sealing } from './sealing.ts'

export type StoredDecision = {
  id: string
  kind: 'approve' | 'reject'
  revision: number
  moderator: string
  reason?: string
}

/** Notes a decision for good, and its words sealed beside it where they can be erased. */
export async function insertDecision(tx: Transaction, sealing: Sealing, decision: StoredDecision, at: Date) {
  const { id: endorsementId, kind, revision, moderator, reason } = decision
  const id = crypto.randomUUID()
  await tx.insert(decisions).values({ id, endorsementId, kind, revision, moderator, at })
  if (reason === undefined) return
  const sealed = await sealing.seal(`remark:${id}`, reason)
  await tx.insert(remarks).values({ decisionId: id, endorsementId, sealed })
}
