import { ConfigError } from '../config.ts'
import type { Transaction } from '../storage/client.ts'
import { insertExtension, lockTimes } from '../storage/statement-times.ts'
import type { StatementFiles } from './files.ts'

/**
 * Notes in the open that the files move a deadline later. Once the final list is frozen a deploy with another deadline
 * does not start.
 */
export async function syncDeadline(
  tx: Transaction,
  { now }: { now: () => Date },
  { slug, closesAt }: StatementFiles,
) {
  const times = await lockTimes(tx, slug)
  const from = times?.closesAt ?? null
  const to = closesAt === null ? null : new Date(closesAt)
  if (!times || from?.getTime() === to?.getTime()) return
  if (times.frozen) throw listFrozen(slug, from)
  const at = now()
  if (from === null || to === null || to <= from || to <= at) return
  await insertExtension(tx, slug, { from, to, at, moderatorId: null })
}

const listFrozen = (slug: string, closesAt: Date | null) =>
  new ConfigError(
    `statements: ${slug}: the final list is frozen. closesAt in statement.json stays ${closesAt?.toISOString() ?? 'null'}.`,
  )
