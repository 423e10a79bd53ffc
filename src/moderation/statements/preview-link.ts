import type { Deps } from '../../deps.ts'
import { previewLifetime } from '../../domain/durations.ts'
import { setPreview } from '../../storage/drafts.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { makeToken } from '../../storage/tokens.ts'

type Command = { slug: string; by: string }

/**
 * Makes a link by which whoever has it reads a draft, and nothing else. It takes the place of the one before. Gives its
 * token, which is shown once; null for an unknown draft.
 */
export const makePreviewLink = (
  { db, now, random }: Pick<Deps, 'db' | 'now' | 'random'>,
  { slug, by }: Command,
): Promise<string | null> =>
  db.transaction(async tx => {
    const { token, hash } = makeToken(random)
    const until = new Date(now().getTime() + previewLifetime)
    if (!(await setPreview(tx, slug, { hash, until }))) return null
    await insertLog(tx, { kind: 'preview-make', moderatorId: by, statement: slug }, now())
    return token
  })

/** Takes the link back: it opens nothing any more. */
export const endPreviewLink = ({ db, now }: Pick<Deps, 'db' | 'now'>, { slug, by }: Command): Promise<void> =>
  db.transaction(async tx => {
    if (!(await setPreview(tx, slug, null))) return
    await insertLog(tx, { kind: 'preview-end', moderatorId: by, statement: slug }, now())
  })
