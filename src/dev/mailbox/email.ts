import * as z from 'zod'

/** `a@b` or `Name <a@b>` on one line. A domain without a dot passes: local mail comes from one. */
const Address = z
  .string()
  .max(1000)
  .regex(/^(?:[^\s@<>,]+@[^\s@<>,]+|[^\r\n]*<[^\s@<>,]+@[^\s@<>,]+>)$/)

const Addresses = z.preprocess(value => [value ?? []].flat(), z.array(Address).max(50))

/** What one call of `POST /emails` asks to send. */
const Email = z.object({
  from: Address,
  to: Addresses,
  cc: Addresses,
  bcc: Addresses,
  replyTo: Addresses,
  subject: z.string().regex(/^[^\r\n]*$/),
  text: z.string().default(''),
  html: z.string().default(''),
  /** No line of one can begin another. */
  headers: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/), z.string().regex(/^[^\r\n]*$/)).default({}),
})

export type Email = z.infer<typeof Email>

/** Resend's name for what is wrong, and a sentence that names the field. */
type EmailProblem = { name: 'validation_error' | 'missing_required_field'; message: string }

/** Reads the body of `POST /emails`, or says what is wrong with it. */
export function readEmail(body: unknown): { email: Email } | { problem: EmailProblem } {
  const object = z.record(z.string(), z.unknown()).safeParse(body)
  if (!object.success) return invalid('The body must be a JSON object.')
  const { reply_to: replyTo, ...fields } = object.data
  const isMissing = (name: string) => [fields[name] ?? ''].flat().join('') === ''
  const missing = ['from', 'to', 'subject'].find(isMissing)
  if (missing) return miss(`Missing \`${missing}\` field.`)
  if (isMissing('html') && isMissing('text')) return miss('Missing `html` or `text` field.')
  const email = Email.safeParse({ ...fields, replyTo })
  if (email.success) return { email: email.data }
  const [issue] = email.error.issues
  return invalid(`Invalid \`${String(issue?.path[0])}\` field: ${issue?.message}.`)
}

const invalid = (message: string) => ({ problem: { name: 'validation_error', message } }) as const
const miss = (message: string) => ({ problem: { name: 'missing_required_field', message } }) as const
