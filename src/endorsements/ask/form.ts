import * as z from 'zod'
import { longestName } from '../../domain/limits.ts'
import {
  emailLine,
  type Faults as FaultsIn,
  faultsIn,
  named,
  needed,
  organisationFields,
  organisationShape,
  type Typed as TypedIn,
  typedIn,
} from '../../organisations/form.ts'

/** The fields of the request form, in their order on the page. */
export const requestFields = [
  ...organisationFields,
  'representative',
  'role',
  'email',
  'authority',
  'version',
] as const
export type RequestField = (typeof requestFields)[number]

export const emailField = emailLine

export const requestForm = z.object({
  ...organisationShape,
  representative: needed(longestName).pipe(named),
  role: needed(longestName).pipe(named),
  email: emailField,
  authority: z.string('required').refine(ticked => ticked !== '', 'required'),
  version: z
    .string('required')
    .regex(/^[1-9]\d{0,5}$/, 'required')
    .transform(Number),
})

export type RequestForm = z.output<typeof requestForm>

export type Typed = TypedIn<RequestField>
export type Faults = FaultsIn<RequestField>

export const typedOf = (body: Record<string, unknown>): Typed => typedIn(requestFields, body)

export const faultsOf = (issues: Parameters<typeof faultsIn>[1]): Faults => faultsIn(requestFields, issues)
