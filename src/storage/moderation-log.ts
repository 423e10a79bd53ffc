import { and, desc, eq } from 'drizzle-orm'
import type { LogKind } from '../domain/moderation.ts'
import type { Transaction } from './client.ts'
import { log, remarks } from './schema/moderation-log.ts'
import type { Sealing } from './sealing.ts'

/** What was done, by codes and ids. */
export type LogEntry = {
  kind: LogKind
  /** Null: whoever can run commands on the server. */
  moderatorId: string | null
  endorsement?: { id: string; revision: number }
  /** The moderator it was done to. */
  subjectId?: string
  statement?: string
  /** Why, where there is a word for it: lower-case letters and hyphens. */
  code?: string
}

/**
 * Notes for good what was done; a moderator's words on an endorsement go sealed beside it, where they can
 * be erased with its contact.
 */
export async function insertLog(tx: Transaction, entry: LogEntry, at: Date): Promise<{ id: string }> {
  const { endorsement, ...rest } = entry
  const id = crypto.randomUUID()
  const about = endorsement ? { endorsementId: endorsement.id, revision: endorsement.revision } : {}
  await tx.insert(log).values({ id, ...rest, ...about, at })
  return { id }
}

export const remarkContext = (logId: string) => `remark:${logId}`

/** The words of a decision or a note: what was mailed as a reason or a question, or a private remark. */
export async function insertRemark(
  tx: Transaction,
  sealing: Sealing,
  { logId, endorsementId, words }: { logId: string; endorsementId: string; words: string },
) {
  const sealed = await sealing.seal(remarkContext(logId), words)
  await tx.insert(remarks).values({ logId, endorsementId, sealed })
}

/** Who last did this to an endorsement; null if nobody did, or the operator. */
export async function findLastDoer(
  tx: Transaction,
  endorsementId: string,
  kind: LogKind,
): Promise<string | null> {
  const [found] = await tx
    .select({ moderatorId: log.moderatorId })
    .from(log)
    .where(and(eq(log.endorsementId, endorsementId), eq(log.kind, kind)))
    .orderBy(desc(log.at))
    .limit(1)
  return found?.moderatorId ?? null
}
