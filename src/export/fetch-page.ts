import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { readFiles } from '../deploy/read-files.ts'
import type { Deps } from '../deps.ts'
import type { HeldStatement, Snapshot } from '../held/snapshot.ts'
import type { Log } from '../log.ts'
import { randomBytes } from '../random.ts'
import type { Database } from '../storage/client.ts'
import { createSealing } from '../storage/sealing.ts'

/** Asks the site without a network. Throws, with the address, where the answer is no 200. */
export type Ask = (address: string) => Promise<Response>

type ReadingDeps = { publicDb: Database; now: () => Date; log: Log }

/**
 * The whole product with what it needs to read and no more: the public database role and nobody's keys. Every page is
 * made of what is given, so that all are of one revision. Throws ConfigError where PUBLIC_URL or MAIL_FROM is missing.
 */
export function siteOf(
  env: Record<string, string | undefined>,
  { snapshot, whole }: { snapshot: Snapshot; whole: readonly HeldStatement[] },
  { publicDb, now, log }: ReadingDeps,
): { ask: Ask; publicUrl: string } {
  const freshKey = () => Buffer.from(randomBytes(32)).toString('base64')
  const config = readConfig({
    ...env,
    // Public pages need none of these. A key that is made just now can open nothing and forge nothing.
    CONTACT_KEY: freshKey(),
    SESSION_SECRET: freshKey(),
    RESEND_API_KEY: 're_none',
    RESEND_BASE_URL: undefined,
  })
  const deps: Deps = {
    config,
    db: publicDb,
    publicDb,
    mayShareWork: false,
    now,
    random: randomBytes,
    sealing: createSealing(config.contactKeys, randomBytes),
    mailer: () => Promise.reject(new Error('a copy sends no mail')),
    findOutcome: null,
    snapshots: {
      current: async () => snapshot,
      check: async () => snapshot,
      statement: async (_, wanted) => whole.find(({ statement }) => statement.slug === wanted) ?? null,
      ownerOf: () => null,
      own: () => {},
    },
    lastGood: null,
    compress: null,
    file: readFiles(),
    log,
    background: () => {
      throw new Error('a copy leaves no work behind')
    },
    nextHandling: { at: null },
    remoteAddress: () => null,
    formLimit: null,
    mailOwed: () => {},
  }
  const app = createApp(() => deps)
  return {
    publicUrl: config.publicUrl,
    async ask(address) {
      const answer = await app.request(address)
      if (answer.status === 200) return answer
      throw new Error(`${answer.status} from ${address}`)
    },
  }
}
