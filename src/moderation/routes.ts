import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { bulkRejectionRoutes } from './bulk-rejection/bulk-rejection-routes.ts'
import { figuresRoutes } from './figures/figures-routes.ts'
import { logRoutes } from './log/log-routes.ts'
import { mailRoutes } from './mail/mail-routes.ts'
import { queueRoutes } from './queue/queue-routes.ts'
import { requestRoutes } from './request/request-routes.ts'
import { settingsRoutes } from './settings/settings-routes.ts'
import { editRoutes } from './statements/edit-routes.ts'
import { orderRoutes } from './statements/order-routes.ts'
import { previewLinkRoutes, previewRoutes } from './statements/preview-routes.tsx'
import { publishRoutes } from './statements/publish-routes.ts'
import { statementListRoutes } from './statements/statement-routes.ts'
import { timesRoutes } from './statements/times-routes.ts'
import { updateRoutes } from './updates/update-routes.ts'

/** The desk: where moderators decide. */
export const moderationRoutes = new Hono<AppEnv>()
  .route('/', requestRoutes)
  .route('/', queueRoutes)
  .route('/', figuresRoutes)
  .route('/', logRoutes)
  .route('/', mailRoutes)
  .route('/', bulkRejectionRoutes)
  .route('/', settingsRoutes)
  .route('/', orderRoutes)
  .route('/', timesRoutes)
  .route('/', statementListRoutes)
  .route('/', editRoutes)
  .route('/', previewRoutes)
  .route('/', publishRoutes)
  .route('/', previewLinkRoutes)
  .route('/', updateRoutes)
