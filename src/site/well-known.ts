import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { answerHeld } from '../held/cached-answer.ts'
import type { AppEnv } from '../env.ts'
import { robotsText } from './robots.ts'
import { securityText } from './security-txt.ts'
import { sitemapXml } from './sitemap.ts'
import { heldTogether } from '../held/held-statements.ts'

const text = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' }

/** What search engines and those who find a weakness look for, where they look for it. */
export const foundRoutes = new Hono<AppEnv>()
  .get(paths.site.robots, c => c.body(robotsText(c.var.deps.config.publicUrl), 200, text))

  .get(paths.site.sitemap, async c => {
    const { publicUrl } = c.var.deps.config
    const held = await heldTogether(c)
    return answerHeld(c, held, 'sitemap', 'application/xml; charset=utf-8', () =>
      sitemapXml(publicUrl, held.statements),
    )
  })

  .get(paths.site.securityTxt, c => {
    const { config, now } = c.var.deps
    const { publicUrl, address, securityContact = `mailto:${address}` } = config
    return c.body(securityText(publicUrl, securityContact, now()), 200, text)
  })
