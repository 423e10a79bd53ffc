import { createHash } from 'node:crypto'
import { interfaceFor, isolated } from '../../domain/language.ts'
import { dayOfLastChange } from '../../domain/list-dates.ts'
import { signingAs } from '../../domain/organisation.ts'
import { textIn } from '../../domain/statement.ts'
import { uuidOfHash } from '../../domain/uuid.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { escapeXml } from '../../formats/xml.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { signatoryItem } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import type { Signatory, Withdrawal } from '../../storage/signatory-list.ts'
import { onSiteSince } from '../statement/on-site-since.ts'
import { wordsAbout } from '../words.ts'

/** The feed's own address: without a language where it is the statement's. */
export const atomPath = (
  { slug, defaultLanguage }: Pick<PublicStatement, 'slug' | 'defaultLanguage'>,
  lang: Language,
): string => paths.api.signatoriesAtom(slug) + (lang === interfaceFor(defaultLanguage) ? '' : `?lang=${lang}`)

/**
 * The newest endorsing signatories as a feed (RFC 4287), and those that left as tombstones (RFC 6721): an id and a
 * day, never a name. Ids do not depend on where the site is, so that a reader knows them again after it had to move.
 */
export function atomFeed(publicUrl: string, lang: Language, statement: PublicStatement): string {
  const { slug, texts, defaultLanguage, newest, withdrawals, source } = statement
  const t = translator(lang)
  const text = textIn(texts, lang, defaultLanguage)
  const title = isolated(text.title, text.language, lang)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="${lang}">`,
    element('id', `urn:uuid:${feedId(slug, lang)}`),
    element('title', t('list.feed.title', { title })),
    element('subtitle', wordsAbout(lang, statement)('list.feed.subtitle')),
    element('updated', instant(dayOfLastChange(statement, onSiteSince(statement)))),
    `<author>${element('name', t('site.name'))}</author>`,
    link('self', publicUrl + atomPath(statement, lang), mediaTypes.atom.split(';', 1)[0]),
    link('alternate', publicUrl + paths.statement.page(lang, slug), 'text/html'),
    ...(source ? [link('related', source.url)] : []),
    ...newest.map(signatory => entry(publicUrl, lang, statement, signatory)),
    ...withdrawals.map(tombstone),
    '</feed>',
    '',
  ].join('\n')
}

function entry(publicUrl: string, lang: Language, statement: PublicStatement, signatory: Signatory): string {
  const { kind } = signatory
  const { name, nameLang, capacity, country, comment } = signatoryItem(
    { ...signatory, ...signingAs(kind, signatory) },
    lang,
  )
  const standing = capacity && `${capacity.text} (${capacity.note})`
  const about = [standing, country, comment].filter(part => part !== undefined).join('\n')
  return [
    '<entry>',
    element('id', entryId(signatory.id)),
    element('title', name, nameLang),
    element('updated', instant(signatory.signedOn ?? onSiteSince(statement))),
    link('alternate', publicUrl + paths.list.signatory(lang, statement.slug, signatory.id), 'text/html'),
    `<category term="${kind}" label="${escapeXml(translator(lang)(`signer.${kind}`))}"/>`,
    signatory.website === null ? '' : link('related', signatory.website),
    about ? element('summary', about) : '',
    '</entry>',
  ].join('')
}

const tombstone = ({ id, withdrawnOn }: Withdrawal): string =>
  `<at:deleted-entry ref="${entryId(id)}" when="${instant(withdrawnOn)}"/>`

/** Text constructs are plain text where no `type` is given (RFC 4287, 3.1.1.1): nothing in one is markup. */
const element = (name: string, text: string, lang?: string): string =>
  `<${name}${lang ? ` xml:lang="${lang}"` : ''}>${escapeXml(text)}</${name}>`

const link = (rel: string, href: string, type?: string): string =>
  `<link rel="${rel}"${type ? ` type="${type}"` : ''} href="${escapeXml(href)}"/>`

const entryId = (id: string): string => `urn:uuid:${id}`

const instant = (day: string): string => `${day}T00:00:00Z`

/** Any UUID, for good: it makes the names below ours. */
const namespace = Buffer.from('8d2f3a0b9f6c4a1e8c59b0c2f4e7d613', 'hex')

/** RFC 9562, 5.5: the same for the same statement and language, wherever the site is. */
const feedId = (slug: string, lang: Language): string =>
  uuidOfHash(createHash('sha1').update(namespace).update(`${slug}/${lang}`).digest(), 5)
