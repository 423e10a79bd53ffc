import * as z from 'zod'
import { likelyAddress } from '../../domain/address-typos.ts'
import { longestName } from '../../domain/limits.ts'
import {
  amendFields,
  amendShape,
  emailLine,
  type Faults as FaultsIn,
  faultsIn,
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
export type RequestField = (typeof requestFields)[number]

export const requestForm = z.object({
  ...amendShape,
  representative: needed(longestName).pipe(named),
  role: needed(longestName).pipe(named),
  email: emailLine,
  authority: z.string('required').refine(ticked => ticked !== '', 'required'),
  version: z
    .string('required')
    .regex(/^[1-9]\d{0,5}$/, 'required')
    .transform(Number),
})

export type RequestForm = z.output<typeof requestForm>

/** `email_checked`: the address that the page asked about before it was sent again. */
export type Typed = TypedIn<RequestField | 'email_checked'>
export type Faults = FaultsIn<RequestField>

/**
 * The address that was probably meant, where the typed one looks like a slip and nobody has said yet that it is right.
 */
export const doubtOf = ({ email, email_checked }: Typed): string | null =>
  email && email !== email_checked ? likelyAddress(email.trim()) : null

export const typedOf = (body: Record<string, unknown>): Typed =>
  typedIn([...requestFields, 'email_checked'] as const, body)

export const faultsOf = (issues: Parameters<typeof faultsIn>[1]): Faults => faultsIn(requestFields, issues)
