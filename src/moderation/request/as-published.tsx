import { type Language, languages, translator } from '../../i18n/index.ts'
import { SignatoryPreview } from '../../organisations/signatory.tsx'
import { signatoryItem } from '../../organisations/signatory-item.ts'
import type { Details } from '../../storage/details.ts'

type Published = Details & { signedOn?: string | null }

/**
 * What readers see, made by the list's own function: in each language in which it reads differently, or
 * once, where it does not.
 */
export function AsPublished({ lang, details }: { lang: Language; details: Published }) {
  const t = translator(lang)
  const signatory = { ...details.organisation, comment: details.comment, signedOn: details.signedOn ?? null }
  const distinct = new Set(
    languages.map(language => details.organisation.names[language] ?? details.organisation.name),
  )
  const shownLanguages = distinct.size > 1 ? languages : [lang]
  return (
    <div class="as-published">
      {shownLanguages.map(language => (
        <div lang={language === lang ? undefined : language}>
          <SignatoryPreview
            caption={
              shownLanguages.length > 1 ? translator(language)('desk.published.in') : t('desk.published.all')
            }
            item={signatoryItem(signatory, language)}
          />
        </div>
      ))}
      {details.organisation.website && (
        <p class="hint">
          {t('desk.published.website')} <bdi class="code">{details.organisation.website}</bdi>
        </p>
      )}
    </div>
  )
}
