import { readableHost } from '../domain/hosts.ts'
import {
  bareHost,
  nameIn,
  namesInOrder,
  type Organisation,
  personOf,
  signingAs,
} from '../domain/organisation.ts'
import type { SignerKind } from '../domain/statement.ts'
import { countryName, formatDate, type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { SignatoryItem } from './signatory.tsx'

type Named = Organisation & { founding?: boolean }
/** As the list has it: what a person says of themselves stands beside the kind. */
type Listed = Omit<PublicDetails, 'signer'> & {
  id: string
  version: number
  kind: SignerKind
  title: string | null
  affiliation: string | null
  late?: boolean
}
type PublicDetails = Named & { comment: string | null; signedOn?: string | null }

/**
 * An organisation as the list shows it in a language: under the name it gave for that language, if it
 * gave one. The same function makes the preview, so that nobody agrees to anything else.
 */
export function signatoryItem(
  details: PublicDetails,
  lang: Language,
  statementLanguage?: string,
): SignatoryItem {
  const { country, website, comment, signedOn } = details
  return {
    name: nameIn(details, lang),
    nameLang: languageOfName(details, lang, statementLanguage),
    country: country === null ? undefined : (countryName(lang, country) ?? undefined),
    capacity: capacityOf(details, lang),
    date: signedOn ? { iso: signedOn, text: formatDate(lang, signedOn) } : undefined,
    website:
      website === null ? undefined : { href: website, label: readableHost(bareHost(new URL(website))) },
    comment: comment ?? undefined,
  }
}

/** A person's title and affiliation, never without the words “for identification only”. */
export function capacityOf(details: Pick<Organisation, 'signer'>, lang: Language): SignatoryItem['capacity'] {
  const { title, affiliation } = personOf(details) ?? { title: null, affiliation: null }
  const text = [title, affiliation].filter(part => part !== null).join(', ')
  return text === '' ? undefined : { text, note: translator(lang)('signer.identification') }
}

/**
 * As {@link signatoryItem}, in a list of signatories: with its id, the way to its permanent page, and what it signed.
 */
export function listedItem(
  listed: Listed,
  lang: Language,
  statement: { slug: string; defaultLanguage: string; saysSince: number; readersInDanger: boolean },
): SignatoryItem {
  const { id, version, kind, late } = listed
  const t = translator(lang)
  const signatory = { ...listed, ...signingAs(kind, listed) }
  const item = signatoryItem(signatory, lang, statement.defaultLanguage)
  return {
    ...item,
    website: statement.readersInDanger ? asText(item.website) : item.website,
    id,
    href: paths.list.signatory(lang, statement.slug, id),
    signed: version < statement.saysSince ? t('list.signedVersion', { version }) : undefined,
    late: late ? t('list.late') : undefined,
  }
}

/** Where readers are in danger: nobody goes to a site by a slip of the hand (decision 0021). */
const asText = (website: SignatoryItem['website']) => website && { label: website.label }

/** As {@link signatoryItem}, for whoever looks at their own: nothing in it leads away from the page. */
export function textualItem(details: PublicDetails, lang: Language): SignatoryItem {
  const item = signatoryItem(details, lang)
  return { ...item, website: asText(item.website) }
}

/**
 * The language of the name that a page in `lang` shows, where it is known and another. A founding signatory without
 * further names stands as the statement names it: in the statement's language.
 */
export function languageOfName(
  { name, names, founding }: Pick<Named, 'name' | 'names' | 'founding'>,
  lang: Language,
  statementLanguage?: string,
): string | undefined {
  if (names[lang] !== undefined) return undefined
  const own =
    namesInOrder(names).find(([, one]) => one === name)?.[0] ?? (founding ? statementLanguage : undefined)
  return own === lang ? undefined : own
}
