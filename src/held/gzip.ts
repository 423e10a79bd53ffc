import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'

/** Bytes that are sent many times, and what was made of them for visitors that take gzip. */
export type Bytes = { body: Uint8Array<ArrayBuffer>; gzip?: Uint8Array<ArrayBuffer> }

/** Less than this is not worth it: the answer fits a packet as it is. */
const worthwhile = 1000

/**
 * The bytes as this visitor takes them (RFC 9110, 12.5.3), made smaller once, and the headers that say so. Nothing
 * is compressed where the network in front of us does it.
 */
export function encoded(
  c: Context<AppEnv>,
  bytes: Bytes,
): { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> } {
  const { compress } = c.var.deps
  if (!compress || bytes.body.length < worthwhile) return { body: bytes.body, headers: {} }
  const vary = { vary: 'accept-encoding' }
  if (!takesGzip(c.req.header('accept-encoding'))) return { body: bytes.body, headers: vary }
  bytes.gzip ??= compress(bytes.body)
  return { body: bytes.gzip, headers: { ...vary, 'content-encoding': 'gzip' } }
}

/** Whether an `Accept-Encoding` takes gzip, by name and not refused: a quality of zero nobody sends and everybody may. */
export function takesGzip(header: string | undefined): boolean {
  if (header === undefined || header.length > 1000) return false
  return header.split(',').some(coding => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding))
}
