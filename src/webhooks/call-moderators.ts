import type { Deps } from '../deps.ts'
import { second } from '../domain/durations.ts'
import { pauseSecondsAfter } from '../domain/mail-pace.ts'
import {
  deleteDeskCall,
  type OwedCall,
  oweDeskCalls,
  postponeDeskCall,
  postponeDeskCalls,
  takeDeskCalls,
} from '../storage/desk-calls.ts'
import { sign } from './signature.ts'

type CallDeps = Pick<Deps, 'config' | 'db' | 'now' | 'log'>

/** Calls at a time: at worst each waits for the whole of `callTimeLimit`, well within their lease. */
const mostCalls = 5
/** In milliseconds. */
const callTimeLimit = 5 * second

/**
 * Tells the moderators' webhook what waits, where there is one. Nothing waits for it: who owes a call only writes it
 * down. A call that is refused is put off alone; where nobody answers, or the receiver asks for rest, all are.
 */
export async function callModerators(deps: CallDeps): Promise<void> {
  const { config, db, now, log } = deps
  if (config.moderatorsWebhook === undefined) return
  await oweDeskCalls(db, now())
  const calls = await takeDeskCalls(db, now(), mostCalls)
  for (const [index, call] of calls.entries()) {
    const answer = await post(config.moderatorsWebhook, call, now())
    if (answer === 'taken') {
      await deleteDeskCall(db, call.id)
      continue
    }
    log('warn', 'desk_call_failed', { call: call.id, code: answer, attempts: call.attempts })
    const until = new Date(now().getTime() + pauseSecondsAfter(call.attempts, 0) * second)
    if (isOfThisCall(answer)) {
      await postponeDeskCall(db, call.id, until)
      continue
    }
    const notTried = calls.slice(index + 1).map(({ id }) => id)
    return postponeDeskCalls(db, notTried, until)
  }
}

const isOfThisCall = (code: number | 'no answer') =>
  typeof code === 'number' && code >= 400 && code < 500 && code !== 429

/** `taken`, or the status that says otherwise. A redirect is one: the address is the operator's, and no other. */
async function post(
  { url, secret }: NonNullable<CallDeps['config']['moderatorsWebhook']>,
  { id, kind, endorsementId, createdAt }: OwedCall,
  at: Date,
): Promise<'taken' | 'no answer' | number> {
  const body = JSON.stringify({ type: kind, id: endorsementId, at: createdAt.toISOString() })
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign(secret, body, id, at) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(callTimeLimit),
    })
    await answer.body?.cancel()
    return answer.ok ? 'taken' : answer.status
  } catch {
    return 'no answer'
  }
}
