import type { Deps } from '../../deps.ts'
import { deleteDraft } from '../../storage/drafts.ts'
import { insertLog } from '../../storage/moderation-log.ts'

/**
 * Deletes a draft that was never published, at the revision that its page showed; false where it is not that any more.
 */
export const removeDraft = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { slug, revision, by }: { slug: string; revision: number; by: string },
): Promise<boolean> =>
  db.transaction(async tx => {
    if (!(await deleteDraft(tx, slug, revision))) return false
    await insertLog(tx, { kind: 'draft-delete', moderatorId: by, statement: slug }, now())
    return true
  })
