import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { handler } from 'altcha-lib/workers/shared'

// One of the workers of proof.ts: it tries numbers until one fits.

handler({ deriveKey })
