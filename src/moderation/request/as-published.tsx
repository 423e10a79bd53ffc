import { andList, type Language, languageName, translator } from '../../i18n/index.ts'
import { foreignNameFacts } from '../../organisations/further-names.ts'
import { SignatoryPreview } from '../../organisations/signatory.tsx'
import { signatoryItem } from '../../organisations/signatory-item.ts'
import type { Details } from '../../storage/details.ts'
import { Facts } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { languagesByName } from './languages-by-name.ts'

type Published = Details & { signedOn?: string | null }

/**
 * What readers see, made by the list's own function: once for all the languages in which it has the same name, the
 * moderator's own language first. Of a withheld name it is what nobody but moderators sees.
 */
export function AsPublished({ lang, details }: { lang: Language; details: Published }) {
  const t = translator(lang)
  const signatory = { ...details.organisation, comment: details.comment, signedOn: details.signedOn ?? null }
  const groups = languagesByName(details.organisation, lang)
  const foreignNames = foreignNameFacts(lang, details.organisation)
  const captionOf = (group: readonly Language[]): string => {
    if (details.nameWithheld) return t('withheld.preview')
    if (groups.length === 1) return t('desk.published.all')
    return t('desk.published.for', {
      languages: andList(
        lang,
        group.map(one => languageName(lang, one)),
      ),
    })
  }
  return (
    <div class="as-published">
      {groups.map(group => {
        const language = group.includes(lang) ? lang : (group[0] ?? lang)
        return (
          <div {...foreignMarks({ language }, lang)}>
            <SignatoryPreview
              caption={<span lang={lang}>{captionOf(group)}</span>}
              item={signatoryItem(signatory, language)}
            />
          </div>
        )
      })}
      {foreignNames.length > 0 && <Facts items={foreignNames} />}
      {details.organisation.website && (
        <p class="hint">
          {t('desk.published.website')} <bdi class="code">{details.organisation.website}</bdi>
        </p>
      )}
    </div>
  )
}
