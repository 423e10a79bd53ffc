import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { encodeBody } from '../held/gzip.ts'
import { paths } from '../paths.ts'
import { assets } from '../ui/assets.ts'

/** Styles, scripts, fonts and pictures. A path names its bytes, so it is good for ever. */
export const assetRoutes = new Hono<AppEnv>().get(paths.site.asset(':name'), async c => {
  const asset = assets.get(c.req.path)
  const bytes = asset && (await c.var.deps.file(asset.file))
  if (!bytes) return c.notFound()
  const { type } = asset
  const isText = /^text\/|svg/.test(type)
  const { body, headers } = isText ? encodeBody(c, bytes) : { body: bytes.body, headers: {} }
  return c.body(body, 200, {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    ...headers,
  })
})
