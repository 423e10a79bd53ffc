import type { Deps } from '../../deps.ts'
import { type Draft, newDraft } from '../../domain/draft.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { insertDraft } from '../../storage/drafts.ts'
import { deleteKeptWriting } from '../../storage/kept-writings.ts'
import { insertLog } from '../../storage/moderation-log.ts'

type NewDraft = {
  slug: string
  title: string
  language: string
  by: string
  /** Of whoever begins it. */
  timeZone: string
  /** What it begins with: a draft that was kept, as another one was deleted meanwhile. */
  kept: { id: string; draft: Draft } | null
}

/** Begins the draft of a statement, under a slug that is its own for good. */
export const beginDraft = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { slug, title, language, by, timeZone, kept }: NewDraft,
): Promise<Result<null, 'taken'>> =>
  db.transaction(async tx => {
    const draft = kept?.draft ?? newDraft(language, title, timeZone)
    if (!(await insertDraft(tx, { slug, draft, by }, now()))) return err('taken')
    if (kept) await deleteKeptWriting(tx, kept.id, by)
    await insertLog(tx, { kind: 'draft-begin', moderatorId: by, statement: slug }, now())
    return ok(null)
  })
