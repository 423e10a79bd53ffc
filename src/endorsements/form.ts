import * as z from 'zod'
import { parseWebsite } from '../domain/organisation.ts'
import { hasDeceptiveCharacter, hasLetterOrDigit, lengthOf, tidyLine } from '../domain/text.ts'
import { isCountryCode } from '../i18n/index.ts'

/** The fields of the request form, in their order on the page. */
export const requestFields = [
  'organisation',
  'organisation_en',
  'organisation_be',
  'organisation_ru',
  'country',
  'website',
  'comment',
  'representative',
  'role',
  'email',
  'authority',
  'version',
] as const
export type RequestField = (typeof requestFields)[number]

/** Each has a message for each field that it can befall: `field.<name>.<fault>`. */
export type Fault = 'required' | 'too_long' | 'deceptive' | 'invalid'

/** One line of text as it is stored. Length first: the patterns then run on little. */
const line = (most: number) =>
  z.string('invalid').transform((typed, context): string => {
    const refuse = (fault: Fault): never => {
      context.addIssue({ code: 'custom', message: fault })
      return z.NEVER
    }
    if (typed.length > most * 4) return refuse('too_long')
    const trimmed = typed.trim()
    if (hasDeceptiveCharacter(trimmed)) return refuse('deceptive')
    const tidy = tidyLine(trimmed)
    return lengthOf(tidy) > most ? refuse('too_long') : tidy
  })

const needed = (most: number) =>
  z
    .string('required')
    .pipe(line(most))
    .refine(text => text !== '', { error: 'required', abort: true })
const named = z.string().refine(text => text === '' || hasLetterOrDigit(text), 'invalid')
const optional = (most: number) => z.string('invalid').default('').pipe(line(most))
const orNull = (text: string): string | null => (text === '' ? null : text)

const website = optional(500).transform((typed, context) => {
  if (typed === '') return null
  const parsed = parseWebsite(typed)
  if (parsed.ok && parsed.value.length <= 500) return parsed.value
  context.addIssue({ code: 'custom', message: parsed.ok ? 'too_long' : 'invalid' })
  return z.NEVER
})

/** HTML's own pattern for an address (linear), and a dot in the domain: no intranet hosts. */
const isEmail = (text: string) => z.regexes.html5Email.test(text) && /@[^@]+\.[^@]+$/.test(text)

export const emailField = needed(254).refine(isEmail, 'invalid')

export const requestForm = z.object({
  organisation: needed(200).pipe(named),
  organisation_en: optional(200).pipe(named).transform(orNull),
  organisation_be: optional(200).pipe(named).transform(orNull),
  organisation_ru: optional(200).pipe(named).transform(orNull),
  country: z
    .string('invalid')
    .default('')
    .refine(code => code === '' || isCountryCode(code), 'invalid')
    .transform(orNull),
  website,
  // A line typed over several is still one line; length first, here too.
  comment: z
    .string('invalid')
    .default('')
    .transform(typed => (typed.length > 280 * 4 ? typed : typed.replace(/\r\n?|\n/g, ' ')))
    .pipe(line(280))
    .transform(orNull),
  representative: needed(200).pipe(named),
  role: needed(200).pipe(named),
  email: emailField,
  authority: z.string('required').refine(ticked => ticked !== '', 'required'),
  version: z
    .string('required')
    .regex(/^[1-9]\d{0,5}$/, 'required')
    .transform(Number),
})

export type RequestForm = z.output<typeof requestForm>

/** What was typed, as it was typed: shown again when something has to be put right. */
export type Typed = Partial<Record<RequestField, string>>
export type Faults = Partial<Record<RequestField, Fault>>

export function typedOf(body: Record<string, unknown>): Typed {
  const typed: Typed = {}
  for (const field of requestFields) {
    const value = body[field]
    if (typeof value === 'string') typed[field] = value
  }
  return typed
}

/** The first fault of each field. */
export function faultsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Faults {
  const faults: Faults = {}
  for (const { path, message } of issues) {
    const field = requestFields.find(name => name === path[0])
    if (field) faults[field] ??= message as Fault
  }
  return faults
}

/** "a•••@example.org": enough to see a typing error, too little to learn an address from. */
export const maskEmail = (email: string): string => email.replace(/^(.).*@/u, '$1•••@')
