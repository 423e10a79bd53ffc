import * as z from 'zod'
import { byLanguage as byInterfaceLanguage, languages } from '../../domain/language.ts'
import { longestSearch } from '../../domain/limits.ts'
import type { NamesOrNull } from '../../domain/organisation.ts'
import { type KindCounts, type ListOrder, listOrders, signerKinds } from '../../domain/statement.ts'
import { hasLetterOrDigit } from '../../domain/text.ts'
import type { Signatory } from '../../storage/signatory-list.ts'
import { listSorts, noCountry } from '../../storage/signatory-list-sql.ts'
import { mostMatches } from '../list/search-list.ts'
import type { StatementAnswer, StatementsAnswer } from './statement-json.ts'

// What the API takes and gives, as openapi.json describes it. The tests hold every answer against that.

const language = z.enum(languages)
/** Of a text or a name, which may be in any language. */
const tag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .describe('BCP 47 tag')
const direction = z.enum(['ltr', 'rtl']).describe('in which it is written')
/**
 * A value for each language of the interface. Not a `z.record`: its description requires names that it does not define.
 */
const byLanguage = <Value extends z.ZodType>(value: Value) => z.object(byInterfaceLanguage(() => value))
const name = z.string().nullable()
const count = z.int().min(0)
const versionNumber = z.int().min(1)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const slug = z.string().describe('names the statement')
const withheld = count.describe(
  'how many more have signed whose names are withheld: counted, and in no list, search, country or file',
)
const kind = z
  .enum(signerKinds)
  .describe('an organisation; a network of organisations; a person in their own capacity')
const byKind = z.object({ organisation: count, network: count, person: count })
const kinds = byKind.describe('`count` by kind')
const withheldKinds = byKind.describe('`withheld` by kind')
const order = z
  .enum(listOrders)
  .describe(
    'of the list after its founding signatories, in each section: by day of joining, by name, by country and name',
  )
const revision = count.describe('grows with every change of the text or the list')

export const defaultLimit = 100
export const maxLimit = 1000

/** The query of the list. */
export const pageQuery = z.object({
  q: z
    .string()
    .max(longestSearch)
    .refine(q => q.trim() === '' || hasLetterOrDigit(q))
    .optional()
    .describe(
      'words that one of the names has, in any script and without accents, or a website’s host; a letter or a digit among them',
    ),
  country: z
    .string()
    .regex(new RegExp(`^([A-Z]{2}|${noCountry})$`))
    .optional()
    .describe(`ISO 3166-1 alpha-2, or XK; ${noCountry} for signatories that stated none`),
  sort: z
    .enum(listSorts)
    .optional()
    .describe(
      'list (if not given): founding signatories first, then organisations, networks and persons, each in the list’s `order`; ' +
        'newest: who joined last first, whatever they are',
    ),
  lang: language
    .optional()
    .describe(
      'whose alphabet and which names `sort=name` goes by; if not given, the statement’s own, else English',
    ),
  after: z.uuid().optional().describe('the `next` of the page before'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxLimit)
    .optional()
    .describe(`signatories on a page; ${defaultLimit} if not given`),
})

/** What each parameter takes, for whoever gave it something else. */
export const parameters: Readonly<Record<string, string>> = {
  q: `up to ${longestSearch} characters, a letter or a digit among them`,
  country: `ISO 3166-1 alpha-2 in capitals, XK, or ${noCountry}`,
  sort: listSorts.join(', '),
  lang: languages.join(', '),
  after: "a signatory's id",
  limit: `1 to ${maxLimit}`,
}

/** The query of the feed. */
export const feedQuery = z.object({
  lang: language
    .optional()
    .describe('of the names and titles; if not given, the statement’s own, else English'),
})

/** The query of the table. */
export const tableQuery = z.object({
  lang: language
    .optional()
    .describe(
      'of the headings and the countries’ names; if not given, headings for machines, and countries in the statement’s own, else English',
    ),
})

const version = z.object({
  version: versionNumber,
  change: z
    .enum(['editorial', 'substantive'])
    .describe('from the version before; only after a substantive change are signatories asked again'),
  publishedAt: z.iso
    .datetime()
    .describe('since when this version has been on this site; not when it was first published: see `source`'),
  sha256: sha256.describe('of the authoritative text: UTF-8, NFC, LF line ends, no byte order mark'),
  texts: z
    .array(
      z.object({
        language: tag,
        direction,
        standing: z.literal('authoritative'),
        title: z.string(),
        sha256,
        page: z.url(),
      }),
    )
    .describe('those that organisations sign, in each language in which they can'),
  courtesyTexts: z
    .array(
      z.object({
        language: tag,
        direction,
        standing: z.literal('courtesy'),
        title: z.string(),
        sha256: sha256.describe('of this text alone'),
        page: z.url(),
        translator: z.string(),
        checkedBy: z.string().nullable().describe('who checked it against the signed text; null: nobody has'),
      }),
    )
    .describe('translations that bind nobody: one may be changed or removed without a new version'),
})

