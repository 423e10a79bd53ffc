import * as z from 'zod'
import type { NamesOrNull } from '../../domain/organisation.ts'
import type { KindCounts, ListOrder } from '../../domain/statement.ts'
import type { Signatory } from '../../storage/signatory-list.ts'
import { mostMatches } from '../list/search-list.ts'
import {
  count,
  kind,
  kinds,
  name,
  order,
  revision,
  slug,
  tag,
  versionNumber,
  withheld,
  withheldKinds,
} from './schema-parts.ts'

/** A signatory as the JSON list gives it. */
export type ListedSignatory = Omit<Signatory, 'names'> & { names: NamesOrNull; url: string }

export const signatory: z.ZodType<ListedSignatory> = z.object({
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

export const signatoryPage: z.ZodType<SignatoryPage> = z.object({
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
