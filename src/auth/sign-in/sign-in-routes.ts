import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../env.ts'
import { formsOnly, jsonOnly } from '../../http/bodies.ts'
import { giveSession, pathAfterVerify, sessionToken, takeSession } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { assertionJson, refusal } from '../ceremony/json.ts'
import { signIn, signInOptions } from './sign-in.ts'
import { renderSignIn } from './sign-in-page.tsx'
import { signOut } from './sign-out.ts'

const signOutForm = z.object({ everywhere: z.string().optional().catch(undefined) })

/** Signing in with a passkey, and out, on this device or on all. */
export const signInRoutes = new Hono<AppEnv>()
  .get(paths.auth.signIn, c => c.html(renderSignIn(c.var.lang, c.req.query())))

  .post(paths.auth.signInOptions, jsonOnly, async c => c.json(await signInOptions(c.var.deps)))

  .post(paths.auth.signIn, jsonOnly, assertionJson, async c => {
    const signedIn = await signIn(c.var.deps, c.req.valid('json'), sessionToken(c))
    if (!signedIn.ok) return c.json(refusal, 403)
    giveSession(c, signedIn.value.token)
    return c.json({ next: pathAfterVerify(c.req.query()) })
  })

  .post(paths.auth.signOut, formsOnly, zValidator('form', signOutForm), async c => {
    const everywhere = c.req.valid('form').everywhere === 'yes'
    const ended = await signOut(c.var.deps, sessionToken(c), { everywhere })
    takeSession(c)
    return c.redirect(`${paths.auth.signIn}?after=${ended || !everywhere ? 'sign-out' : 'end'}`, 303)
  })
