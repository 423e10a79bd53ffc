import * as z from 'zod'
import { likelyAddress } from '../../domain/address-typos.ts'
import { isTag } from '../../domain/language.ts'
import { longestName } from '../../domain/limits.ts'
import type { NameField } from '../../i18n/index.ts'
import {
  amendFields,
  amendShape,
  emailLine,
  type Faults as FaultsIn,
  faultsIn,
  formOf,
  named,
  needed,
  type Typed as TypedIn,
  typedIn,
} from '../../organisations/form.ts'

/** The fields of the request form, in their order on the page. */
export const requestFields = [
  ...amendFields,
  'representative',
  'role',
  'email',
  'authority',
  'version',
] as const
export type RequestField = (typeof requestFields)[number] | NameField

const shape = {
  ...amendShape,
  representative: needed(longestName).pipe(named),
  role: needed(longestName).pipe(named),
  email: emailLine,
  authority: z.string('required').refine(ticked => ticked !== '', 'required'),
  version: z
    .string('required')
    .regex(/^[1-9]\d{0,5}$/, 'required')
    .transform(Number),
  /** In which language the page showed it. */
  text: z.string().refine(isTag).nullable().catch(null),
}
export const requestForm = formOf(shape)
/** The rules of the person's own fields, for other forms. */
export const { representative, role, email } = shape

export type RequestForm = z.output<typeof requestForm>

/**
 * `email_checked`: the address that the page asked about before it was sent again. `text`: the language of the text it
 * showed.
 */
export type Typed = TypedIn<RequestField | 'email_checked' | 'text'>
export type Faults = FaultsIn<RequestField>

/**
 * The address that was probably meant, where the typed one looks like a slip and nobody has said yet that it is right.
 */
export const doubtOf = ({ email, email_checked }: Typed): string | null =>
  email && email !== email_checked ? likelyAddress(email.trim()) : null

export const typedOf = (body: Record<string, unknown>): Typed =>
  typedIn([...requestFields, 'email_checked', 'text'] as const, body)

export const faultsOf = (issues: Parameters<typeof faultsIn>[1]): Faults => faultsIn(requestFields, issues)
