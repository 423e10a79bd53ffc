import * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { languages } from '../../domain/language.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { type Preferences, setPreferences } from '../../storage/moderators.ts'

/** A box that is not ticked is not sent. */
const ticked = z
  .string()
  .optional()
  .transform(value => value === 'yes')

export const preferencesForm = z.object({
  language: z.enum(languages),
  /** As it was typed; a form from before the zones does not send it. */
  time_zone: z.string().max(1000).optional(),
  tell_waiting: ticked,
  tell_digest: ticked,
})

/** Keeps which language and mails a moderator chose for themself. */
export const choosePreferences = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  moderatorId: string,
  preferences: Preferences,
): Promise<void> =>
  db.transaction(async tx => {
    await setPreferences(tx, moderatorId, preferences)
    await insertLog(tx, { kind: 'preferences', moderatorId }, now())
  })
