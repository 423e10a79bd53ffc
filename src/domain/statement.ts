import { createHash } from 'node:crypto'
import { sortedTags } from './language.ts'

/**
 * How a statement is named in addresses and forms. The schema's CHECK is narrower yet (drizzle/0002_statements.sql).
 */
export const slugPattern = /^[a-z0-9-]{1,100}$/

/** Words that stand where a slug could, in addresses of this site and of those to come. */
const reservedSlugs = new Set(
  (
    'api assets auth confirm embed endorsement export feed final health help home moderation new order preview ' +
    'privacy private ready record robots round s sitemap statement statements static webhooks'
  ).split(' '),
)

export type SlugFault = 'required' | 'invalid' | 'reserved'

/** Why a slug cannot be a new statement's; null where it can. It is chosen once, and never changes. */
export function slugFault(slug: string): SlugFault | null {
  if (slug === '') return 'required'
  if (!slugPattern.test(slug) || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length < 3) return 'invalid'
  return reservedSlugs.has(slug) ? 'reserved' : null
}

/** How a version differs from the one before it: only a substantive one asks signatories again. */
export type Change = 'editorial' | 'substantive'

/** Who changes a statement: a deploy of its files, or administrators at the desk. */
export type Origin = 'files' | 'desk'

/**
 * Who may read a statement: administrators; whoever has its private address; everybody. Whether a public one can be
 * endorsed, {@link opennessOf} says.
 */
export type StatementState = 'draft' | 'private' | 'public'

/** Who may sign a statement. A person signs in their own capacity, and never counts as their organisation. */
export const signerKinds = ['organisation', 'network', 'person'] as const
export type SignerKind = (typeof signerKinds)[number]

/** How many there are of each kind. */
export type KindCounts = Readonly<Record<SignerKind, number>>

export function countKinds(counts: readonly { kind: SignerKind; count: number }[]): KindCounts {
  const byKind = { organisation: 0, network: 0, person: 0 }
  for (const { kind, count } of counts) byKind[kind] += count
  return byKind
}

/** The order of a list after its founding signatories: by the day of signing, by name, by country and name. */
export const listOrders = ['date', 'name', 'country'] as const
export type ListOrder = (typeof listOrders)[number]

type Versions = { version: number; change: Change; earlier: readonly { version: number; change: Change }[] }

/** The version since which the text says what it says now: who signed an earlier one signed something else. */
export function saysTheSameSince({ version, change, earlier }: Versions): number {
  const substantive = [{ version, change }, ...earlier].filter(one => one.change === 'substantive')
  return Math.max(1, ...substantive.map(one => one.version))
}

/** A statement's newest version, and since which one the text says what it says now. */
export type PresentText = { version: number; saysSince: number }

/** The same of all its versions, newest first. */
export function presentTextOf([newest, ...earlier]: readonly {
  version: number
  change: Change
}[]): PresentText {
  if (!newest) throw new Error('a statement without a version')
  return { version: newest.version, saysSince: saysTheSameSince({ ...newest, earlier }) }
}

/** A statement's text as it is hashed: NFC, LF line ends, no byte order mark. */
export const canonicalText = (markdown: string): string =>
  markdown
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')

/** Lower-case hex SHA-256 of the canonical text in UTF-8. */
export const textHash = (markdown: string): string =>
  createHash('sha256').update(canonicalText(markdown), 'utf8').digest('hex')

/** The title is the text's own first heading, so that the hash covers it. */
export function titleAndBody(markdown: string): { title: string; body: string } {
  const text = canonicalText(markdown)
  const heading = /^# +(.+)\n+/.exec(text)
  if (!heading?.[1]) throw new Error('a statement begins with its title as a level 1 heading')
  return { title: heading[1].trim(), body: text.slice(heading[0].length) }
}

/** The text in the language asked for, else the authoritative one, in the statement's default language. */
export function textIn<Text extends { language: string }>(
  texts: readonly Text[],
  wanted: string,
  defaultLanguage: string,
): Text {
  const text = texts.find(t => t.language === wanted) ?? texts.find(t => t.language === defaultLanguage)
  if (!text) throw new Error('a statement without its authoritative text')
  return text
}

/**
 * The text that a form shows and binds: the one that the person read, where it is one of the version's own, else the
 * one for readers of their language. A courtesy text is signed by nobody.
 */
export const textToSign = <Text extends { language: string }>(
  { texts, defaultLanguage }: { texts: readonly Text[]; defaultLanguage: string },
  lang: string,
  read: string | null,
): Text => texts.find(({ language }) => language === read) ?? textIn(texts, lang, defaultLanguage)

/** In which languages a version's text exists, the signed ones and the courtesy texts. */
export const textLanguagesOf = (version: {
  texts: readonly { language: string }[]
  courtesy: readonly { language: string }[]
}): string[] => sortedTags([...version.texts, ...version.courtesy].map(({ language }) => language))

/** Of a translation that binds nobody: who made it, and who checked it against the signed text; null: nobody has. */
export type Courtesy = { translator: string; checkedBy: string | null }

/**
 * The courtesy text for readers of a language; null where there is none, or the signed text is in that language itself.
 */
export function courtesyIn<Text extends { language: string }>(
  { texts, courtesy }: { texts: readonly { language: string }[]; courtesy: readonly Text[] },
  wanted: string,
): Text | null {
  if (texts.some(({ language }) => language === wanted)) return null
  return courtesy.find(({ language }) => language === wanted) ?? null
}

/** Where it was first published, and on which day (YYYY-MM-DD), where that is known. */
export type Source = { name: string; url: string; publishedOn: string | null }
