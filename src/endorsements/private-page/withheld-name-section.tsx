import type { Endorsement } from '../../domain/endorsement.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { oneHourActions } from '../one-hour/one-hour-actions.ts'
import { SendLink } from './send-link.tsx'

type WithheldNameProps = { lang: Language; endorsement: Endorsement; token: string; isPrivate: boolean }

/** Of a signatory: whether its name is shown, and the link that changes it. */
export function WithheldNameSection({ lang, endorsement, token, isPrivate }: WithheldNameProps) {
  const t = wordsFor(lang, endorsement)
  const purpose = (['withhold', 'reveal'] as const).find(one => oneHourActions[one].isPossible(endorsement))
  if (!purpose) return null
  return (
    <section class="section">
      <h2>{t(`private.${purpose}.title`)}</h2>
      {isPrivate && purpose === 'reveal' ? (
        <>
          <p>{t('round.reveal')}</p>
          <p>{t('round.reveal.link')}</p>
        </>
      ) : (
        <p>{t(`private.${purpose}.text`)}</p>
      )}
      <SendLink lang={lang} token={token} purpose={purpose} />
    </section>
  )
}
