import { createHmac } from 'node:crypto'
import type { Deps } from '../../deps.ts'
import { linkExpiry, requestEndorsement } from '../../domain/endorsing.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { insertContact } from '../../storage/contacts.ts'
import { addressKeys, insertRequest } from '../../storage/endorsements.ts'
import { deleteSentForm, findSentForm, lockSentForm } from '../../storage/sent-forms.ts'
import { encodeToken, findToken, hashToken, insertToken } from '../../storage/tokens.ts'
import { setSubscribed } from '../../storage/update-subscriptions.ts'
import { type Ask, type AskRefusal, refusalOf } from '../ask/make-request.ts'

/**
 * The token of the confirm link that a form for a proved address leads to. It follows from the form's own token, so
 * that pressing the button twice leads to one request.
 */
export const provedAskToken = (formToken: string): string =>
  encodeToken(createHmac('sha256', Buffer.from(formToken, 'base64url')).update('own request').digest())

/**
 * Makes a request for an address that was proved by the link to another: its own confirm link is not mailed but given
 * to whoever sent the form. No allowance is spent, as nothing is mailed.
 */
export const askProved = (
  deps: Deps,
  formToken: string,
  { contact, updates = false, ...details }: Ask,
): Promise<Result<string, AskRefusal | { reason: 'gone' }>> =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    const token = provedAskToken(formToken)
    await lockSentForm(tx, formToken)
    if (await findToken(tx, 'confirm', token)) return ok(token)
    const hash = hashToken(token)
    if (!hash || !(await findSentForm(tx, deps, formToken))) return err({ reason: 'gone' })
    const refusal = await refusalOf(tx, details, now())
    if (refusal) return err(refusal)

    const requested = requestEndorsement({ id: crypto.randomUUID(), ...details }, now())
    const { id } = requested.to
    await insertRequest(tx, requested, await addressKeys(tx, sealing, contact.email), now())
    await insertContact(tx, sealing, id, contact)
    if (updates) await setSubscribed(tx, id, true, now())
    const createdAt = now()
    await insertToken(tx, {
      hash,
      endorsementId: id,
      purpose: 'confirm',
      createdAt,
      expiresAt: linkExpiry(createdAt),
    })
    await deleteSentForm(tx, formToken)
    return ok(token)
  })
