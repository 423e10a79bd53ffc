import * as z from 'zod'
import { languages } from '../../../domain/language.ts'
import { signerKinds } from '../../../domain/statement.ts'

// What a representative downloads. The file names the schema that describes it, and a test holds every download to it.

const moment = z.iso.datetime()
const name = z.string().nullable()
const byLanguage = z.object({ en: name, be: name, ru: name }).catchall(name)

const publicDetails = z.object({
  kind: z.enum(signerKinds).describe('as whom you sign: for an organisation, for a network, or for yourself'),
  name: z.string(),
  names: byLanguage.describe('as it was given for readers of a language, by its BCP 47 tag'),
  title: z.string().nullable().describe('of a person, for identification only'),
  affiliation: z.string().nullable().describe('of a person, for identification only'),
  country: z.string().nullable().describe('ISO 3166-1 alpha-2, or XK; null where not stated'),
  website: z.string().nullable(),
  comment: z.string().nullable().describe('the public line'),
  nameWithheld: z.boolean().describe('true: counted once approved, and shown to nobody but moderators'),
})

export const representativeData = z
  .object({
    $schema: z.url(),
    madeAt: moment.describe('when this file was made, in UTC as every time in it'),
    request: z.object({
      id: z.uuid(),
      statement: z.string(),
      status: z.enum(['requested', 'confirmed', 'returned', 'approved', 'rejected', 'withdrawn', 'expired']),
      language: z.enum(languages).describe('in which you asked, and are written to'),
      signedOn: z.iso.date().nullable().describe('the day that the public list shows, while it is there'),
    }),
    signed: z
      .object({
        version: z.int().min(1),
        language: z
          .string()
          .describe('BCP 47 tag: in which you read and signed it; the hash is of that text'),
        title: z.string(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        page: z
          .url()
          .nullable()
          .describe('null while its statement is not public and you have signed nothing of it'),
      })
      .describe('the text that you signed'),
    contact: z
      .object({
        representative: z.string(),
        role: z.string(),
        email: z.string(),
        erasedAt: moment
          .nullable()
          .describe('null: not while the request waits or the organisation is a signatory'),
      })
      .describe('kept encrypted and never published'),
    updates: z
      .object({ since: moment })
      .nullable()
      .describe('that you asked for news of the statement by mail, and since when; null: you did not'),
    contactChange: z
      .object({
        proposedAt: moment,
        proposedBy: z.enum(['representative', 'moderator']).describe('in which role, never who'),
        waitsUntil: moment.describe(
          'a moderator’s: until when nothing changes; yours: until when they can say yes',
        ),
        acceptedAt: moment.nullable().describe('when they said yes to a moderator’s'),
      })
      .nullable()
      .describe('another contact person, until they say yes; who it is stands in nobody else’s file'),
    publicDetails: publicDetails.describe(
      'public while the organisation is on the list; nothing of it where nameWithheld is true',
    ),
    proposal: publicDetails
      .extend({ proposedAt: moment })
      .nullable()
      .describe('what is proposed in the place of the public details, until a moderator decides'),
    section: z
      .object({ kind: z.enum(signerKinds), proposedAt: moment })
      .nullable()
      .describe('among whom a moderator proposes that the entry stand, until it is answered'),
    earlierDetails: z
      .array(publicDetails.extend({ since: moment.nullable() }))
      .describe('as they stood from a moment on, oldest first; kept as long as the contact'),
    history: z
      .array(
        z.object({
          at: moment,
          kind: z.string(),
          by: z.enum(['representative', 'moderator', 'clock', 'deploy']).describe('in which role, never who'),
        }),
      )
      .describe('oldest first'),
    messages: z
      .array(z.object({ at: moment, kind: z.enum(['question', 'reason', 'message']), text: z.string() }))
      .describe('what moderators wrote to you, oldest first'),
    links: z
      .array(
        z.object({
          purpose: z.string(),
          createdAt: moment,
          expiresAt: moment,
          usedAt: moment.nullable(),
        }),
      )
      .describe('in mails to you; of the link itself only a hash is kept'),
    mails: z
      .array(z.object({ kind: z.string(), createdAt: moment, sentAt: moment.nullable() }))
      .describe('to you; the text is wiped once it is sent'),
  })
  .describe(
    'All that Countersign holds about a representative and their request, but for notes that moderators keep for ' +
      'themselves and what they weigh.',
  )

export type RepresentativeData = z.output<typeof representativeData>

/** As JSON Schema. As input: then it allows fields that it does not know, which a later version may add. */
export const describeData = (id: string) => ({
  ...z.toJSONSchema(representativeData, { io: 'input' }),
  $id: id,
  title: 'Countersign: what is held about a representative',
})
