import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Config } from '../../config.ts'
import type { Deps } from '../../deps.ts'
import {
  countedDomainOf,
  domainLimit,
  type HeldUp,
  holdUpDomain,
  holdUpNetwork,
  networkLimit,
  secondsUntil,
} from '../../domain/flood.ts'
import { floodLimits } from '../../domain/flood-limits.ts'
import type { AppEnv } from '../../env.ts'
import { paths } from '../../paths.ts'
import { countUp, readCount } from '../../storage/flood-counts.ts'
import { formsOnly, sentFields } from '../bodies.ts'
import { noteRefusal } from '../log-lines.ts'
import { counted, floodKey, networkOfRequest } from './counted.ts'
import { renderHeldUp } from './held-up-page.tsx'
import { askForProof, isProof, proofField } from './proof.ts'

type C = Context<AppEnv>

/** The desk has sessions, signing in limits of its own, and what the provider says is signed. */
const ungated = [
  paths.desk.queue,
  paths.auth.all.slice(0, -1),
  paths.api.all.slice(0, -1),
  paths.webhooks.resend,
]

/**
 * The first limit, before a form is looked at and without a look into the database: forms of any kind from one network.
 * Reading is never limited here.
 */
export const limitForms = createMiddleware<AppEnv>(async (c, next) => {
  const { deps } = c.var
  if (c.req.method !== 'POST' || deps.formLimit === null) return next()
  if (ungated.some(path => c.req.path.startsWith(path))) return next()
  const key = Buffer.from(floodKey(deps, `forms ${networkOfRequest(c)}`)).toString('base64url')
  if (await deps.formLimit(key)) return next()
  const until = new Date(deps.now().getTime() + floodLimits.formsByNetwork.period)
  return formsOnly(c, async () => {
    c.res = await answerHeldUp(c, { kind: 'wait', of: 'network', until })
  })
})

/** In milliseconds: for so long a network that needs a proof is told so without a look into the database. */
const heldFor = 5000
const mostHeld = 20_000

/** By the configuration of the process, which has one. */
const held = new WeakMap<Config, Map<string, { heldUp: HeldUp; since: number }>>()

function heldRecently({ config, now }: Deps, network: string): HeldUp | null {
  const entry = held.get(config)?.get(network)
  return entry && now().getTime() - entry.since < heldFor ? entry.heldUp : null
}

function noteHeld({ config, now }: Deps, network: string, heldUp: HeldUp) {
  const networks = held.get(config) ?? new Map<string, { heldUp: HeldUp; since: number }>()
  if (networks.size >= mostHeld) networks.clear()
  networks.set(network, { heldUp, since: now().getTime() })
  held.set(config, networks)
}

/**
 * Counts a form that causes a mail to `email`, and says whether it is held up. It asks the same of the database
 * whatever the address is: what is known of it plays no part.
 */
export async function holdUpMailForm(c: C, email: string): Promise<HeldUp | null> {
  const { deps } = c.var
  const { db, config, now } = deps
  const { floodLimits: limits } = config
  const network = networkOfRequest(c)
  const proof = (await c.req.parseBody())[proofField]
  const recently = proof === undefined ? heldRecently(deps, network) : null
  if (recently) return recently
  const isProved = await isProof(deps, proof)
  const [count, taken] = await Promise.all([
    countUp(db, counted(deps, networkLimit(isProved), network), now()),
    readCount(db, counted(deps, 'flood').key, now()),
  ])
  const ofNetwork = holdUpNetwork(limits, { isProved, count, taken })
  if (ofNetwork?.kind === 'prove') noteHeld(deps, network, ofNetwork)
  if (ofNetwork) return ofNetwork
  const domain = countedDomainOf(email)
  if (domain !== null) {
    const count = await countUp(db, counted(deps, domainLimit(isProved), domain), now())
    const ofDomain = holdUpDomain(limits, { isProved, count })
    if (ofDomain) return ofDomain
  }
  await countUp(db, counted(deps, 'flood'), now())
  return null
}

/** The page in place of an answer: it keeps what was typed, to be sent again from there. */
export async function answerHeldUp(c: C, { kind, of, until }: HeldUp): Promise<Response> {
  const { deps, lang } = c.var
  const seconds = secondsUntil(until, deps.now())
  c.header('retry-after', `${seconds}`)
  c.set('pagePolicy', 'live')
  noteRefusal(c, `${kind}_${of}`)
  const fields = (await sentFields(c)) ?? []
  const page = renderHeldUp({
    lang,
    of,
    seconds,
    action: new URL(c.req.url).pathname,
    typed: fields.filter(({ name }) => name !== proofField),
    challenge: kind === 'prove' ? await askForProof(deps) : null,
    writeTo: deps.config.address,
  })
  return c.html(page, 429)
}
