import type { SecondModeratorRule } from './second-moderator.ts'
import type { Courtesy, ListOrder, SignerKind, Source } from './statement.ts'

// What a statement of the desk is to say, as it was typed: of a draft nothing is refused. Whether it can be published
// says draft-check.ts.

export const standings = ['authoritative', 'courtesy'] as const
/** Whether a text is signed, or a translation that binds nobody. */
export type Standing = (typeof standings)[number]

/** One text of the statement; `language` is a tag in its canonical form, and each has one text. */
export type DraftText = {
  language: string
  standing: Standing
  title: string
  /** To whom it is addressed, a line each. */
  addressees: string
  /** Markdown, without the title. */
  body: string
  /** Of a courtesy text. */
  translator: string
  checkedBy: string
}

/** As whom a founding signatory of the desk signs: a person has no founding place. */
export const founderKinds = ['organisation', 'network'] as const satisfies readonly SignerKind[]
export type FounderKind = (typeof founderKinds)[number]

export type DraftFounder = {
  /** For good: by it a signatory that left is not founded again. */
  key: string
  /** An organisation, where nothing is said. */
  kind?: FounderKind
  name: string
  country: string
  /** By language. */
  names: Readonly<Record<string, string>>
  /** A line each; for comparing only. */
  knownNames: string
  knownDomains: string
}

export type Draft = {
  /** The language of the authoritative text that a reader of any other gets. */
  defaultLanguage: string
  texts: readonly DraftText[]
  source: { name: string; url: string; publishedOn: string }
  founders: readonly DraftFounder[]
  settings: {
    /** YYYY-MM-DDTHH:MM on the clocks of the time zone; empty: since ever, for ever. */
    opens: string
    closes: string
    timeZone: string
    order: string
    signers: readonly string[]
    inDanger: boolean
    second: string
  }
}

export const emptyText = (language: string, standing: Standing): DraftText => ({
  language,
  standing,
  title: '',
  addressees: '',
  body: '',
  translator: '',
  checkedBy: '',
})

export const emptyFounder = (key: string): DraftFounder => ({
  key,
  name: '',
  country: '',
  names: {},
  knownNames: '',
  knownDomains: '',
})

/** The title by which the desk names a draft: of its main text, else of whichever has one. */
export function titleOfDraft({ texts, defaultLanguage }: Draft): { title: string; language: string } | null {
  const titled = texts.filter(({ title }) => title.trim() !== '')
  return titled.find(({ language }) => language === defaultLanguage) ?? titled[0] ?? null
}

/** A draft with the title of its first text alone, on the clocks of whoever begins it. */
export const newDraft = (language: string, title: string, timeZone = 'UTC'): Draft => ({
  defaultLanguage: language,
  texts: [{ ...emptyText(language, 'authoritative'), title }],
  source: { name: '', url: '', publishedOn: '' },
  founders: [],
  settings: {
    opens: '',
    closes: '',
    timeZone,
    order: 'date' satisfies ListOrder,
    signers: ['organisation' satisfies SignerKind],
    inDanger: false,
    second: 'doubt',
  },
})

/** The lines of a field that has one for each thing. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map(line => line.trim())
    .filter(line => line !== '')

/** Word processors and web pages put them into words; where a line ends is the reader's. */
export const withoutSoftHyphens = (text: string): string => text.replaceAll('\u00AD', '')

/** What Markdown would take for markup, in a line that is plain text, escaped. */
const asPlain = (line: string): string =>
  line
    .replace(/[\\`*_[\]<>]/g, '\\$&')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')

/**
 * The Markdown that is hashed and signed: the title as its heading, below it the addressees, a line each, then the
 * body. So the hash covers all three.
 */
export function composeText({
  title,
  addressees,
  body,
}: Pick<DraftText, 'title' | 'addressees' | 'body'>): string {
  const to = linesOf(withoutSoftHyphens(addressees)).map(asPlain).join('\\\n')
  const parts = [`# ${withoutSoftHyphens(title).trim().replace(/\s+/g, ' ')}`, to, tidyBody(body)]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

/** Without what programs put at the ends of lines and of a text, and without controls. */
const tidyBody = (body: string): string =>
  withoutSoftHyphens(body)
    .replace(/\r\n?|\v|\f|\u2028|\u2029/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '')

/** A text that can be published. */
export type PublishableText = { language: string; title: string; markdown: string; sha256: string }

export type PublishableFounder = {
  key: string
  /** An organisation, where nothing is said. */
  kind?: FounderKind
  name: string
  country: string | null
  names: Readonly<Record<string, string>>
  knownAs: { names: readonly string[]; domains: readonly string[] }
}

/** A draft that says all that a statement needs. Moments are ISO 8601 in UTC. */
export type Publishable = {
  defaultLanguage: string
  texts: readonly PublishableText[]
  courtesy: readonly (PublishableText & Courtesy)[]
  source: Source | null
  founders: readonly PublishableFounder[]
  opensAt: string | null
  closesAt: string | null
  timeZone: string
  listOrder: ListOrder
  signers: readonly SignerKind[]
  readersInDanger: boolean
  second: SecondModeratorRule
}
