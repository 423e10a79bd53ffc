/** What one call of `POST /emails` asks to send; `to`, `cc`, `bcc` and `replyTo` are address lines. */
export type Email = {
  from: string
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  text: string
  html: string
}

/** Resend's error shape; `statusCode` is also the answer's status. */
export type ApiError = { statusCode: number; name: string; message: string }

/** Reads the body of `POST /emails`, or says in Resend's words what is wrong with it. */
export function readEmail(body: unknown): { email: Email } | { error: ApiError } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('The body must be a JSON object.')
  const fields: Record<string, unknown> = { ...body }
  for (const name of ['from', 'to', 'subject'])
    if (isMissing(fields[name])) return miss(`Missing \`${name}\` field.`)
  if (isMissing(fields.html) && isMissing(fields.text)) return miss('Missing `html` or `text` field.')

  const { from, subject, text = '', html = '' } = fields
  if (typeof from !== 'string' || !isAddress(from)) return refuse(malformed('from'))
  if (typeof subject !== 'string') return refuse('The `subject` must be a string.')
  if (/[\r\n]/.test(subject)) return refuse('The `\\n` is not allowed in the `subject` field.')
  if (typeof text !== 'string' || typeof html !== 'string')
    return refuse('`text` and `html` must be strings.')
  const lists = { to: fields.to, cc: fields.cc, bcc: fields.bcc, reply_to: fields.reply_to }
  for (const [name, value] of Object.entries(lists)) {
    const list = listOf(value)
    if (!list.every(isAddress)) return refuse(malformed(name))
    if (list.length > 50) return refuse(`The \`${name}\` field must not have more than 50 addresses.`)
  }
  const addresses = (value: unknown) => listOf(value).filter(isAddress)
  return {
    email: {
      from,
      to: addresses(lists.to),
      cc: addresses(lists.cc),
      bcc: addresses(lists.bcc),
      replyTo: addresses(lists.reply_to),
      subject,
      text,
      html,
    },
  }
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** `a@b` or `Name <a@b>` on one line. A domain without a dot passes: local mail comes from one. */
function isAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 1000 || /[\r\n]/.test(value)) return false
  const address = value.endsWith('>') ? value.slice(value.lastIndexOf('<') + 1, -1) : value
  return /^[^\s@<>,]+@[^\s@<>,]+$/.test(address.trim())
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function malformed(name: string): string {
  return `Invalid \`${name}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`
}

function refuse(message: string): { error: ApiError } {
  return { error: { statusCode: 422, name: 'validation_error', message } }
}

function miss(message: string): { error: ApiError } {
  return { error: { statusCode: 422, name: 'missing_required_field', message } }
}
