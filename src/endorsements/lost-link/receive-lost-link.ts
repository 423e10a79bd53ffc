import type { Deps } from '../../deps.ts'
import { askContext, insertAsk } from '../../storage/asks.ts'
import { normaliseEmail } from '../../storage/sealing.ts'
import { insertSentForm } from '../../storage/sent-forms.ts'
import { type LostLinkAsk, withSource } from '../ask/due-asks.ts'
import type { SentForm } from '../sent-form.ts'

/**
 * Takes in that somebody lost their link, and what the page will show. It does the same whatever the address, and what
 * becomes of it is decided after the answer: neither the page nor its time tells whether the address is known.
 *
 * @param by `isCaught`: whether a machine sent it, and nothing comes of it; `source`: of the mail that answers it
 * @returns the token of the page, null where there is no room for one
 */
export const receiveLostLink = (
  deps: Deps,
  email: string,
  { isCaught = false, source }: { isCaught?: boolean; source?: Uint8Array } = {},
): Promise<string | null> =>
  deps.db.transaction(async tx => {
    const id = crypto.randomUUID()
    const ask: LostLinkAsk = { lostLinkOf: normaliseEmail(email), ...(isCaught && { isCaught }) }
    const keys = deps.sealing.fingerprint(JSON.stringify(ask))
    const sealed = await deps.sealing.seal(askContext(id), withSource(ask, source))
    await insertAsk(tx, { keys, id, sealed }, deps.now())
    const sent: SentForm = { kind: 'lost', email, fault: null }
    return insertSentForm(tx, deps, sent)
  })
