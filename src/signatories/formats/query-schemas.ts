import * as z from 'zod'
import { languages } from '../../domain/language.ts'
import { longestSearch } from '../../domain/limits.ts'
import { withoutBrokenBytes } from '../../domain/search.ts'
import { hasLetterOrDigit } from '../../domain/text.ts'
import { listSorts, noCountry } from '../../storage/signatory-list-sql.ts'
import { language } from './schema-parts.ts'

// What the API takes.

export const defaultLimit = 100
export const maxLimit = 1000

/** The query of the list. */
export const pageQuery = z.object({
  q: z
    .string()
    .max(longestSearch)
    .refine(q => q.trim() === '' || hasLetterOrDigit(q))
    .overwrite(withoutBrokenBytes)
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

/** The table is the whole list: a part of it that was asked for is refused, and not answered by all. */
export const wholeTable = 'the table is the whole list'
const noPart = z.undefined(wholeTable).optional()

/** The query of the table. */
export const tableQuery = z.object({
  lang: language
    .optional()
    .describe(
      'of the headings and the countries’ names; if not given, headings for machines, and countries in the statement’s own, else English',
    ),
})

/** The same, as it is checked. */
export const checkedTableQuery = tableQuery.extend({
  q: noPart,
  country: noPart,
  sort: noPart,
  after: noPart,
  limit: noPart,
})
