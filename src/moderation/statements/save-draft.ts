import type { Deps } from '../../deps.ts'
import type { Draft } from '../../domain/draft.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { updateDraft } from '../../storage/drafts.ts'
import { deleteKeptWriting, keepWriting } from '../../storage/kept-writings.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findMainLanguage } from '../../storage/statements.ts'
import type { KeptContent } from './writing-context.ts'

type SaveCommand = {
  slug: string
  /** That the form showed. */
  revision: number
  draft: Draft
  by: string
  /** The id of what the form gave back, and what it takes out: the one is forgotten, the other kept. */
  kept: string | null
  removed: KeptContent | null
}

/**
 * Saves a draft as it was typed. Refused where somebody else saved since: nobody writes over what they have not seen.
 * The main language of what is published stays, whatever the form says: each version's hash is of the text in it.
 */
export const saveDraft = (
  { db, now, sealing }: Pick<Deps, 'db' | 'now' | 'sealing'>,
  { kept, removed, ...save }: SaveCommand,
): Promise<Result<null, 'changed_meanwhile'>> =>
  db.transaction(async tx => {
    const { slug, by } = save
    const defaultLanguage = (await findMainLanguage(tx, slug)) ?? save.draft.defaultLanguage
    const draft = { ...save.draft, defaultLanguage }
    if ((await updateDraft(tx, { ...save, draft }, now())) === null) return err('changed_meanwhile')
    if (kept !== null) await deleteKeptWriting(tx, kept, by)
    if (removed) await keepWriting(tx, { sealing, now }, { moderatorId: by, slug, content: removed })
    await insertLog(tx, { kind: 'draft-save', moderatorId: by, statement: slug }, now())
    return ok(null)
  })
