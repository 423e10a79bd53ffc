import * as z from 'zod'
import { likelyAddress } from '../../domain/address-typos.ts'
import { isTag } from '../../domain/language.ts'
import { longestName } from '../../domain/limits.ts'
import type { SignerKind } from '../../domain/statement.ts'
import type { NameField } from '../../i18n/index.ts'
import {
  amendFields,
  amendShapeOf,
  emailLine,
  type Faults as FaultsIn,
  faultsIn,
  formOf,
  kindIn,
  named,
  needed,
  type Typed as TypedIn,
  typedIn,
} from '../../organisations/form.ts'
import type { Contact } from '../../storage/contacts.ts'
import { trapField } from '../../ui/trap.tsx'

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

/** Of the representative: a person has none. */
export const representativeShape = {
  representative: needed(longestName).pipe(named),
  role: needed(longestName).pipe(named),
}

/** What is kept of somebody who signs for themselves is their public name, and no role. */
const nobodyElse = z
  .unknown()
  .optional()
  .transform(() => '')
export const representativeShapeOf = (kind: SignerKind) =>
  kind === 'person' ? { representative: nobodyElse, role: nobodyElse } : representativeShape

export const requestFormOf = (kind: SignerKind) =>
  formOf({
    ...amendShapeOf(kind),
    ...representativeShapeOf(kind),
    email: emailLine,
    authority: z.string('required').refine(ticked => ticked !== '', 'required'),
    /** Whether they want news of the statement. */
    updates: z
      .unknown()
      .optional()
      .transform(value => value === 'yes'),
    version: z
      .string('required')
      .regex(/^[1-9]\d{0,5}$/, 'required')
      .transform(Number),
    /** In which language the page showed it. */
    text: z.string().refine(isTag).nullable().catch(null),
  })

export type RequestForm = z.output<ReturnType<typeof requestFormOf>>

/** A form that says as whom one signs, or the faults of one that has any. */
export type ReadForm = { kind: SignerKind; form: RequestForm } | { faults: Faults }

/** Reads a request form of a statement that can be signed by these. */
export function readForm(body: Record<string, unknown>, signers: readonly SignerKind[]): ReadForm {
  const kind = kindIn(body, signers)
  if (kind === null) return { faults: { kind: 'required' } }
  const read = requestFormOf(kind).safeParse(body)
  return read.success ? { kind, form: read.data } : { faults: faultsOf(read.error.issues) }
}

/** Who is written to about a request. */
export const contactOf = (
  form: Pick<RequestForm, 'organisation' | 'representative' | 'role' | 'email'>,
): Contact => ({
  representative: form.representative || form.organisation,
  role: form.role,
  email: form.email,
})

/**
 * `email_checked`: the address that the page asked about before it was sent again. `text`: the language of the text it
 * showed. The trap is a field that no person sees: it comes back empty, so that one filled in by mistake is not again.
 */
export type Typed = TypedIn<RequestField | 'email_checked' | 'text' | 'updates' | typeof trapField>
export type Faults = FaultsIn<RequestField>

/**
 * The address that was probably meant, where the typed one looks like a slip and nobody has said yet that it is right.
 */
export const doubtOf = ({ email, email_checked }: Typed): string | null =>
  email && email !== email_checked ? likelyAddress(email.trim()) : null

export const typedOf = (body: Record<string, unknown>): Typed =>
  typedIn([...requestFields, 'email_checked', 'text', 'updates', trapField] as const, body)

/** Whether a machine filled the form in. */
export const isTrapped = (typed: Typed): boolean => Boolean(typed[trapField])

export const faultsOf = (issues: Parameters<typeof faultsIn>[1]): Faults => faultsIn(requestFields, issues)
