import { Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { jsonOnly } from '../../http/bodies.ts'
import { requireFreshPasskey, requireModerator } from '../../http/session.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { attestationJson, refusal } from '../ceremony/json.ts'
import { viewerOf } from '../viewer.ts'
import { addPasskey, addPasskeyOptions } from './add-passkey.ts'
import { renderAddPasskey } from './add-passkey-page.tsx'

/** One more passkey for whoever is signed in. */
export const passkeyRoutes = new Hono<DeskEnv>()
  .get(paths.auth.passkeys, requireModerator, requireFreshPasskey, async c => {
    const passkeys = await findPasskeysOf(c.var.deps.db, c.var.signedIn.moderator.id)
    return c.html(renderAddPasskey(viewerOf(c), { only: passkeys.length === 1 }))
  })

  .post(paths.auth.passkeyOptions, jsonOnly, requireModerator, requireFreshPasskey, async c => {
    const siteName = translator(c.var.lang)('site.name')
    return c.json(await addPasskeyOptions(c.var.deps, c.var.signedIn.moderator.id, siteName))
  })

  .post(paths.auth.passkeys, jsonOnly, requireModerator, requireFreshPasskey, attestationJson, async c => {
    const added = await addPasskey(c.var.deps, c.var.signedIn.moderator.id, c.req.valid('json'))
    if (!added.ok) return c.json(refusal, 403)
    c.var.deps.mailOwed()
    return c.json({ next: paths.account.page })
  })
