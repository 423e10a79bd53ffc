import { nameIn, type Organisation } from '../domain/organisation.ts'
import type { Language } from '../i18n/index.ts'
import { languageOfName } from '../organisations/signatory-item.ts'
import { Name } from '../ui/name.tsx'

type Named = Pick<Organisation, 'name' | 'names'>

/**
 * The name by which the desk calls an organisation, wherever it speaks of it: the one that it gave for the moderator's
 * language, else its main one. A row, a title and a notice of what was done never differ in it.
 */
export const deskName = (lang: Language, organisation: Named): string => nameIn(organisation, lang)

/** The same on a page. */
export const OrganisationName = ({ lang, organisation }: { lang: Language; organisation: Named }) => (
  <Name lang={languageOfName(organisation, lang)}>{deskName(lang, organisation)}</Name>
)
