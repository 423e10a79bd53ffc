import { mailMayWait } from '../domain/durations.ts'
import type { Reader } from './client.ts'
import { findAccountRefusal } from './mail-pace.ts'
import { hasStoodStill } from './outbox.ts'

/** `refused`: by the provider, with its code; `still`: mail is owed, and none has gone in {@link mailMayWait}. */
export type MailStanding = { state: 'goes' } | { state: 'still' } | { state: 'refused'; code: string }

/** Whether mail goes out, for operators and for the desk. */
export async function findMailStanding(reader: Reader, now: Date): Promise<MailStanding> {
  const code = await findAccountRefusal(reader)
  if (code !== null) return { state: 'refused', code }
  const isStill = await hasStoodStill(reader, new Date(now.getTime() - mailMayWait))
  return { state: isStill ? 'still' : 'goes' }
}
