import { areShared } from './keys.ts'
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

/** In production nobody else reaches this machine’s own names, and no passkey is for them. */
export const faultOfLocalUrl = (url: string): string | null =>
  isLocal(url)
    ? 'PUBLIC_URL: production needs an address that others reach, like https://countersign.example'
    : null

export const faultOfLocalSender = (address: string): string | null =>
  /@[^.]+$/.test(address) ? 'MAIL_FROM: production needs an address that others can answer to' : null
