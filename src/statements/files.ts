import * as z from 'zod'
import { isTag } from '../domain/language.ts'
import { type Courtesy, listOrders, signerKinds } from '../domain/statement.ts'
import { utc, zoneNamed } from '../domain/time-zones.ts'
import forcibleExpulsionBe from './forcible-expulsion/statement.be.md'
import forcibleExpulsionEn from './forcible-expulsion/statement.en.md'
import forcibleExpulsion from './forcible-expulsion/statement.json' with { type: 'json' }
import forcibleExpulsionRu from './forcible-expulsion/statement.ru.md'

/** A BCP 47 tag in its canonical form. */
const tag = z.string().refine(isTag)

const founder = z.strictObject({
  /** For good. */
  key: z.string(),
  name: z.string(),
  /** Founders are organisations, unless they say otherwise. */
  kind: z.enum(signerKinds).exactOptional(),
  /** Where the text says that it is based. */
  country: z.string().nullable().default(null),
  /** Its names in other languages, as it writes them itself: readers of that language are shown them. */
  names: z.record(tag, z.string()).default({}),
  /** Translations, short names and domains, to compare requests with. Never shown in public. */
  knownAs: z
    .strictObject({ names: z.array(z.string()), domains: z.array(z.string()) })
    .default({ names: [], domains: [] }),
})

const schema = z.strictObject({
  slug: z.string(),
  /** The language of the authoritative text. */
  defaultLanguage: tag,
  /** How the present text differs from the version before it. */
  change: z.enum(['editorial', 'substantive']),
  /** When organisations may ask to endorse; without them since ever, and for ever. */
  opensAt: z.iso.datetime().nullable().default(null),
  closesAt: z.iso.datetime().nullable().default(null),
  /** The IANA name of the zone in which its times are said. */
  timeZone: z
    .string()
    .refine(zone => zoneNamed(zone) === zone)
    .default(utc),
  /** Whether it can be signed after `closesAt`, apart from the final list. */
  lateSignatories: z.boolean().default(false),
  /** Where it was first published; without one here, as far as anybody knows. */
  source: z
    .strictObject({
      name: z.string(),
      url: z.url({ protocol: /^https$/ }),
      publishedOn: z.iso.date().nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Whether whoever reads it may be punished for it (docs/decisions/0021-readers-in-danger.md). */
  readersInDanger: z.boolean().default(false),
  /** Who may sign: organisations, networks of them, persons in their own capacity. */
  signers: z.array(z.enum(signerKinds)).min(1).default(['organisation']),
  /** The order of the list after the founding signatories: by date, by name, by country and name. */
  order: z.enum(listOrders).default('date'),
  foundingSignatories: z.array(founder),
})

export type Founder = z.infer<typeof founder>

/** `translates`: the SHA-256 of the signed text that it translates; beside another one it is not shown. */
type CourtesyFile = Courtesy & { markdown: string; translates: string }

/** A statement as its files give it. `key` of a founding signatory is for good. */
export type StatementFiles = z.infer<typeof schema> & {
  /** By language. */
  texts: Readonly<Record<string, string>>
  /** Translations that bind nobody: one may be changed or left out without a new version. */
  courtesy?: Readonly<Record<string, CourtesyFile>>
}

const ours = {
  translator: 'Countersign',
  checkedBy: null,
  translates: '29f6d4cce7981fd21d08de85de15c3cb2aefb77537064aa11e3c440a0668f3bd',
}

/** In the order in which they are shown; the first is the featured one. */
export const statementFiles: readonly StatementFiles[] = [
  {
    ...schema.parse(forcibleExpulsion),
    texts: { en: forcibleExpulsionEn },
    courtesy: {
      be: { markdown: forcibleExpulsionBe, ...ours },
      ru: { markdown: forcibleExpulsionRu, ...ours },
    },
  },
]
