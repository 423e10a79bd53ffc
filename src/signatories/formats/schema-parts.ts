import * as z from 'zod'
import { byLanguage as byInterfaceLanguage, languages } from '../../domain/language.ts'
import { listOrders, signerKinds } from '../../domain/statement.ts'

// What several shapes of the API have in common.

export const language = z.enum(languages)
/** Of a text or a name, which may be in any language. */
export const tag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .describe('BCP 47 tag')
export const direction = z.enum(['ltr', 'rtl']).describe('in which it is written')
/**
 * A value for each language of the interface. Not a `z.record`: its description requires names that it does not define.
 */
export const byLanguage = <Value extends z.ZodType>(value: Value) =>
  z.object(byInterfaceLanguage(() => value))
export const name = z.string().nullable()
export const count = z.int().min(0)
export const versionNumber = z.int().min(1)
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const slug = z.string().describe('names the statement')
export const withheld = count.describe(
  'how many more have signed whose names are withheld: counted, and in no list, search, country or file',
)
export const kind = z
  .enum(signerKinds)
  .describe('an organisation; a network of organisations; a person in their own capacity')
const byKind = z.object({ organisation: count, network: count, person: count })
export const kinds = byKind.describe('`count` by kind')
export const withheldKinds = byKind.describe('`withheld` by kind')
export const order = z
  .enum(listOrders)
  .describe(
    'of the list after its founding signatories, in each section: by day of joining, by name, by country and name',
  )
export const revision = count.describe('grows with every change of the text or the list')
