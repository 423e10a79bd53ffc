import { Hono } from 'hono'
import { mailMayWait, minute, sweepMayRest } from '../domain/durations.ts'
import type { AppEnv } from '../env.ts'
import { describeError } from '../log.ts'
import { paths } from '../paths.ts'
import type { Database } from '../storage/client.ts'
import { findMissingKeys } from '../storage/contact-keys.ts'
import { lastSweep } from '../storage/last-sweep.ts'
import { findMailStanding } from '../storage/mail-standing.ts'
import { findRoleFaults } from '../storage/role-faults.ts'

/**
 * Alive; and able to serve:
 * - the database answers and is migrated;
 * - CONTACT_KEY opens what is sealed, and the two roles lead to one database and may do no more than they must;
 * - a sweep ran within {@link sweepMayRest}.
 *
 * Whether mail goes is said beside it: a service whose mail waits still serves.
 */
export const healthRoutes = new Hono<AppEnv>()
  .get(paths.site.health, c => c.json({ status: 'alive' }))

  .get(paths.site.ready, async c => {
    const { db, publicDb, sealing, now, log } = c.var.deps
    try {
      const missing = await findMissingKeys(db, sealing)
      if (missing.length > 0)
        return c.json({ status: 'CONTACT_KEY does not open what is sealed: npm run doctor says more' }, 503)
      if ((await findRoleFaults({ app: db, reader: publicDb })).length > 0)
        return c.json(
          { status: 'the database URLs are not what they should be: npm run doctor says more' },
          503,
        )
      const swept = await lastSweep(db)
      const ready = swept !== null && now().getTime() - swept.getTime() < sweepMayRest
      return c.json(
        {
          status: ready ? 'ready' : `no sweep in ${sweepMayRest / minute} minutes`,
          mail: await mailInWords(db, now()),
        },
        ready ? 200 : 503,
      )
    } catch (error) {
      log('error', 'not_ready', describeError(error))
      return c.json({ status: 'the database does not answer, or is not migrated' }, 503)
    }
  })

async function mailInWords(db: Database, now: Date): Promise<string> {
  const standing = await findMailStanding(db, now)
  if (standing.state === 'refused')
    return `the provider refuses our account (${standing.code}): all mail waits`
  return standing.state === 'still'
    ? `no mail has gone in ${mailMayWait / minute} minutes, and some are owed`
    : 'goes'
}
