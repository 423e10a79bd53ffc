import * as z from 'zod'
import { isDottedHost } from '../domain/hosts.ts'
import { isOnionName } from './onion.ts'

const origin = z.string().transform((value, context) => {
  const url = URL.parse(value)
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  context.addIssue({ code: 'custom', message: 'an origin is needed, like https://countersign.example' })
  return z.NEVER
})

/** Where nobody on the way reads along without TLS: this machine, onion services, names for tests (RFC 6761). */
const needsNoTls = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.(localhost|test|onion))$/

/** Whether an origin is this machine's own, for nobody else. */
export const isLocal = (url: string): boolean => localHost.test(new URL(url).hostname)
const localHost = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/

const noPlainHttp = { error: 'https: is needed, but for localhost and onion services', abort: true }
const isSafe = (url: string) => url.startsWith('https:') || needsNoTls.test(new URL(url).hostname)

/** Of an API that is sent a key. */
export const apiOrigin = origin.refine(isSafe, noPlainHttp)

/**
 * Of a site that people sign on: links of its mails are secrets, and passkeys need TLS and a host of one exact name.
 * This machine's own address may be had without TLS, for a look.
 */
export const siteOrigin = origin.refine(isSafe, noPlainHttp).refine(
  value => {
    const { protocol, hostname } = new URL(value)
    return isDottedHost(hostname) || hostname === 'localhost' || (protocol === 'http:' && isLocal(value))
  },
  { error: 'a host with a domain of its own is needed, like https://countersign.example', abort: true },
)

/** Of version 3, as others exist no more: 56 letters and digits of base32, perhaps with names before them. */
export const onion = origin
  .refine(url => /^https?:\/\/(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion(?::\d+)?$/.test(url), {
    error: 'the origin of an onion service is needed, like http://…56 characters….onion',
    abort: true,
  })
  .refine(url => isOnionName(new URL(url).hostname.split('.').at(-2) ?? ''), {
    error: 'no onion service has this address: a character of it is another one',
    abort: true,
  })

/** Several, by commas. */
export const mirrors = z.string().transform((value, context) => {
  const urls = value.split(',').map(text => URL.parse(text.trim()))
  const origins = urls.map(url =>
    url?.protocol === 'https:' && url.href === `${url.origin}/` ? url.origin : null,
  )
  if (origins.every(one => one !== null)) {
    if (new Set(origins).size === origins.length) return origins
    context.addIssue({ code: 'custom', message: 'it has one origin twice' })
    return z.NEVER
  }
  context.addIssue({
    code: 'custom',
    message: 'origins are needed, like https://mirror.example (several: separated by commas)',
  })
  return z.NEVER
})
