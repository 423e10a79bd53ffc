import { and, desc, eq, gt } from 'drizzle-orm'
import type { LogKind } from '../domain/log-kind.ts'
import type { Reader, Transaction } from './client.ts'
import { log, remarks } from './schema/moderation-log.ts'
import type { Sealing } from './sealing.ts'

export const remarkContext = (logId: string) => `remark:${logId}`

/** Keeps a moderator's text on an endorsement: a reason or a question, as it was mailed, or a private note. */
export async function insertRemark(
  tx: Transaction,
  sealing: Sealing,
  { logId, endorsementId, text }: { logId: string; endorsementId: string; text: string },
) {
  const sealed = await sealing.seal(remarkContext(logId), text)
  await tx.insert(remarks).values({ logId, endorsementId, sealed })
}

/** What was said by log entries of a kind since a time, newest first; what is erased is left out. */
export async function findRemarksSince(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
  kind: LogKind,
  since: Date,
): Promise<{ at: Date; text: string }[]> {
  const rows = await reader
    .select({ logId: remarks.logId, at: log.at, sealed: remarks.sealed })
    .from(remarks)
    .innerJoin(log, eq(log.id, remarks.logId))
    .where(and(eq(remarks.endorsementId, endorsementId), eq(log.kind, kind), gt(log.at, since)))
    .orderBy(desc(log.at))
  return Promise.all(
    rows.map(async ({ logId, at, sealed }) => ({
      at,
      text: await sealing.open(remarkContext(logId), sealed),
    })),
  )
}

/** The text of the newest log entry of a kind: a return's question, a rejection's reason. Null: none, or erased. */
export async function findLastRemark(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
  kind: LogKind,
): Promise<string | null> {
  const [row] = await reader
    .select({ logId: remarks.logId, sealed: remarks.sealed })
    .from(remarks)
    .innerJoin(log, eq(log.id, remarks.logId))
    .where(and(eq(remarks.endorsementId, endorsementId), eq(log.kind, kind)))
    .orderBy(desc(log.revision), desc(log.at))
    .limit(1)
  return row ? sealing.open(remarkContext(row.logId), row.sealed) : null
}
