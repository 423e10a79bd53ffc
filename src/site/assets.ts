import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { encodeBody } from '../held/gzip.ts'
import { paths } from '../paths.ts'
import { assets } from '../ui/assets.ts'

/** Styles, fonts and the icon. A path names its bytes, so it is good for ever. */
export const assetRoutes = new Hono<AppEnv>().get(paths.site.asset(':name'), c => {
  const asset = assets.get(c.req.path)
  if (!asset) return c.notFound()
  const { type } = asset
  const isText = /^text\/|svg/.test(type)
  const { body, headers } = isText ? encodeBody(c, asset) : { body: asset.body, headers: {} }
  return c.body(body, 200, {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    ...headers,
  })
})
