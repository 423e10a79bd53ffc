import type { Deps } from '../../deps.ts'
import { keptOf } from '../../domain/organisation.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { askContext, insertAsk } from '../../storage/asks.ts'
import { insertSentForm } from '../../storage/sent-forms.ts'
import type { AskedForm } from '../sent-form.ts'
import { withSource } from './due-asks.ts'
import { type Ask, type AskRefusal, refusalOf } from './make-request.ts'

/**
 * Takes an ask in, and what its page will show. It does the same whatever the address: what becomes of it is decided
 * after the answer, so that neither the page nor its time tells whether the address is known.
 *
 * @param request `isCaught`: a machine sent it, and nothing comes of it
 * @param by `once` tells this ask from another of the same content, as "send again" does; `source`: of the mail that
 *   answers it, which makes no two of one ask
 * @returns the token of the page, null where there is no room for one
 */
export const receiveAsk = (
  deps: Deps,
  { isCaught, ...request }: Ask & { isCaught?: boolean },
  sent: Omit<AskedForm, 'askId'>,
  { once = '', source }: { once?: string | undefined; source?: Uint8Array } = {},
): Promise<Result<string | null, AskRefusal>> =>
  deps.db.transaction(async tx => {
    const refusal = await refusalOf(tx, request, deps.now())
    if (refusal) return err(refusal)
    const id = crypto.randomUUID()
    const content = {
      ...request,
      organisation: keptOf(request.organisation),
      ...(isCaught && { isCaught }),
    }
    const keys = deps.sealing.fingerprint(
      `${once}\n${JSON.stringify({ ...content, contact: inSmall(content.contact) })}`,
    )
    const sealed = await deps.sealing.seal(askContext(id), withSource(content, source))
    const askId = await insertAsk(tx, { keys, id, sealed }, deps.now())
    return ok(await insertSentForm(tx, deps, { ...sent, askId }))
  })

/** A keyboard may begin an address with a capital: the ask is the same. */
const inSmall = (contact: Ask['contact']): Ask['contact'] => ({
  ...contact,
  email: contact.email.toLowerCase(),
})
