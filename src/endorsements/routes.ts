import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { askRoutes } from './ask/ask-routes.ts'
import { confirmRoutes } from './confirm/confirm-routes.ts'
import { privatePageRoutes } from './private-page/private-page-routes.ts'

/** The representative's side: asking to endorse, confirming the address, the private page. */
export const endorsementRoutes = new Hono<AppEnv>()
  .route('/', privatePageRoutes)
  .route('/', askRoutes)
  .route('/', confirmRoutes)
