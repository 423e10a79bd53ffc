import type { Context } from 'hono'
import type { DeskEnv } from '../env.ts'
import type { Language } from '../i18n/index.ts'

/** Who looks at a page of the desk: in which language and time zone, and with which navigation. */
export type Viewer = { lang: Language; timeZone: string; role: 'moderator' | 'administrator' }

export function viewerOf(c: Context<DeskEnv>): Viewer {
  const { language, timeZone, role } = c.var.signedIn.moderator
  return { lang: language, timeZone, role }
}
