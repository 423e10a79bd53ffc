import { type Context, Hono } from 'hono'
import { authRoutes } from './auth/routes.ts'
import type { Deps } from './deps.ts'
import { endorsementRoutes } from './endorsements/routes.ts'
import type { AppEnv } from './env.ts'
import { answerAgain } from './held/replay.ts'
import { answerInTime } from './http/answer-in-time.ts'
import { answerError, answerUnmatched } from './http/faults.tsx'
import { limitForms } from './http/flood/gate.ts'
import { chooseLanguage } from './http/language.ts'
import { methodsAt } from './http/methods.ts'
import {
  dropSweptIn,
  keepOutOfCaches,
  nameRequest,
  offerOnion,
  sameOriginOnly,
  shareAcrossOrigins,
} from './http/middleware.ts'
import { openRound, placeStatement, tellNobody } from './http/private-round.ts'
import { protect, protectDesk } from './http/security-headers.ts'
import { moderationRoutes } from './moderation/routes.ts'
import { languageParam, paths } from './paths.ts'
import { deadlineRoutes } from './signatories/deadline/deadline-routes.ts'
import { embedRoutes } from './signatories/embed/embed-routes.ts'
import { finalRoutes } from './signatories/final/final-routes.ts'
import { apiRoutes } from './signatories/formats/api-routes.ts'
import { homeRoutes } from './signatories/home/home-routes.ts'
import { listRoutes } from './signatories/list/list-routes.ts'
import { permanentRoutes } from './signatories/list/permanent-routes.ts'
import { roundRoutes } from './signatories/round/round-routes.ts'
import { statementRoutes } from './signatories/statement/statement-routes.ts'
import { textRoutes } from './signatories/statement/text-routes.ts'
import { assetRoutes } from './site/assets.ts'
import { criteriaRoutes } from './site/criteria.tsx'
import { healthRoutes } from './site/health.ts'
import { helpRoutes } from './site/help.tsx'
import { privacyRoutes } from './site/privacy.tsx'
import { safetyRoutes } from './site/safety.tsx'
import { unsubscribeRoutes } from './site/unsubscribe/unsubscribe-routes.ts'
import { wellKnownRoutes } from './site/well-known.ts'
import { resendRoutes } from './webhooks/resend-routes.ts'

/** The whole product as one handler. `depsOf` gives a request what it needs: per request on Workers, one on Node. */
export function createApp(depsOf: (c: Context) => Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
    .use(async (c, next) => {
      c.set('deps', depsOf(c))
      await next()
    })
    .use(chooseLanguage)
    .use(answerAgain)
    .use(nameRequest)
    .use(paths.api.all, shareAcrossOrigins)
    .use(paths.site.pictures, shareAcrossOrigins)
    .use(paths.desk.all, protectDesk)
    .use(paths.auth.all, protectDesk)
    .use(paths.statement.allPrivate(languageParam), tellNobody)
    .use(protect)
    .use(keepOutOfCaches)
    .use(dropSweptIn)
    .use(offerOnion)
    .use(sameOriginOnly)
    .use(limitForms)
    .use(answerInTime)
    .use(paths.statement.allPrivate(languageParam), openRound)
    .use(paths.endorsement.confirm(languageParam, '*'), placeStatement)
    .use(paths.endorsement.privatePage(languageParam, '*'), placeStatement)

    .route('/', assetRoutes)
    .route('/', healthRoutes)
    .route('/', resendRoutes)
    .route('/', wellKnownRoutes)
    .route('/', privacyRoutes)
    .route('/', helpRoutes)
    .route('/', criteriaRoutes)
    .route('/', safetyRoutes)
    .route('/', unsubscribeRoutes)
    .route('/', endorsementRoutes)
    .route('/', authRoutes)
    .route('/', moderationRoutes)
    .route('/', roundRoutes)
    .route('/', homeRoutes)
    .route('/', statementRoutes)
    .route('/', deadlineRoutes)
    .route('/', finalRoutes)
    .route('/', listRoutes)
    .route('/', permanentRoutes)
    .route('/', textRoutes)
    .route('/', embedRoutes)
    .route('/', apiRoutes)
    .onError(answerError)
  return app.notFound(c => answerUnmatched(c, methodsAt(app, c.req.path)))
}
