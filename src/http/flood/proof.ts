import { createHmac } from 'node:crypto'
import { verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { proofLifetime } from '../../domain/durations.ts'
import { countUp } from '../../storage/flood-counts.ts'
import { proofKey } from './flood-keys.ts'

// ALTCHA's proof of work (https://altcha.org/docs/v2/): a number whose derived key begins with three zeros, found by
// trying some 4,000. That is a second or two of a laptop, some of an old phone, and two million a day of a server; one
// derivation checks it.

/** The field of a form that has it. */
export const proofField = 'proof'

const difficulty = { algorithm: 'PBKDF2/SHA-256', cost: 1000, keyPrefix: '000' }

type ProofDeps = Pick<Deps, 'config' | 'db' | 'now' | 'random'>

const secretOf = ({ config }: ProofDeps): string =>
  Buffer.from(proofKey(config, 'proof of work')).toString('hex')

/**
 * What a browser has to solve, as JSON. The signature is ALTCHA's: an HMAC of the parameters as JSON in the order of
 * their names. Made here and at once, as a flood asks for hundreds a second: the library makes a job of each.
 */
export function askForProof(deps: ProofDeps): string {
  const hex = (length: number) => Buffer.from(deps.random(length)).toString('hex')
  const parameters = {
    algorithm: difficulty.algorithm,
    cost: difficulty.cost,
    data: { until: deps.now().getTime() + proofLifetime },
    keyLength: 32,
    keyPrefix: difficulty.keyPrefix,
    nonce: hex(16),
    salt: hex(16),
  }
  const text = JSON.stringify(parameters)
  const signature = createHmac('sha256', secretOf(deps)).update(text).digest('hex')
  return `{"parameters":${text},"signature":"${signature}"}`
}

const proof = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(difficulty.algorithm),
      nonce: z.string(),
      salt: z.string(),
      cost: z.literal(difficulty.cost),
      keyLength: z.literal(32),
      keyPrefix: z.literal(difficulty.keyPrefix),
      data: z.object({ until: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
})

/** Longer is none of ours. */
const longestProof = 2000

/** Whether what a form brought solves a challenge of ours that is not too old, and that no other form brought. */
export async function isProof(deps: ProofDeps, typed: unknown): Promise<boolean> {
  const read = proof.safeParse(parse(typed))
  if (!read.success) return false
  const { challenge, solution } = read.data
  const { nonce, data } = challenge.parameters
  if (data.until <= deps.now().getTime()) return false
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: secretOf(deps),
  })
  if (!verified) return false
  const key = proofKey(deps.config, `used ${nonce}`)
  const { used } = await countUp(deps.db, { key, period: proofLifetime }, deps.now())
  return used === 1
}

function parse(typed: unknown): unknown {
  if (typeof typed !== 'string' || typed === '' || typed.length > longestProof) return null
  try {
    return JSON.parse(typed)
  } catch {
    return null
  }
}
