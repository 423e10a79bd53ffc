import * as z from 'zod'
import { count, sha256, slug, versionNumber } from './schema-parts.ts'

export const finalList = z.object({
  v: z.literal(1),
  statement: slug,
  version: versionNumber,
  sha256: sha256.describe('of the version’s authoritative text'),
  closedAt: z.iso.datetime(),
  count,
  withheld: count.describe('how many more were counted and not named'),
  earlier: count
    .optional()
    .describe(
      'how many more had signed an earlier text; not in a list that was frozen before it was counted',
    ),
  signatories: z.array(
    z.object({
      number: z.int().min(1),
      commitment: sha256.describe('of the salt’s bytes and the fields of its opening'),
    }),
  ),
})

export const finalNames = z.object({
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
