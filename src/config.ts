import * as z from 'zod'

/** What the app is told from outside, whatever the runtime. */
export type Config = {
  /** Origin of every link we write, without a trailing slash. Never taken from a request. */
  publicUrl: string
  mailFrom: string
  resendApiKey: string
  resendBaseUrl: string | undefined
  /** 32 bytes each; the first seals, all open. */
  contactKeys: Uint8Array[]
  /** Mails a day that requests from strangers may cause to one address. */
  asksPerAddress: number
  /** Fresh confirm links a day for one address. */
  freshLinksPerAddress: number
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

const origin = z.string().transform((value, context) => {
  const url = URL.parse(value)
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  context.addIssue({ code: 'custom', message: 'an origin is needed, like https://countersign.example' })
  return z.NEVER
})

const keys = z.string().transform((value, context) => {
  const decoded = value.split(',').map(part => new Uint8Array(Buffer.from(part.trim(), 'base64')))
  if (decoded.every(key => key.length === 32)) return decoded
  context.addIssue({
    code: 'custom',
    message: '32 random bytes in base64 are needed (several: separated by commas)',
  })
  return z.NEVER
})

const limit = (normal: number) => z.coerce.number('a whole number is needed').int().min(1).default(normal)
const oneLine = z
  .string('it is not set')
  .min(1, 'it is empty')
  .regex(/^[^\r\n]+$/, 'it must be one line')

const schema = z.object({
  PUBLIC_URL: z.string('it is not set').pipe(origin),
  MAIL_FROM: oneLine,
  RESEND_API_KEY: oneLine,
  RESEND_BASE_URL: z.string().pipe(origin).optional(),
  CONTACT_KEY: z.string('it is not set').pipe(keys),
  LIMIT_ASKS_PER_ADDRESS: limit(3),
  LIMIT_FRESH_LINKS_PER_ADDRESS: limit(3),
})

/**
 * Reads the configuration. Throws {@link ConfigError} with one line that names every bad value by its
 * variable, and shows none of them.
 */
export function readConfig(env: Record<string, unknown>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = schema.safeParse(set)
  if (!read.success) {
    const faults = read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`configuration: ${faults.join('; ')}`)
  }
  const value = read.data
  return {
    publicUrl: value.PUBLIC_URL,
    mailFrom: value.MAIL_FROM,
    resendApiKey: value.RESEND_API_KEY,
    resendBaseUrl: value.RESEND_BASE_URL,
    contactKeys: value.CONTACT_KEY,
    asksPerAddress: value.LIMIT_ASKS_PER_ADDRESS,
    freshLinksPerAddress: value.LIMIT_FRESH_LINKS_PER_ADDRESS,
  }
}
