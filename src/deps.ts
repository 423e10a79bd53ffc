import type { Context } from 'hono'
import type { Config } from './config.ts'
import type { Compressible } from './held/answers.ts'
import type { LastGood } from './held/last-good.ts'
import type { Snapshots } from './held/snapshot.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail/mailer.ts'
import type { FindOutcome } from './mail/outcome.ts'
import type { Database, ListClient } from './storage/client.ts'
import type { Sealing } from './storage/sealing.ts'

/** All that the app needs from outside. A Worker makes one a request, Node one for the process. */
export type Deps = {
  config: Config
  /** As `countersign_app`. */
  db: Database
  /** As `countersign_public`: all that a public page may see. */
  publicDb: Database
  /**
   * As `publicDb`, by a connection of its own, for the lists that every page shows: searches keep no withdrawal
   * waiting. Only where requests share connections.
   */
  listClient?: ListClient
  /** Whether a request may wait for what another one asked: on Node, and not on Workers. */
  mayShareWork: boolean
  now: () => Date
  /** Cryptographically random bytes. */
  random: (length: number) => Uint8Array
  sealing: Sealing
  mailer: Mailer
  /** Asks the provider what became of a mail; null where it cannot say. */
  findOutcome: FindOutcome | null
  snapshots: Snapshots
  /** Where the last good list outlives the process; null keeps it in memory only. */
  lastGood: LastGood | null
  /** Makes a body smaller by gzip; null where the network in front of us does it, as Cloudflare's. */
  compress: ((body: Uint8Array) => Uint8Array<ArrayBuffer>) | null
  /** The bytes of a file of `ui/assets.ts`, by its hashed name; null where there is none. */
  file: (name: string) => Promise<Compressible | null>
  log: Log
  /**
   * The address that a request was sent from, as the platform, the socket or a proxy of ours says it; null where none
   * does.
   */
  remoteAddress: (c: Context) => string | null
  /** Whether one more form is taken under this key, before anything is asked of the database; null: each is. */
  formLimit: ((key: string) => Promise<boolean>) | null
  /** Lets work go on after the answer. Nothing may depend on it: what must happen is in the outbox. */
  background: (work: Promise<void>) => void
  /**
   * When what was asked is handled next, in milliseconds since 1970; null while nobody is going to. One for all
   * requests of a process or an isolate.
   */
  nextHandling: { at: number | null }
  /** Says that the outbox has something due, so that it need not wait for the next sweep. */
  mailOwed: () => void
}
