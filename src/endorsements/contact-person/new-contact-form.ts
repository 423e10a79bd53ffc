import * as z from 'zod'
import { likelyAddress } from '../../domain/address-typos.ts'
import { mailProvider } from '../../domain/evidence/mail-providers.ts'
import type { SignerKind } from '../../domain/statement.ts'
import {
  emailLine,
  type Faults as FaultsIn,
  faultsIn,
  type Typed as TypedIn,
  typedIn,
} from '../../organisations/form.ts'
import type { Contact } from '../../storage/contacts.ts'
import { representativeShapeOf } from '../ask/request-form.ts'

/** The fields of whoever is to be the contact person, in their order on the page. */
export const contactFields = ['new_representative', 'new_role', 'new_email'] as const
export type ContactField = (typeof contactFields)[number]

/** Of somebody who signs for themselves only the address can be another. */
export function contactFormOf(kind: SignerKind) {
  const { representative, role } = representativeShapeOf(kind)
  return z.object({ new_representative: representative, new_role: role, new_email: emailLine })
}

/** `email_checked`: the address that the page asked about before it was sent again. */
export type Typed = TypedIn<ContactField | 'email_checked'>
export type Faults = FaultsIn<ContactField>

export const typedOf = (body: Record<string, unknown>): Typed =>
  typedIn([...contactFields, 'email_checked'] as const, body)

export const faultsOf = (issues: Parameters<typeof faultsIn>[1]): Faults => faultsIn(contactFields, issues)

/** Empty where it stays as it is. */
export const contactOf = (form: z.output<ReturnType<typeof contactFormOf>>): Contact => ({
  representative: form.new_representative,
  role: form.new_role,
  email: form.new_email,
})

/** What makes the page ask whether an address is right: it is probably another, or works for a short time only. */
type Doubt = { kind: 'slip'; likely: string } | { kind: 'disposable' }

/** The doubt about an address of which nobody has said yet that it is right as it stands. */
export function doubtOf({ new_email, email_checked }: Typed): Doubt | null {
  if (!new_email || new_email === email_checked) return null
  const address = new_email.trim()
  const likely = likelyAddress(address)
  if (likely !== null) return { kind: 'slip', likely }
  const host = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return mailProvider(host) === 'disposable' ? { kind: 'disposable' } : null
}
