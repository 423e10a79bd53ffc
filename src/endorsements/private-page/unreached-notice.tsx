import { allows } from '../../domain/actions.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { Notice } from '../../ui/parts.tsx'

type UnreachedProps = {
  lang: Language
  endorsement: Endorsement
  /** The representative's, and that of the site, which people write to. */
  email: string
  writeTo: string
}

/** No mail arrives at the address on file: how another comes in its place. */
export function UnreachedNotice({ lang, endorsement, email, writeTo }: UnreachedProps) {
  if (!allows('changeContact', endorsement)) return null
  const t = wordsFor(lang, endorsement)
  return (
    <Notice kind="stop" heading={t('private.unreached.title')}>
      <p>{t('private.unreached.text', { address: email })}</p>
      <p>{t('private.unreached.same')}</p>
      <p>{t('private.unreached.other', { writeTo })}</p>
    </Notice>
  )
}
