import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ownDomainOf } from '../../domain/evidence/mail-providers.ts'
import {
  domainLimit,
  type HeldUp,
  holdUpDomain,
  holdUpNetwork,
  isFlood,
  networkLimit,
  secondsUntil,
} from '../../domain/flood.ts'
import { floodLimits } from '../../domain/flood-limits.ts'
import { isShared } from '../../domain/ip-network.ts'
import type { AppEnv } from '../../env.ts'
import { isMailForm } from '../../paths.ts'
import { countUp, readCount } from '../../storage/flood-counts.ts'
import { formsOnly, sentFields } from '../bodies.ts'
import { noteRefusal } from '../log-lines.ts'
import { counted, floodKey, networkOfRequest } from './flood-keys.ts'
import { isPublicForm, takeFormSlot } from './form-slots.ts'
import { heldUpOf, rememberHeldUp } from './held-up-memory.ts'
import { renderHeldUp } from './held-up-page.tsx'
import { askForProof, isProof, proofField } from './proof.ts'

type C = Context<AppEnv>

/**
 * The first limits, before a form is looked at and without a look into the database:
 * - forms that come while there is no place for them, before their body is read;
 * - forms of any kind from one network;
 * - mail forms without a proof from a network that was asked for one a moment ago.
 *
 * Reading is never limited here.
 */
export const limitForms = createMiddleware<AppEnv>(async (c, next) => {
  if (!isPublicForm(c)) return next()
  takeFormSlot(c)?.release()
  const { deps } = c.var
  const network = networkOfRequest(c)
  const key = Buffer.from(floodKey(deps, `forms ${network}`)).toString('base64url')
  if (deps.formLimit && !isShared(network) && !(await deps.formLimit(key))) {
    const until = new Date(deps.now().getTime() + floodLimits.formsByNetwork.period)
    return formsOnly(c, async () => {
      c.res = await answerHeldUp(c, { kind: 'wait', of: 'network', until })
    })
  }
  const heldUp = isMailForm(c.req.path) ? heldUpOf(deps, network) : null
  if (heldUp === null) return next()
  return formsOnly(c, async () => {
    if (await proofIn(c)) return next()
    c.res = await answerHeldUp(c, heldUp)
  })
})

/** Empty where the form has none. */
async function proofIn(c: C): Promise<string> {
  const { [proofField]: proof } = await c.req.parseBody()
  return typeof proof === 'string' ? proof : ''
}

/** `source`: what caused the mail of a form that is taken, `Owed` in mail/owe.ts. */
type Passage = { heldUp: HeldUp } | { heldUp: null; source: Uint8Array }

/**
 * Counts a form that causes a mail to `email`, and says whether it is held up. It asks the same of the database
 * whatever the address is: what is known of it plays no part. Mails without a proof have one source in a flood,
 * whichever networks they come from: they wait for each other, and one with a proof waits for its own network's.
 */
export async function passMailForm(c: C, email: string): Promise<Passage> {
  const { deps } = c.var
  const { db, config, now } = deps
  const { floodLimits: limits } = config
  const network = networkOfRequest(c)
  const hasProof = await isProof(deps, await proofIn(c))
  // One after the other: a Worker's request makes its own connections, and a flood of two each takes all there are.
  const count = await countUp(db, counted(deps, networkLimit(hasProof), network), now())
  const taken = await readCount(db, counted(deps, 'flood').key, now())
  const holdUp = (taken: number): HeldUp | null => {
    const heldUp = holdUpNetwork(limits, { network, hasProof, count, taken })
    if (heldUp?.kind === 'prove')
      rememberHeldUp(deps, { network, heldUp, isGreat: taken > limits.greatFlood })
    return heldUp
  }
  const ofNetwork = holdUp(taken)
  if (ofNetwork) return { heldUp: ofNetwork }
  const domain = ownDomainOf(email)
  if (domain !== null) {
    const count = await countUp(db, counted(deps, domainLimit(hasProof), domain), now())
    const ofDomain = holdUpDomain(limits, { hasProof, count })
    if (ofDomain) return { heldUp: ofDomain }
  }
  const { used } = await countUp(db, counted(deps, 'flood'), now())
  // Of many at once each has read the same number: its own tells which of them are too many.
  const atOnce = holdUp(used - 1)
  if (atOnce) return { heldUp: atOnce }
  const cause = !hasProof && isFlood(limits, used) ? 'flood' : `network ${network}`
  return { heldUp: null, source: floodKey(deps, `mails of ${cause}`) }
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
    challenge: kind === 'prove' ? askForProof(deps) : null,
    writeTo: deps.config.address,
  })
  return c.html(page, 429)
}
