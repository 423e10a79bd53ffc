import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { mediaTypes } from '../formats/media-types.ts'
import { answerOnce } from '../held/answer-once.ts'
import { currentSnapshot } from '../held/held-statements.ts'
import { paths } from '../paths.ts'
import { robotsText } from './robots.ts'
import { securityText } from './security-txt.ts'
import { sitemapXml } from './sitemap.ts'

const text = { 'content-type': mediaTypes.text, 'cache-control': 'public, max-age=3600' }

/** What search engines and those who find a weakness look for, where they look for it. */
export const wellKnownRoutes = new Hono<AppEnv>()
  .get(paths.site.robots, c => c.body(robotsText(c.var.deps.config.publicUrl), 200, text))

  .get(paths.site.sitemap, async c => {
    const { publicUrl } = c.var.deps.config
    const snapshot = await currentSnapshot(c)
    return answerOnce(c, snapshot, { name: 'sitemap', type: mediaTypes.xml }, () =>
      sitemapXml(publicUrl, snapshot.statements),
    )
  })

  .get(paths.site.securityTxt, c => {
    const { config, now } = c.var.deps
    const { publicUrl, address, securityContact = `mailto:${address}` } = config
    return c.body(securityText(publicUrl, securityContact, now()), 200, text)
  })
