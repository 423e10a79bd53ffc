import type { Config } from '../config.ts'
import { mailMayWait, minute, second, sweepMayRest } from '../domain/durations.ts'
import { describeError } from '../log.ts'
import type { Database } from '../storage/client.ts'
import { findMissingKeys } from '../storage/contact-keys.ts'
import { databaseTime, lastSweep } from '../storage/last-sweep.ts'
import { findMailStanding } from '../storage/mail-standing.ts'
import { isAway, isNotSetUp } from '../storage/pg-errors.ts'
import { findRoleFaults } from '../storage/role-faults.ts'
import type { Sealing } from '../storage/sealing.ts'

/** What was looked at; `fault`: what is wrong and how to mend it, null where nothing is; `note`: what may be wrong. */
export type Check = { what: string; fault: string | null; note?: string }

/**
 * Whether the server may stand behind a proxy that it does not know of. It speaks no TLS itself: where the site is
 * https, something before it does. A Worker is told by its platform who asks.
 */
export function checkProxies({
  publicUrl,
  trustedProxies,
}: Pick<Config, 'publicUrl' | 'trustedProxies'>): Check {
  const check = { what: 'proxies', fault: null }
  if (!publicUrl.startsWith('https:') || trustedProxies > 0) return check
  const note =
    'TRUSTED_PROXIES is 0: on Node all visitors count as one network, the proxy’s; say how many proxies there are. A Worker needs none'
  return { ...check, note }
}

/** Whether a variable is set that nothing reads, as its name is misspelt. */
export function checkNames(unknown: readonly { name: string; meant: string | null }[]): Check {
  const check = { what: 'names', fault: null }
  if (unknown.length === 0) return check
  const words = unknown.map(({ name, meant }) => (meant === null ? name : `${name} (is it ${meant}?)`))
  return { ...check, note: `nothing reads ${words.join(', ')}` }
}

/** In milliseconds. */
const mostSkew = 5 * second

type Tried = { app: Database; reader: Database; sealing: Sealing; now: () => Date }

/** Each thing of the database that is tried, as the product reaches it; null where nothing is wrong. */
const tries: Readonly<Record<string, (deps: Tried) => Promise<string | null>>> = {
  async roles(deps) {
    const faults = await findRoleFaults(deps)
    return faults.length === 0 ? null : `${faults.join('; ')}: the URLs log in as the roles that README names`
  },
  async keys({ app, sealing }) {
    const missing = await findMissingKeys(app, sealing)
    if (missing.length === 0) return null
    return `CONTACT_KEY lacks ${missing.join(', ')}, under which data is sealed: set it to what it was before`
  },
  async clock({ app, now }) {
    const before = now().getTime()
    const time = await databaseTime(app)
    const skew = Math.abs(time.getTime() - (before + now().getTime()) / 2)
    return skew <= mostSkew ? null : `it is ${Math.round(skew / second)} s off the database’s: set it by NTP`
  },
  async mail({ app, now }) {
    const standing = await findMailStanding(app, now())
    if (standing.state === 'goes') return null
    if (standing.state === 'still')
      return `some is owed and none has gone in ${mailMayWait / minute} minutes: npm run mail -- test`
    return `the provider refuses the account (${standing.code}): npm run mail -- test, once it is mended`
  },
  async sweep({ app, now }) {
    const sweptAt = await lastSweep(app)
    if (sweptAt && now().getTime() - sweptAt.getTime() < sweepMayRest) return null
    return `none ran within ${sweepMayRest / minute} minutes: start the product, and see whether the cron is on`
  },
}

/** Tries them one after the other; one that cannot be tried keeps none of the others from it. */
export async function checkDatabase(deps: Tried): Promise<Check[]> {
  const checks: Check[] = []
  for (const [what, look] of Object.entries(tries)) {
    checks.push({ what, fault: await look(deps).catch(error => wordsForError(error)) })
  }
  return checks
}

/** Of what could not be tried. */
export function wordsForError(error: unknown): string {
  if (isAway(error)) return 'the database cannot be reached: see its host, port and firewall'
  if (isNotSetUp(error)) return 'a table, a role or a password is missing or another one: npm run db:deploy'
  return `it could not be tried: ${JSON.stringify(describeError(error))}`
}

/** A line for each, and whether all is well. */
export function reportOf(checks: readonly Check[]): { text: string; isWell: boolean } {
  const width = Math.max(...checks.map(({ what }) => what.length))
  const lines = checks.map(({ what, fault, note }) => {
    if (fault !== null) return `wrong  ${what.padEnd(width)}  ${fault}`
    return note === undefined ? `ok     ${what}` : `note   ${what.padEnd(width)}  ${note}`
  })
  return { text: lines.join('\n'), isWell: checks.every(({ fault }) => fault === null) }
}
