import { type Context, Hono } from 'hono'
import type { Deps } from './deps.ts'
import { endorsementRoutes } from './endorsements/routes.ts'
import { assetRoutes } from './http/assets.ts'
import type { AppEnv } from './http/env.ts'
import { answerError, answerNotFound } from './http/faults.tsx'
import { healthRoutes } from './http/health.ts'
import {
  keepOutOfCaches,
  nameRequest,
  protect,
  sameOriginOnly,
  shareAcrossOrigins,
} from './http/middleware.ts'
import { privacyRoutes } from './http/privacy.tsx'
import { paths } from './paths.ts'
import { signatoryRoutes } from './signatories/routes.ts'

/** The whole product as one handler. `depsOf` gives a request what it needs: per request on Workers, one on Node. */
export function createApp(depsOf: (c: Context) => Deps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('deps', depsOf(c))
      await next()
    })
    .use(nameRequest)
    .use(paths.apiAll, shareAcrossOrigins)
    .use(protect)
    .use(keepOutOfCaches)
    .use(sameOriginOnly)

    .route('/', assetRoutes)
    .route('/', healthRoutes)
    .route('/', privacyRoutes)
    .route('/', endorsementRoutes)
    .route('/', signatoryRoutes)

    .notFound(answerNotFound)
    .onError(answerError)
}
