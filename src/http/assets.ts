import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { assets } from '../ui/assets.ts'
import type { AppEnv } from './env.ts'

/** Styles, fonts and the icon. A path names its bytes, so it is good for ever. */
export const assetRoutes = new Hono<AppEnv>().get(paths.assets(':name'), c => {
  const asset = assets.get(c.req.path)
  if (!asset) return c.notFound()
  return c.body(asset.body, 200, {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
  })
})
