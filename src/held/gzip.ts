import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import type { Bytes, Compressible } from './answers.ts'

/** In bytes: what is shorter fits a packet as it is. */
const shortest = 1000

/**
 * The bytes as this visitor takes them (RFC 9110, 12.5.3), compressed once, and the headers that say so. Nothing is
 * compressed where the network in front of us does it.
 */
export function encodeBody(
  c: Context<AppEnv>,
  bytes: Compressible,
): { body: Bytes; headers: Record<string, string> } {
  const { compress } = c.var.deps
  if (!compress || bytes.body.length < shortest) return { body: bytes.body, headers: {} }
  const vary = { vary: 'accept-encoding' }
  if (!takesGzip(c.req.header('accept-encoding'))) return { body: bytes.body, headers: vary }
  bytes.gzip ??= compress(bytes.body)
  return { body: bytes.gzip, headers: { ...vary, 'content-encoding': 'gzip' } }
}

/** True if an `Accept-Encoding` names gzip, and not with a quality of zero. */
export function takesGzip(header: string | undefined): boolean {
  if (header === undefined || header.length > 1000) return false
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)/i.test(header)
}
