import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { askRoutes } from './ask/ask-routes.ts'
import { confirmRoutes } from './confirm/confirm-routes.ts'
import { contactRoutes } from './contact-person/contact-routes.ts'
import { lostLinkRoutes } from './lost-link/lost-link-routes.ts'
import { oneHourRoutes } from './one-hour/one-hour-routes.ts'
import { dataRoutes } from './private-page/data/data-routes.ts'
import { privatePageRoutes } from './private-page/private-page-routes.ts'

/**
 * The representative’s side: asking to endorse, confirming the address, the private page,
 * the ways out of it, fresh links to it.
 */
export const endorsementRoutes = new Hono<AppEnv>()
  .route('/', dataRoutes)
  .route('/', oneHourRoutes)
  .route('/', contactRoutes)
  .route('/', privatePageRoutes)
  .route('/', askRoutes)
  .route('/', confirmRoutes)
  .route('/', lostLinkRoutes)
