import * as z from 'zod'
import type { Amendment, Correction } from '../domain/endorsing.ts'
import { asciiAddress } from '../domain/hosts.ts'
import { longestComment, longestEmail, longestName, longestWebsite } from '../domain/limits.ts'
import { mixesScripts } from '../domain/mixed-hosts.ts'
import { parseWebsite } from '../domain/organisation.ts'
import {
  hasDeceptiveCharacter,
  hasLetterOrDigit,
  lengthOf,
  tidyLine,
  withoutSilentSigns,
} from '../domain/text.ts'
import { byLanguage, isCountryCode, type Language, languages } from '../i18n/index.ts'

// The public details, by one set of rules wherever they are typed: asking, amending, correcting.

/** The field of the name for readers of a language. */
export const nameField = (language: Language) => `organisation_${language}` as const
type NameField = ReturnType<typeof nameField>

const byNameField = <T>(valueFor: (language: Language) => T): Record<NameField, T> =>
  Object.fromEntries(languages.map(language => [nameField(language), valueFor(language)])) as Record<
    NameField,
    T
  >

/** The fields of the public details, in their order on the page. */
export const organisationFields = [
  'organisation',
  ...languages.map(nameField),
  'country',
  'website',
  'comment',
] as const
export type OrganisationField = (typeof organisationFields)[number]

/** The same with what their representative alone says: whether they are shown. */
export const amendFields = [...organisationFields, 'withheld'] as const
export type AmendField = (typeof amendFields)[number]

/** The message of each, for a field that can have it: `field.<name>.<fault>`. */
type Fault = 'required' | 'too_long' | 'deceptive' | 'invalid' | 'mixed'

/** One line of text as it is stored. Its length is checked first, so that the patterns run on little. */
const line = (most: number) =>
  z.string('invalid').transform((typed, context): string => {
    const refuse = (fault: Fault): never => {
      context.addIssue({ code: 'custom', message: fault })
      return z.NEVER
    }
    if (typed.length > most * 4) return refuse('too_long')
    const trimmed = withoutSilentSigns(typed).trim()
    if (hasDeceptiveCharacter(trimmed)) return refuse('deceptive')
    const tidy = tidyLine(trimmed)
    return lengthOf(tidy) > most ? refuse('too_long') : tidy
  })

export const needed = (most: number) =>
  z
    .string('required')
    .pipe(line(most))
    .refine(text => text !== '', { error: 'required', abort: true })
export const named = z.string().refine(text => text === '' || hasLetterOrDigit(text), 'invalid')
const optional = (most: number) => z.string('invalid').default('').pipe(line(most))
const orNull = (text: string): string | null => (text === '' ? null : text)

/** HTML's own pattern for an address, which is linear, and a dot in the domain: no intranet hosts. */
const isEmail = (text: string): boolean =>
  text.length <= longestEmail && z.regexes.html5Email.test(text) && /@[^@]+\.[^@]+$/.test(text)
/** An e-mail address; its host may be typed in any script, and is kept as mail is sent to it. */
export const emailLine = needed(longestEmail)
  .refine(typed => !mixesScripts(typed.slice(typed.lastIndexOf('@') + 1)), { error: 'mixed', abort: true })
  .transform(asciiAddress)
  .refine(isEmail, 'invalid')

const website = optional(longestWebsite).transform((typed, context) => {
  if (typed === '') return null
  // What is typed is measured: a URL spells a letter of another script in six characters and more.
  const parsed = parseWebsite(typed)
  const fault: Fault = parsed.ok ? 'mixed' : 'invalid'
  if (parsed.ok && !mixesScripts(new URL(parsed.value).hostname)) return parsed.value
  context.addIssue({ code: 'custom', message: fault })
  return z.NEVER
})

/** What was typed over several lines is still one line. */
export const joinLines = (typed: string): string => typed.replace(/\r\n?|\n/g, ' ')

/** The rules of each field, for every form that takes the public details. */
export const organisationShape = {
  organisation: needed(longestName).pipe(named),
  ...byNameField(() => optional(longestName).pipe(named).transform(orNull)),
  country: z
    .string('invalid')
    .default('')
    .refine(code => code === '' || isCountryCode(code), 'invalid')
    .transform(orNull),
  website,
  // Its length is checked first, here too.
  comment: z
    .string('invalid')
    .default('')
    .transform(typed => (typed.length > longestComment * 4 ? typed : joinLines(typed)))
    .pipe(line(longestComment))
    .transform(orNull),
}

/** Whatever was sent by the box is a tick: a name that is shown by mistake cannot be taken back. */
const tick = z
  .unknown()
  .optional()
  .transform(sent => sent !== undefined && sent !== '')

/** The rules of each field of an amendment. */
export const amendShape = { ...organisationShape, withheld: tick }

const correctionForm = z.object(organisationShape)
const amendmentForm = z.object(amendShape)

/** A number that a page put into its form: a revision, a version. */
export const positiveNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** The public details and the revision that the page showed; 0, which is no revision, where the form names none. */
export const amendForm = z.object({
  ...amendShape,
  revision: positiveNumber.catch(0),
})

/** The public details that a good form has. */
export const correctionOf = (form: z.output<typeof correctionForm>): Correction => ({
  organisation: {
    name: form.organisation,
    names: byLanguage(language => form[nameField(language)]),
    country: form.country,
    website: form.website,
  },
  comment: form.comment,
})

/** The same, and whether they are to be shown. */
export const amendmentOf = (form: z.output<typeof amendmentForm>): Amendment => ({
  ...correctionOf(form),
  nameWithheld: form.withheld,
})

/** The fields as somebody typed them: the page has them again when something is to be put right. */
export type Typed<Field extends string = OrganisationField> = Partial<Record<Field, string>>
export type Faults<Field extends string = OrganisationField> = Partial<Record<Field, Fault>>

/** The details as they stand, for a form that begins with them. */
export const typedDetails = ({ organisation, comment, nameWithheld }: Amendment): Typed<AmendField> => ({
  organisation: organisation.name,
  ...byNameField(language => organisation.names[language] ?? ''),
  country: organisation.country ?? '',
  website: organisation.website ?? '',
  comment: comment ?? '',
  withheld: nameWithheld ? 'yes' : '',
})

export function typedIn<Field extends string>(
  fields: readonly Field[],
  body: Record<string, unknown>,
): Typed<Field> {
  const typed: Typed<Field> = {}
  for (const field of fields) {
    const value = body[field]
    if (typeof value === 'string') typed[field] = value
  }
  return typed
}

/** The first fault of each field. */
export function faultsIn<Field extends string>(
  fields: readonly Field[],
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): Faults<Field> {
  const faults: Faults<Field> = {}
  for (const { path, message } of issues) {
    const field = fields.find(name => name === path[0])
    if (field) faults[field] ??= message as Fault
  }
  return faults
}
