import * as z from 'zod'
import {
  type EmailFault,
  faultOfEmail,
  faultOfWebsite,
  foldAt,
  type WebsiteFault,
} from '../domain/address-faults.ts'
import type { Amendment, Correction } from '../domain/endorsing.ts'
import { meantAddress } from '../domain/address-typos.ts'
import { asciiAddress } from '../domain/hosts.ts'
import { sortedTags } from '../domain/language.ts'
import {
  longestAffiliation,
  longestComment,
  longestEmail,
  longestName,
  longestPersonTitle,
  longestWebsite,
  mostNames,
} from '../domain/limits.ts'
import { mixesScripts } from '../domain/mixed-hosts.ts'
import { kindOf, namesInOrder, parseWebsite, personOf, signingAs } from '../domain/organisation.ts'
import { type SignerKind, signerKinds } from '../domain/statement.ts'
import {
  hasDeceptiveCharacter,
  hasLetterOrDigit,
  lengthOf,
  tidyLine,
  withoutSilentSigns,
} from '../domain/text.ts'
import { isCountryCode, languageOfField, type NameField, nameField } from '../i18n/index.ts'

// The public details, by one set of rules wherever they are typed: asking, amending, correcting.

/**
 * The fields of the public details, in their order on the page; behind `organisation` stand those of its further names.
 */
export const organisationFields = [
  'kind',
  'organisation',
  'title',
  'affiliation',
  'country',
  'website',
  'comment',
] as const
export type OrganisationField = (typeof organisationFields)[number] | NameField

/** The same with what their representative alone says: whether they are shown. */
export const amendFields = [...organisationFields, 'withheld'] as const
export type AmendField = (typeof amendFields)[number] | NameField

/** The fields of a form in their order, with one for each further name that was typed or has a fault. */
export function withNameFields<Field extends string>(
  fields: readonly Field[],
  ...states: readonly object[]
): (Field | NameField)[] {
  const tags = states.flatMap(state => Object.keys(state)).flatMap(field => languageOfField(field) ?? [])
  return fields.flatMap(field =>
    field === 'organisation' ? [field, ...sortedTags(tags).map(nameField)] : [field],
  )
}

/** The message of each, for a field that can have it: `field.<name>.<fault>`. */
type Fault = 'required' | 'too_long' | 'deceptive' | 'mixed' | EmailFault | WebsiteFault

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

/** An e-mail address; its host may be typed in any script, and is kept as mail is sent to it. */
export const emailLine = needed(longestEmail)
  .transform(foldAt)
  .refine(typed => !mixesScripts(typed.slice(typed.lastIndexOf('@') + 1)), { error: 'mixed', abort: true })
  .transform((typed, context) => {
    const address = asciiAddress(typed)
    const fault = address.length > longestEmail ? 'too_long' : faultOfEmail(address)
    if (fault === null) return address
    const isSlip = fault === 'invalid' && meantAddress(typed) !== null
    context.addIssue({ code: 'custom', message: (isSlip ? 'slip' : fault) satisfies Fault })
    return z.NEVER
  })

const website = optional(longestWebsite).transform((typed, context) => {
  if (typed === '') return null
  // What is typed is measured: a URL spells a letter of another script in six characters and more.
  const parsed = parseWebsite(typed)
  const fault: Fault = parsed.ok ? 'mixed' : faultOfWebsite(typed)
  if (parsed.ok && !mixesScripts(new URL(parsed.value).hostname)) return parsed.value
  context.addIssue({ code: 'custom', message: fault })
  return z.NEVER
})

/** What was typed over several lines is still one line. */
export const joinLines = (typed: string): string => typed.replace(/\r\n?|\n/g, ' ')

/** What was sent of a field that those who sign like this are not asked for is left out. */
const leftOut = z
  .unknown()
  .optional()
  .transform(() => null)

/** The rules of each field, for every form that takes the public details of who signs like this. */
const organisationShapeOf = (kind: SignerKind) => ({
  organisation: needed(longestName).pipe(named),
  /** By tag: {@link formOf} gathers them from their fields. */
  names: z
    .record(z.string(), optional(longestName).pipe(named))
    .transform(names => Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''))),
  country: z
    .string('invalid')
    .default('')
    .refine(code => code === '' || isCountryCode(code), 'invalid')
    .transform(orNull),
  website: kind === 'person' ? leftOut : website,
  title: kind === 'person' ? optional(longestPersonTitle).pipe(named).transform(orNull) : leftOut,
  affiliation: kind === 'person' ? optional(longestAffiliation).pipe(named).transform(orNull) : leftOut,
  // Its length is checked first, here too.
  comment: z
    .string('invalid')
    .default('')
    .transform(typed => (typed.length > longestComment * 4 ? typed : joinLines(typed)))
    .pipe(line(longestComment))
    .transform(orNull),
})

