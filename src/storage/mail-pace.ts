import { isNotNull, sql } from 'drizzle-orm'
import { accountPause, type MailPace } from '../domain/mail-pace.ts'
import type { Database, Reader, Transaction } from './client.ts'
import { mailPace } from './schema/mail.ts'

/** When the next mail may go. Nobody else takes one before the transaction ends. */
export async function lockPace(tx: Transaction): Promise<MailPace> {
  const [row] = await tx.select().from(mailPace).for('update')
  if (!row) throw new Error('the row of the pace is gone')
  return row
}

/** The provider asked for rest: until then no process sends. Of two such wishes the later moment counts. */
export async function restUntil(db: Database, at: Date) {
  const iso = sql`${at.toISOString()}::timestamptz`
  await db.update(mailPace).set({ restsUntil: sql`greatest(${mailPace.restsUntil}, ${iso})` })
}

/**
 * The provider refuses our account: one message tries for all, the first one after the pause. `isSure`: it is not the
 * recipient of one message.
 *
 * @returns whether it is to be told: sure for the first time since the account worked
 */
export async function noteAccountRefusal(
  tx: Transaction,
  code: string,
  isSure: boolean,
  now: Date,
): Promise<boolean> {
  const [before] = await tx.select().from(mailPace).for('update')
  const wasTold = before !== undefined && before.accountRefusal !== null && before.refusalTold
  await tx.update(mailPace).set({
    accountRefusal: code,
    refusalTold: wasTold || isSure,
    nextAt: new Date(now.getTime() + accountPause),
    restsUntil: null,
  })
  return isSure && !wasTold
}

/** The provider took a message, or refused one for its own sake: our account is good, and all goes on at once. */
export async function noteAccountWorks(db: Database, now: Date) {
  await db
    .update(mailPace)
    .set({ accountRefusal: null, nextAt: now })
    .where(isNotNull(mailPace.accountRefusal))
}

/** The provider's code where it refuses our account, until a message has gone again; null where it does not. */
export async function findAccountRefusal(reader: Reader): Promise<string | null> {
  const [row] = await reader.select({ code: mailPace.accountRefusal }).from(mailPace)
  return row?.code ?? null
}
