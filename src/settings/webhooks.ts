import * as z from 'zod'
import { isWeak } from './keys.ts'

/** Of a webhook: 24 to 64 bytes of base64 behind `whsec_`, as Standard Webhooks has them. */
export const webhookSecret = z
  .string()
  .refine(
    value =>
      /^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value) &&
      isSecretLength(bytesOfSecret(value).length),
    {
      error: 'the secret of a webhook is needed, like whsec_… and 24 to 64 bytes in base64',
      abort: true,
    },
  )
  .refine(value => !isWeak(bytesOfSecret(value)), 'it is not random: make another one')
const isSecretLength = (bytes: number) => bytes >= 24 && bytes <= 64

export const bytesOfSecret = (secret: string): Uint8Array =>
  new Uint8Array(Buffer.from(secret.slice('whsec_'.length), 'base64'))

const ownHosts = ['localhost', '127.0.0.1', '[::1]']

/** An https: address, or one of this machine's own, where a bridge may run beside the site. No name and no password. */
export const callUrl = z.string().refine(value => {
  const url = URL.parse(value)
  if (url === null || url.username + url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ownHosts.includes(url.hostname))
}, 'an https: address is needed (http: only on this machine), without a name or password in it')
