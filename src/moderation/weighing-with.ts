import type { Deps } from '../deps.ts'
import { faultLog } from '../log.ts'

/** What weighing evidence needs, for pages that show what it comes to. */
export const weighingWith = ({ db, sealing, log }: Pick<Deps, 'db' | 'sealing' | 'log'>) => ({
  db,
  sealing,
  onFault: faultLog(log, 'evidence_not_weighed'),
})
