import type { Deps } from '../../deps.ts'
import { type RepresentativeError, wrongStatus } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'
import { mailOneHourLink } from './mail-one-hour-link.ts'
import { type AskedPurpose, isPossible } from './one-hour-actions.ts'

/**
 * Sends a one-hour link to the address on file, for whoever has a link to the private page: the mail is the proof. What
 * the link does when its button is pressed is done by src/endorsements/one-hour/use-one-hour-link.ts.
 */
export const askForLink = (
  deps: Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now'>,
  token: string,
  purpose: AskedPurpose,
) =>
  deps.db.transaction(
    async (tx): Promise<Result<'sent' | 'capped', RepresentativeError | PrivateLinkError>> => {
      const opened = await lockPrivateLink(tx, deps.now(), token)
      if (!opened.ok) return opened
      const { endorsement, present } = opened.value
      if (!isPossible(purpose, endorsement)) return wrongStatus(endorsement)
      const outcome = await mailOneHourLink(tx, deps, present, purpose)
      return outcome === 'erased' ? err({ reason: 'link_unknown' }) : ok(outcome)
    },
  )
