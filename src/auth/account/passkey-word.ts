import { createHash } from 'node:crypto'
import { paths } from '../../paths.ts'

/** A word for a passkey in a URL: its id can have 1400 characters. */
export const passkeyWord = (id: string): string =>
  createHash('sha256').update(id).digest('base64url').slice(0, 22)

/** The page that says which passkey would go, before it goes. */
export const removalPath = (id: string): string =>
  `${paths.account.action('remove-passkey')}?passkey=${passkeyWord(id)}`
