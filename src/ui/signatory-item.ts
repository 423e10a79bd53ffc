import type { Organisation } from '../domain/organisation.ts'
import { countryName, formatDate, type Language, languages } from '../i18n/index.ts'
import type { SignatoryItem } from './signatories.tsx'

type Shown = Organisation & { comment: string | null; signedOn?: string | null }

/**
 * An organisation as the list shows it in a language: under the name it gave for that language, if it
 * gave one. The same function makes the preview, so that nobody agrees to anything else.
 */
export function signatoryItem(
  { name, names, country, website, comment, signedOn }: Shown,
  lang: Language,
): SignatoryItem {
  const own = languages.find(language => names[language] === name)
  return {
    name: names[lang] ?? name,
    nameLang: names[lang] === null && own !== lang ? own : undefined,
    country: country === null ? undefined : (countryName(lang, country) ?? undefined),
    date: signedOn ? { iso: signedOn, text: formatDate(lang, signedOn) } : undefined,
    website:
      website === null
        ? undefined
        : { href: website, label: new URL(website).hostname.replace(/^www\./, '') },
    comment: comment ?? undefined,
  }
}
