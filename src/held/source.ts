import { minute } from '../domain/durations.ts'
import type { Log } from '../log.ts'
import type { Database, ListClient } from '../storage/client.ts'
import type { LastGood } from './last-good.ts'

/** What reading a list needs of the request that reads it. */
export type Source = {
  publicDb: Database
  listClient?: Pick<ListClient, 'db' | 'fellSilent'>
  mayShareWork: boolean
  lastGood: LastGood | null
  background: (work: Promise<void>) => void
  log: Log
}

/** In milliseconds, all of them. */
export const times = {
  /** How long a snapshot is served without a question. */
  freshPeriod: 1000,
  /** How long a question may take. A database that neither answers nor refuses counts as away. */
  answerTimeout: 2000,
  /** How long a reader keeps the others from asking. One that was cut off, as a Worker's request can be, never ends. */
  readerPeriod: 3000,
  /**
   * How long after the end of a reading a stale snapshot is served at once, while another reading runs. After a quiet
   * hour the first visitor waits instead: nobody is shown what was true before.
   */
  knownPeriod: 5000,
  /** How often the copy is written where nothing changes, so that the time which it states stays near the truth. */
  copyPeriod: 30 * minute,
} as const
