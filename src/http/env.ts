import type { Deps } from '../deps.ts'

/** What every request carries. */
export type AppEnv = { Variables: { deps: Deps; requestId: string } }