/** Whatever was sent by the box is a tick: a name that is shown by mistake cannot be taken back. */
const tick = z
  .unknown()
  .optional()
  .transform(sent => sent !== undefined && sent !== '')

/** The rules of each field of an amendment. */
export const amendShapeOf = (kind: SignerKind) => ({ ...organisationShapeOf(kind), withheld: tick })

type CorrectionForm = z.output<z.ZodObject<ReturnType<typeof organisationShapeOf>>>
type AmendmentForm = z.output<z.ZodObject<ReturnType<typeof amendShapeOf>>>

/** As whom somebody signs by a form; null where it says it not, or says what is not offered. */
export function kindIn(body: Record<string, unknown>, offered: readonly SignerKind[]): SignerKind | null {
  const [only, ...others] = offered
  if (only !== undefined && others.length === 0) return only
  return offered.find(kind => kind === body.kind) ?? null
}

/** The same in a form about somebody who signs already: one of an organisation alone says nothing of it. */
export const kindOfForm = (body: Record<string, unknown>): SignerKind =>
  kindIn(body, signerKinds) ?? 'organisation'

/** A form of these rules: what was sent in the fields of further names comes to them as `names`, by tag. */
export const formOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess(gatherNames, z.object(shape))

function gatherNames(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  const names = Object.entries(body).flatMap(([field, typed]): [string, unknown][] => {
    const tag = languageOfField(field)
    return tag === null ? [] : [[tag, typed]]
  })
  return { ...body, names: Object.fromEntries(names.slice(0, mostNames)) }
}

/** A number that a page put into its form: a revision, a version. */
export const positiveNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** The public details and the revision that the page showed; 0, which is no revision, where the form names none. */
export const amendFormShapeOf = (kind: SignerKind) => ({
  ...amendShapeOf(kind),
  revision: positiveNumber.catch(0),
})
export const amendFormOf = (kind: SignerKind) => formOf(amendFormShapeOf(kind))

/** The public details that a good form has. */
export const correctionOf = (kind: SignerKind, form: CorrectionForm): Correction => ({
  organisation: {
    name: form.organisation,
    names: form.names,
    country: form.country,
    website: form.website,
    ...signingAs(kind, form),
  },
  comment: form.comment,
})

/** The same, and whether they are to be shown. */
export const amendmentOf = (kind: SignerKind, form: AmendmentForm): Amendment => ({
  ...correctionOf(kind, form),
  nameWithheld: form.withheld,
})

/** The fields as somebody typed them: the page has them again when something is to be put right. */
export type Typed<Field extends string = OrganisationField> = Partial<Record<Field, string>>
export type Faults<Field extends string = OrganisationField> = Partial<Record<Field, Fault>>

/** The details as they stand, for a form that begins with them. */
export const typedDetails = ({ organisation, comment, nameWithheld }: Amendment): Typed<AmendField> => ({
  kind: kindOf(organisation),
  organisation: organisation.name,
  ...Object.fromEntries(namesInOrder(organisation.names).map(([tag, name]) => [nameField(tag), name])),
  title: personOf(organisation)?.title ?? '',
  affiliation: personOf(organisation)?.affiliation ?? '',
  country: organisation.country ?? '',
  website: organisation.website ?? '',
  comment: comment ?? '',
  withheld: nameWithheld ? 'yes' : '',
})

export function typedIn<Field extends string>(
  fields: readonly Field[],
  body: Record<string, unknown>,
): Typed<Field> {
  const typed: Record<string, string> = {}
  for (const field of withNameFields(fields, body)) {
    const value = body[field]
    if (typeof value === 'string') typed[field] = value
  }
  return typed as Typed<Field>
}

/** The first fault of each field. */
export function faultsIn<Field extends string>(
  fields: readonly Field[],
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): Faults<Field> {
  const faults: Record<string, Fault> = {}
  for (const { path, message } of issues) {
    const [first, tag] = path
    const field = first === 'names' ? nameField(String(tag)) : fields.find(name => name === first)
    if (field) faults[field] ??= message as Fault
  }
  return faults as Faults<Field>
}
