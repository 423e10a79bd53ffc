import { err, ok, type Result } from '../../src/domain/result.ts'
import {
  type AskDeps,
  type EndorsementRequest,
  handleAsk,
  type RequestError,
  refusalOf,
} from '../../src/endorsements/ask/handle-ask.ts'

/** Asks on an organisation's behalf, all at once: the product takes an ask in first, and handles it after the answer. */
export const askToEndorse = (
  deps: AskDeps,
  request: EndorsementRequest,
): Promise<Result<'asked', RequestError>> =>
  deps.db.transaction(async tx => {
    const refusal = await refusalOf(tx, request, deps.now())
    if (refusal) return err(refusal)
    await handleAsk(tx, deps, crypto.randomUUID(), request)
    return ok('asked')
  })
