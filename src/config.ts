import * as z from 'zod'
import { type FloodLimits, floodLimits } from './domain/flood-limits.ts'
import { asksPerAddress, freshLinksPerAddress, mailsPerSecond } from './domain/limits.ts'
import { databaseUrl } from './settings/database-url.ts'
import { key, keys } from './settings/keys.ts'
import { addressIn, apiKey, sender } from './settings/mail.ts'
import { findUnknownNames, type UnknownName } from './settings/names.ts'
import { anyNumber, wholeNumber } from './settings/numbers.ts'
import { apiOrigin, mirrors, onion, siteOrigin } from './settings/origins.ts'
import { smtpUrl } from './settings/smtp-url.ts'
import { contact, printedLine } from './settings/texts.ts'
import {
  faultOfFloods,
  faultOfLocalSender,
  faultOfLocalUrl,
  faultOfMailWays,
  faultOfMirrors,
  faultOfModeratorsWebhook,
  faultOfSecrets,
} from './settings/together.ts'
import { callUrl, webhookSecret } from './settings/webhooks.ts'

/** What the app is told from outside, whatever the runtime. */
export type Config = {
  /** Origin of every link we write, without a trailing slash. Never taken from a request. */
  publicUrl: string
  mailFrom: string
  /** Set where mail goes by Resend. */
  resendApiKey: string | undefined
  resendBaseUrl: string | undefined
  /** Set where mail goes by a server of SMTP, which Node alone can. */
  smtpUrl: string | undefined
  /** Mails a second of all processes together; 0: as fast as they go. */
  mailPerSecond: number
  /** Under which the provider signs what it says of mails (`whsec_…`); without it nothing is listened to. */
  resendWebhookSecret: string | undefined
  /** Where moderators are told that something waits, and under what that is signed. */
  moderatorsWebhook: { url: string; secret: string } | undefined
  /** 32 bytes each. All open; which one seals, the database says. */
  contactKeys: Uint8Array[]
  /** 32 bytes, from which the key of sign-in challenges is derived. */
  sessionSecret: Uint8Array
  /** Mails a day that requests from strangers may cause to one mailbox. */
  asksPerAddress: number
  /** Confirm links a day for one mailbox, fresh ones and ones that are sent again. */
  freshLinksPerAddress: number
  floodLimits: FloodLimits
  /** How many proxies of ours stand before the server on Node: of the last ones X-Forwarded-For is believed. */
  trustedProxies: number
  /** The address in `mailFrom`: a person reads what comes to it. */
  address: string
  /** The origin of the onion service that serves this site too; every page offers it to Tor Browser. */
  onionUrl: string | undefined
  /** Origins of copies of this site that the operator vouches for. */
  mirrorUrls: readonly string[]
  /** Who runs the site and answers for the data, as the privacy page names them; their postal address. */
  operatorName: string | undefined
  operatorAddress: string | undefined
  /** Where a weakness is reported: a mailto: or https: URI. Without it, to the same person. */
  securityContact: string | undefined
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Beyond it a limit holds nobody up. */
const greatestLimit = 1_000_000
const limit = (normal: number) => wholeNumber(1, greatestLimit).default(normal)

const mailShape = {
  MAIL_FROM: sender,
  RESEND_API_KEY: apiKey.optional(),
  RESEND_BASE_URL: z.string().pipe(apiOrigin).optional(),
  SMTP_URL: smtpUrl.optional(),
}

const schema = z.object({
  PUBLIC_URL: z.string('it is not set').pipe(siteOrigin),
  ...mailShape,
  MAIL_PER_SECOND: anyNumber(0, 1000).default(mailsPerSecond),
  RESEND_WEBHOOK_SECRET: webhookSecret.optional(),
  MODERATORS_WEBHOOK_URL: callUrl.optional(),
  MODERATORS_WEBHOOK_SECRET: webhookSecret.optional(),
  CONTACT_KEY: z.string('it is not set').pipe(keys),
  SESSION_SECRET: z.string('it is not set').pipe(key),
  LIMIT_ASKS_PER_ADDRESS: limit(asksPerAddress),
  LIMIT_FRESH_LINKS_PER_ADDRESS: limit(freshLinksPerAddress),
  LIMIT_FORMS_BY_NETWORK: limit(floodLimits.formsByNetwork.most),
  LIMIT_UNPROVED_BY_NETWORK: limit(floodLimits.unprovedByNetwork.most),
  LIMIT_UNPROVED_IN_FLOOD: limit(floodLimits.unprovedInFlood.most),
  LIMIT_FLOOD: limit(floodLimits.flood.most),
  LIMIT_GREAT_FLOOD: limit(floodLimits.greatFlood.most),
  LIMIT_PROVED_BY_NETWORK: limit(floodLimits.provedByNetwork.most),
  LIMIT_UNPROVED_BY_DOMAIN: limit(floodLimits.unprovedByDomain.most),
  LIMIT_PROVED_BY_DOMAIN: limit(floodLimits.provedByDomain.most),
  LIMIT_CONFIRMED_BY_DOMAIN: limit(floodLimits.confirmedByDomain.most),
  TRUSTED_PROXIES: wholeNumber(0, 5).default(0),
  SECURITY_CONTACT: contact.optional(),
  OPERATOR_NAME: printedLine.optional(),
  OPERATOR_ADDRESS: printedLine.optional(),
  ONION_URL: z.string().pipe(onion).optional(),
  MIRROR_URLS: mirrors.default([]),
})

/**
 * Reads the configuration. Throws {@link ConfigError} with one line that names every bad value by its variable, and
 * shows none of them. How the values stand to each other is said in the same way, once each is good by itself.
 */
export function readConfig(env: Record<string, unknown>): Config {
  const value = parseEnv(schema, env)
  refuse([
    ...faultsOfMail(value, env),
    faultOfModeratorsWebhook(value),
    faultOfSecrets(value),
    faultOfMirrors(value),
    faultOfFloods(value),
    isProduction(env) ? faultOfLocalUrl(value.PUBLIC_URL) : null,
  ])
  return {
    publicUrl: value.PUBLIC_URL,
    ...mailConfigOf(value),
    mailPerSecond: value.MAIL_PER_SECOND,
    resendWebhookSecret: value.RESEND_WEBHOOK_SECRET,
    moderatorsWebhook: moderatorsWebhookOf(value.MODERATORS_WEBHOOK_URL, value.MODERATORS_WEBHOOK_SECRET),
    contactKeys: value.CONTACT_KEY,
    sessionSecret: value.SESSION_SECRET,
    asksPerAddress: value.LIMIT_ASKS_PER_ADDRESS,
    freshLinksPerAddress: value.LIMIT_FRESH_LINKS_PER_ADDRESS,
    floodLimits: {
      formsByNetwork: value.LIMIT_FORMS_BY_NETWORK,
      unprovedByNetwork: value.LIMIT_UNPROVED_BY_NETWORK,
      unprovedInFlood: value.LIMIT_UNPROVED_IN_FLOOD,
      flood: value.LIMIT_FLOOD,
      greatFlood: value.LIMIT_GREAT_FLOOD,
      provedByNetwork: value.LIMIT_PROVED_BY_NETWORK,
      unprovedByDomain: value.LIMIT_UNPROVED_BY_DOMAIN,
      provedByDomain: value.LIMIT_PROVED_BY_DOMAIN,
      confirmedByDomain: value.LIMIT_CONFIRMED_BY_DOMAIN,
    },
    trustedProxies: value.TRUSTED_PROXIES,
    securityContact: value.SECURITY_CONTACT,
    operatorName: value.OPERATOR_NAME,
    operatorAddress: value.OPERATOR_ADDRESS,
    onionUrl: value.ONION_URL,
    mirrorUrls: value.MIRROR_URLS,
  }
}

const isProduction = (env: Record<string, unknown>) => env.NODE_ENV === 'production'

function refuse(faults: readonly (string | null)[]) {
  const all = faults.filter(fault => fault !== null)
  if (all.length > 0) throw new ConfigError(`configuration: ${all.join('; ')}`)
}

const moderatorsWebhookOf = (
  url: string | undefined,
  secret: string | undefined,
): Config['moderatorsWebhook'] => (url === undefined || secret === undefined ? undefined : { url, secret })

/** With what mail goes. */
export type MailConfig = Pick<Config, 'mailFrom' | 'address' | 'resendApiKey' | 'resendBaseUrl' | 'smtpUrl'>

/** Reads with what mail goes alone, as {@link readConfig} does. */
export function readMailConfig(env: Record<string, unknown>): MailConfig {
  const value = parseEnv(z.object(mailShape), env)
  refuse(faultsOfMail(value, env))
  return mailConfigOf(value)
}

type MailSettings = z.infer<z.ZodObject<typeof mailShape>>

const faultsOfMail = (value: MailSettings, env: Record<string, unknown>) => [
  faultOfMailWays(value),
  isProduction(env) ? faultOfLocalSender(addressIn(value.MAIL_FROM)) : null,
]

const mailConfigOf = (value: MailSettings): MailConfig => ({
  mailFrom: value.MAIL_FROM,
  address: addressIn(value.MAIL_FROM),
  resendApiKey: value.RESEND_API_KEY,
  resendBaseUrl: value.RESEND_BASE_URL,
  smtpUrl: value.SMTP_URL,
})

/** What `npm run moderator` is told: no key. With CONTACT_KEY it can also say who is who. */
export type OperatorConfig = Pick<Config, 'publicUrl'> & {
  databaseUrl: string
  contactKeys: Uint8Array[] | undefined
}

const operatorSchema = z.object({
  PUBLIC_URL: schema.shape.PUBLIC_URL,
  DATABASE_URL: databaseUrl,
  CONTACT_KEY: keys.optional(),
})

/** Reads what the operator's command needs, as {@link readConfig} does. */
export function readOperatorConfig(env: Record<string, unknown>): OperatorConfig {
  const value = parseEnv(operatorSchema, env)
  refuse([isProduction(env) ? faultOfLocalUrl(value.PUBLIC_URL) : null])
  return {
    publicUrl: value.PUBLIC_URL,
    databaseUrl: value.DATABASE_URL,
    contactKeys: value.CONTACT_KEY,
  }
}

/** Where the database is, by role; `ownerUrl` for who migrates. */
type DatabaseUrls = { appUrl: string; publicUrl: string; ownerUrl: string | undefined }

const databaseSchema = z.object({
  DATABASE_URL: databaseUrl,
  DATABASE_PUBLIC_URL: databaseUrl,
  DATABASE_OWNER_URL: databaseUrl.optional(),
})

/** Reads where the database is, as {@link readConfig} does. */
export function readDatabaseUrls(env: Record<string, unknown>): DatabaseUrls {
  const value = parseEnv(databaseSchema, env)
  return {
    appUrl: value.DATABASE_URL,
    publicUrl: value.DATABASE_PUBLIC_URL,
    ownerUrl: value.DATABASE_OWNER_URL,
  }
}

const deploySchema = z.object({
  DATABASE_OWNER_URL: databaseUrl,
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_PUBLIC_URL: databaseUrl.optional(),
})

/** Reads what a deploy needs, as {@link readConfig} does: without their URLs the roles keep the passwords they have. */
export function readDeployUrls(env: Record<string, unknown>): {
  ownerUrl: string
  appUrl: string | undefined
  publicUrl: string | undefined
} {
  const value = parseEnv(deploySchema, env)
  return {
    ownerUrl: value.DATABASE_OWNER_URL,
    appUrl: value.DATABASE_URL,
    publicUrl: value.DATABASE_PUBLIC_URL,
  }
}

const listenSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port is needed, from 0 to 65535')
    .transform(Number)
    .refine(port => port <= 65_535, 'a port is needed, from 0 to 65535')
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or an address is needed, like 127.0.0.1')
    .default('127.0.0.1'),
})

/** Where Node listens; as {@link readConfig} does. */
export function readListening(env: Record<string, unknown>): { port: number; hostname: string } {
  const { PORT: port, HOST: hostname } = parseEnv(listenSchema, env)
  return { port, hostname }
}

/** What is read of the environment beside the settings of the three schemas: by development, tests and the platform. */
const otherNames = ['DATA_DIR', 'MAILBOX_PORT', 'NODE_ENV', 'CHROMIUM']

/** The variables that are probably ours and that nothing reads: what they should change stays as it is. */
export const unknownNames = (env: Record<string, unknown>): UnknownName[] =>
  findUnknownNames(env, [
    ...[schema, databaseSchema, listenSchema].flatMap(({ shape }) => Object.keys(shape)),
    ...otherNames,
  ])

/** Every variable at once, so that all faults are named together. An empty one counts as not set. */
function parseEnv<T>(schema: z.ZodType<T>, env: Record<string, unknown>): T {
  const variables = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(variables)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`configuration: ${faults.join('; ')}`)
}
