import { renderUpdate } from '../../../emails/update.tsx'
import type { Deps } from '../../deps.ts'
import { type Language, languages } from '../../domain/language.ts'
import type { Message } from '../../mail/mailer.ts'
import { findUpdateFacts } from '../../mail/update-facts.ts'
import { paths } from '../../paths.ts'
import type { Reader } from '../../storage/client.ts'
import type { Update } from '../../storage/updates.ts'

export type UpdatePreview = Omit<Message, 'to'> & { lang: Language }

/** The mails as they would go out now, in each language: only the secret part of the last link is not in them. */
export async function previewUpdate(
  reader: Reader,
  deps: Pick<Deps, 'config'>,
  update: Update,
): Promise<UpdatePreview[]> {
  const previews: UpdatePreview[] = []
  for (const lang of languages) {
    const unsubscribeUrl = deps.config.publicUrl + paths.site.unsubscribe(lang, '…')
    const facts = await findUpdateFacts(reader, deps, update, lang)
    previews.push({ lang, ...renderUpdate({ ...facts, unsubscribeUrl }) })
  }
  return previews
}
