import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { accountRoutes } from './account/account-routes.ts'
import { passkeyRoutes } from './account/passkey-routes.ts'
import { joinRoutes } from './join/join-routes.ts'
import { signInRoutes } from './sign-in/sign-in-routes.ts'
import { teamRoutes } from './team/team-routes.ts'
import { verifyRoutes } from './verify/verify-routes.ts'

/** Who may decide at the desk, and how they get in. */
export const authRoutes = new Hono<AppEnv>()
  .route('/', signInRoutes)
  .route('/', joinRoutes)
  .route('/', verifyRoutes)
  .route('/', passkeyRoutes)
  .route('/', accountRoutes)
  .route('/', teamRoutes)
