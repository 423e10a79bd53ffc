import { type Context, Hono } from 'hono'
import { authRoutes } from './auth/routes.ts'
import type { Deps } from './deps.ts'
import { endorsementRoutes } from './endorsements/routes.ts'
import { assetRoutes } from './site/assets.ts'
import type { AppEnv } from './env.ts'
import { answerError, answerNotFound } from './http/faults.tsx'
import { foundRoutes } from './site/well-known.ts'
import { healthRoutes } from './site/health.ts'
import { helpRoutes } from './site/help.tsx'
import {
  answerInTime,
  keepOutOfCaches,
  nameRequest,
  protect,
  protectDesk,
  sameOriginOnly,
  shareAcrossOrigins,
} from './http/middleware.ts'
import { privacyRoutes } from './site/privacy.tsx'
import { moderationRoutes } from './moderation/routes.ts'
import { paths } from './paths.ts'
import { keepFinished } from './held/replay.ts'
import { apiRoutes } from './signatories/formats/api-routes.ts'
import { embedRoutes } from './signatories/embed/embed-routes.ts'
import { signatoryRoutes } from './signatories/statement/routes.ts'

/** The whole product as one handler. `depsOf` gives a request what it needs: per request on Workers, one on Node. */
export function createApp(depsOf: (c: Context) => Deps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('deps', depsOf(c))
      await next()
    })
    .use(keepFinished)
    .use(nameRequest)
    .use(paths.api.all, shareAcrossOrigins)
    .use(paths.site.pictures, shareAcrossOrigins)
    .use(paths.desk.all, protectDesk)
    .use(paths.auth.all, protectDesk)
    .use(protect)
    .use(keepOutOfCaches)
    .use(sameOriginOnly)
    .use(answerInTime)

    .route('/', assetRoutes)
    .route('/', healthRoutes)
    .route('/', foundRoutes)
    .route('/', privacyRoutes)
    .route('/', helpRoutes)
    .route('/', endorsementRoutes)
    .route('/', authRoutes)
    .route('/', moderationRoutes)
    .route('/', signatoryRoutes)
    .route('/', embedRoutes)
    .route('/', apiRoutes)

    .notFound(answerNotFound)
    .onError(answerError)
}
