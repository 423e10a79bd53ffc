import { areShared } from './keys.ts'
import { isKeyOfResend } from './mail.ts'
import { isLocal } from './origins.ts'
import { bytesOfSecret } from './webhooks.ts'

// What no setting shows by itself: how it stands to another one, and to production.

type Secrets = {
  CONTACT_KEY: readonly Uint8Array[]
  SESSION_SECRET: Uint8Array
  RESEND_WEBHOOK_SECRET?: string | undefined
  MODERATORS_WEBHOOK_SECRET?: string | undefined
}

/** Which variables have one secret, in words; null where each has its own. */
export function faultOfSecrets(secrets: Secrets): string | null {
  const { RESEND_WEBHOOK_SECRET: ofResend, MODERATORS_WEBHOOK_SECRET: ofModerators } = secrets
  const shared = areShared({
    CONTACT_KEY: secrets.CONTACT_KEY,
    SESSION_SECRET: [secrets.SESSION_SECRET],
    RESEND_WEBHOOK_SECRET: ofResend === undefined ? [] : [bytesOfSecret(ofResend)],
    MODERATORS_WEBHOOK_SECRET: ofModerators === undefined ? [] : [bytesOfSecret(ofModerators)],
  })
  return shared.length === 0 ? null : `${shared.join(' and ')} have one key: each needs its own`
}

type Addresses = { PUBLIC_URL: string; ONION_URL?: string | undefined; MIRROR_URLS: readonly string[] }

export function faultOfMirrors({ PUBLIC_URL, ONION_URL, MIRROR_URLS }: Addresses): string | null {
  const own = MIRROR_URLS.some(url => url === PUBLIC_URL || url === ONION_URL)
  return own ? 'MIRROR_URLS: the site itself is no copy of it' : null
}

type Floods = { LIMIT_FLOOD: number; LIMIT_GREAT_FLOOD: number }

export const faultOfFloods = ({ LIMIT_FLOOD, LIMIT_GREAT_FLOOD }: Floods): string | null =>
  LIMIT_GREAT_FLOOD < LIMIT_FLOOD ? 'LIMIT_GREAT_FLOOD: it is less than LIMIT_FLOOD' : null

type MailWays = {
  RESEND_API_KEY?: string | undefined
  RESEND_BASE_URL?: string | undefined
  SMTP_URL?: string | undefined
}

/** Mail goes by one provider; another API than Resend's may have keys of any shape. */
export function faultOfMailWays({ RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL }: MailWays): string | null {
  if (RESEND_API_KEY === undefined) return SMTP_URL === undefined ? 'RESEND_API_KEY: it is not set' : null
  if (SMTP_URL !== undefined) return 'SMTP_URL and RESEND_API_KEY: mail goes by one of the two'
  return RESEND_BASE_URL !== undefined || isKeyOfResend(RESEND_API_KEY)
    ? null
    : 'RESEND_API_KEY: a key of Resend is needed, like re_…'
}

type Webhook = { MODERATORS_WEBHOOK_URL?: string | undefined; MODERATORS_WEBHOOK_SECRET?: string | undefined }

export const faultOfModeratorsWebhook = (webhook: Webhook): string | null =>
  (webhook.MODERATORS_WEBHOOK_URL === undefined) === (webhook.MODERATORS_WEBHOOK_SECRET === undefined)
    ? null
    : 'MODERATORS_WEBHOOK_URL and MODERATORS_WEBHOOK_SECRET: the one needs the other'

/** In production nobody else reaches this machine’s own names, and no passkey is for them. */
export const faultOfLocalUrl = (url: string): string | null =>
  isLocal(url)
    ? 'PUBLIC_URL: production needs an address that others reach, like https://countersign.example'
    : null

export const faultOfLocalSender = (address: string): string | null =>
  /@[^.]+$/.test(address) ? 'MAIL_FROM: production needs an address that others can answer to' : null
