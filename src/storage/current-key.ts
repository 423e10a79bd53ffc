import type { Database, Transaction } from './client.ts'
import { currentContactKey } from './schema/contact-keys.ts'
import type { Sealing } from './sealing.ts'

/** As it may be printed: it tells nothing of the key. */
export const nameOfKey = (id: Uint8Array): string => Buffer.from(id).toString('hex')

/** CONTACT_KEY is not what data is sealed under; `missing` names the keys that would open it. */
export class ContactKeyFault extends Error {
  override name = 'ContactKeyFault'
  readonly missing: readonly string[]
  constructor(missing: readonly string[]) {
    super(
      `CONTACT_KEY does not open what is sealed in the database: the key ${missing.join(', ')} is not in it. ` +
        'Set CONTACT_KEY to what it was before; `npm run doctor` says more.',
    )
    this.missing = missing
  }
}

/**
 * Makes the sealing use the key that is current. In a transaction it stays so until that ends: whoever stores a look-up
 * asks first, and two look-ups of one address are under one key. Throws {@link ContactKeyFault} where that key is not
 * configured. Where no key is noted yet nothing changes.
 */
export async function followKeys(tx: Transaction, sealing: Sealing): Promise<void> {
  const [current] = await tx.select().from(currentContactKey).for('share')
  adopt(sealing, current)
}

/** The same, to be up to date and no more: the key may change at once. */
export async function refreshKeys(db: Database, sealing: Sealing): Promise<void> {
  const [current] = await db.select().from(currentContactKey)
  adopt(sealing, current)
}

function adopt(sealing: Sealing, current: typeof currentContactKey.$inferSelect | undefined) {
  if (current && !sealing.use(current.keyId, current.changes))
    throw new ContactKeyFault([nameOfKey(current.keyId)])
}

/** In milliseconds: how long a process may seal under a key that is current no more. */
const longestStale = 5000

/**
 * The same sealing, which asks which key is current before it seals, where nobody has asked for a while: for a process
 * that does nothing by itself between requests.
 */
export function stayCurrent(
  sealing: Sealing,
  db: () => Database,
  clock: { now: () => Date; askedAt: number },
): Sealing {
  return {
    ...sealing,
    async seal(context, plain) {
      const time = clock.now().getTime()
      if (time - clock.askedAt > longestStale) {
        await refreshKeys(db(), sealing)
        clock.askedAt = time
      }
      return sealing.seal(context, plain)
    },
  }
}
