import { zValidator } from '@hono/zod-validator'
import { assertion } from './check-passkey.ts'
import { attestation } from './register-passkey.ts'

// Our script sends JSON and is answered `{ next }`, the path to go to, or `{ error }`, a word that the page has a
// message for: see src/client/passkey.ts.

export const refusal = { error: 'refused' }

export const assertionJson = zValidator('json', assertion, (result, c) =>
  result.success ? undefined : c.json(refusal, 400),
)
export const attestationJson = zValidator('json', attestation, (result, c) =>
  result.success ? undefined : c.json(refusal, 400),
)
