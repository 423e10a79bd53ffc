import * as z from 'zod'
import {
  byLanguage,
  count,
  direction,
  kind,
  kinds,
  order,
  revision,
  sha256,
  slug,
  tag,
  versionNumber,
  withheld,
  withheldKinds,
} from './schema-parts.ts'
import type { StatementAnswer, StatementsAnswer } from './statement-json.ts'

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

export const statement: z.ZodType<StatementAnswer> = z.object({
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
      earlier: count.describe('how many more had signed an earlier text, which said something else'),
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

export const statements: z.ZodType<StatementsAnswer> = z.object({ statements: z.array(statement) })
