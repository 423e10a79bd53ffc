import { err, ok, type Result } from '../../src/domain/result.ts'
import {
  type Ask,
  type AskDeps,
  type AskRefusal,
  makeRequest,
  refusalOf,
} from '../../src/endorsements/ask/make-request.ts'

/** Asks on an organisation's behalf, all at once: the product takes an ask in first, and handles it after the answer. */
export const askToEndorse = (deps: AskDeps, request: Ask): Promise<Result<'asked', AskRefusal>> =>
  deps.db.transaction(async tx => {
    const refusal = await refusalOf(tx, request, deps.now())
    if (refusal) return err(refusal)
    await makeRequest(tx, deps, crypto.randomUUID(), request)
    return ok('asked')
  })
