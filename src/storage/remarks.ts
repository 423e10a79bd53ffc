import { and, desc, eq } from 'drizzle-orm'
import type { LogKind } from '../domain/moderation.ts'
import type { Reader } from './client.ts'
import { remarkContext } from './moderation-log.ts'
import { log, remarks } from './schema/moderation-log.ts'
import type { Sealing } from './sealing.ts'

/** The words of the newest deed of a kind: a return's question, a rejection's reason. Null: none, or erased. */
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