const statement: z.ZodType<StatementAnswer> = z.object({
  statement: slug,
  revision,
  count: count.describe('how many signatories are on the list, by name'),
  withheld,
  kinds,
  withheldKinds,
  signers: z.array(kind).min(1).describe('who may sign'),
  order,
  version: versionNumber.describe('the newest one'),
  sha256: sha256.describe('of the newest version’s authoritative text'),
  source: z
    .object({
      name: z.string(),
      url: z.url(),
      publishedOn: z.iso.date().nullable(),
    })
    .nullable()
    .describe('where it was first published, and on which day, where that is known; null: not known'),
  onSiteSince: z.iso.date().describe('the day of its first version on this site, in UTC'),
  opensAt: z.iso.datetime().nullable().describe('from when on it can be signed; null: since ever'),
  closesAt: z.iso.datetime().nullable().describe('until when they may; null: for ever'),
  timeZone: z.string().describe('in which its times are said to people: an IANA name; times here are in UTC'),
  deadline: z
    .object({
      at: z.iso.datetime().describe('as `closesAt`'),
      timeZone: z.string(),
      calendar: byLanguage(z.url()).describe('the deadline as iCalendar (RFC 5545)'),
    })
    .nullable(),
  extensions: z
    .array(
      z.object({
        at: z.iso.datetime(),
        from: z.iso.datetime().nullable().describe('null: there was no deadline'),
        to: z.iso.datetime(),
      }),
    )
    .describe('how the deadline was moved while the statement is public, oldest first'),
  lateSignatories: z
    .boolean()
    .describe('whether it can be signed after its deadline, apart from the final list'),
  final: z
    .object({
      version: versionNumber,
      sha256: sha256.describe('of the bytes at `url`'),
      count: count.describe('how many it named when it was frozen'),
      withheld: count.describe('how many more were counted and not named'),
      closedAt: z.iso.datetime(),
      frozenAt: z.iso.datetime(),
      url: z.url().describe('the list as it was frozen, each entry as a commitment: it never changes'),
      names: z.url().describe('what opens the commitments of those who are still named'),
      pages: byLanguage(z.url()),
    })
    .nullable()
    .describe('the list as it stood at the deadline; null before'),
  defaultLanguage: tag.describe('of the authoritative text'),
  languages: z.array(tag).describe('in which the newest version’s text can be signed'),
  pages: byLanguage(z.url()).describe('the statement’s page in each language of the interface'),
  versions: z.array(version).min(1).describe('newest first'),
})

/** A signatory as the JSON list gives it. */
export type ListedSignatory = Omit<Signatory, 'names'> & { names: NamesOrNull; url: string }

const signatory: z.ZodType<ListedSignatory> = z.object({
  id: z.uuid(),
  url: z.url().describe('its permanent address, to cite: it leads to its page in the reader’s language'),
  name: z.string(),
  names: z
    .object({ en: name, be: name, ru: name })
    .catchall(name)
    .describe('as it was given for readers of a language, by its BCP 47 tag'),
  country: z.string().length(2).nullable().describe('ISO 3166-1 alpha-2, or XK; null where not stated'),
  website: z.url().nullable(),
  comment: z.string().nullable(),
  founding: z.boolean(),
  version: versionNumber.describe('of the text, as it was signed'),
  textLanguage: tag.nullable().describe('in which it was signed: of one of the version’s own texts'),
  signedOn: z.iso.date().nullable().describe('in UTC; null where the day is not known'),
  late: z.boolean().describe('it came after the final list was frozen, and is not on that'),
  kind,
  title: z.string().nullable().describe('a person’s, for identification only; null of others'),
  affiliation: z
    .string()
    .nullable()
    .describe('where a person works, for identification only: it has not signed by this; null of others'),
})

const statements: z.ZodType<StatementsAnswer> = z.object({ statements: z.array(statement) })

/** The answer of the JSON list. `found` and `more` say how many match, where something is looked for. */
export type SignatoryPage = {
  statement: string
  count: number
  withheld: number
  revision: number
  kinds: KindCounts
  withheldKinds: KindCounts
  order: ListOrder
  found?: number | undefined
  more?: boolean | undefined
  signatories: ListedSignatory[]
  next: string | null
}

const signatoryPage: z.ZodType<SignatoryPage> = z.object({
  statement: slug,
  count: count.describe('of the whole list: of those who are named'),
  withheld,
  revision,
  kinds,
  withheldKinds,
  order,
  found: count
    .max(mostMatches)
    .optional()
    .describe('with `q` or `country` only: how many they find, counted no further than this'),
  more: z.boolean().optional().describe('with `found`: whether there are more than that'),
  signatories: z.array(signatory).describe('in the order asked for'),
  next: z.uuid().nullable().describe('the `after` of the following page; null on the last'),
})

const finalList = z.object({
  v: z.literal(1),
  statement: slug,
  version: versionNumber,
  sha256: sha256.describe('of the version’s authoritative text'),
  closedAt: z.iso.datetime(),
  count,
  withheld: count.describe('how many more were counted and not named'),
  signatories: z.array(
    z.object({
      number: z.int().min(1),
      commitment: sha256.describe('of the salt’s bytes and the fields of its opening'),
    }),
  ),
})

const finalNames = z.object({
  statement: slug,
  sha256: sha256.describe('of the final list that they belong to'),
  openings: z
    .array(
      z.object({
        number: z.int().min(1),
        salt: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('32 bytes in hex'),
        fields: z.string().describe('canonical JSON (RFC 8785), as it was hashed'),
      }),
    )
    .describe('of those who are still named'),
})

const error = z.object({
  error: z.object({
    status: z.int(),
    message: z.string().optional(),
    request: z.uuid().optional().describe('names the request in our log'),
  }),
})

/** Every shape that has a name in the description. */
export const answerSchemas = {
  Statement: statement,
  Statements: statements,
  Signatory: signatory,
  SignatoryPage: signatoryPage,
  FinalList: finalList,
  FinalNames: finalNames,
  Error: error,
}
export type AnswerName = keyof typeof answerSchemas
