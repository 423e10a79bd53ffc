import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { deleteKeptWriting } from '../../storage/kept-writings.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findTimes } from '../../storage/statement-times.ts'
import {
  deleteUpdate as deleteRow,
  insertUpdate,
  lockUpdate,
  reviseUpdate,
  type Update,
  type WrittenUpdate,
} from '../../storage/updates.ts'

type WriteDeps = Pick<Deps, 'db' | 'now'>
type WriteRefusal = { reason: 'not_public' | 'unknown' | 'changed_meanwhile' | 'sent_already' }
type At = { slug: string; id: string; revision: number }

/**
 * Begins an update of a public statement. Nobody gets anything before another administrator sends it. `kept`: what was
 * kept of it, which is saved now.
 */
export const beginUpdate = (
  { db, now }: WriteDeps,
  slug: string,
  written: WrittenUpdate,
  kept: string | null = null,
): Promise<Result<string, WriteRefusal>> =>
  db.transaction(async tx => {
    const times = await findTimes(tx, slug)
    if (!times) return err({ reason: 'unknown' })
    if (times.state !== 'public') return err({ reason: 'not_public' })
    const id = await insertUpdate(tx, slug, written, now())
    await insertLog(tx, { kind: 'update-write', moderatorId: written.by, statement: slug }, now())
    if (kept !== null) await deleteKeptWriting(tx, kept, written.by)
    return ok(id)
  })

/** One that was not sent, as the form showed it; nobody else changes it until the transaction ends. */
async function lockUnsent(
  tx: Transaction,
  { slug, id, revision }: At,
): Promise<Result<Update, WriteRefusal>> {
  const update = await lockUpdate(tx, slug, id)
  if (!update) return err({ reason: 'unknown' })
  if (update.sentAt !== null) return err({ reason: 'sent_already' })
  return update.revision === revision ? ok(update) : err({ reason: 'changed_meanwhile' })
}

/** Saves it anew, at the revision that the form showed: whoever saves is then who wrote it. */
export const saveUpdate = (
  { db, now }: WriteDeps,
  at: At,
  written: WrittenUpdate,
  kept: string | null = null,
): Promise<Result<string, WriteRefusal>> =>
  db.transaction(async tx => {
    const locked = await lockUnsent(tx, at)
    if (!locked.ok) return locked
    await reviseUpdate(tx, locked.value, written, now())
    await insertLog(tx, { kind: 'update-write', moderatorId: written.by, statement: at.slug }, now())
    if (kept !== null) await deleteKeptWriting(tx, kept, written.by)
    return ok(at.id)
  })

/** Deletes one that was not sent, as its page showed it. */
export const deleteUpdate = (
  { db, now }: WriteDeps,
  at: At,
  by: string,
): Promise<Result<null, WriteRefusal>> =>
  db.transaction(async tx => {
    const locked = await lockUnsent(tx, at)
    if (!locked.ok) return locked
    await deleteRow(tx, at.id)
    await insertLog(tx, { kind: 'update-delete', moderatorId: by, statement: at.slug }, now())
    return ok(null)
  })
