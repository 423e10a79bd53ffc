import { Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { jsonOnly } from '../../http/bodies.ts'
import { giveSession, pathAfterVerify, requireModerator, verifyPathOf } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { assertionJson, refusal } from '../ceremony/json.ts'
import { viewerOf } from '../viewer.ts'
import { verify, verifyOptions } from './verify.ts'
import { renderVerify } from './verify-page.tsx'

/** Showing the passkey again, before what asks for a fresh one. */
export const verifyRoutes = new Hono<DeskEnv>()
  .get(paths.auth.verify, requireModerator, c =>
    c.html(renderVerify(viewerOf(c), verifyPathOf(c.req.query()))),
  )

  .post(paths.auth.verifyOptions, jsonOnly, requireModerator, async c =>
    c.json(await verifyOptions(c.var.deps, c.var.signedIn)),
  )

  .post(paths.auth.verify, jsonOnly, requireModerator, assertionJson, async c => {
    const verified = await verify(c.var.deps, c.var.signedIn, c.req.valid('json'))
    if (!verified.ok) return c.json(refusal, 403)
    giveSession(c, verified.value.token)
    return c.json({ next: pathAfterVerify(c.req.query()) })
  })
