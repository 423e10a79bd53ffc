import { eq } from 'drizzle-orm'
import type { Reader, Transaction } from './client.ts'
import { contacts } from './schema/endorsements.ts'
import type { Sealing } from './sealing.ts'

/** The person who asks on the organisation's behalf. Never public. */
export type Contact = { representative: string; role: string; email: string }

/** Another contact in the place of one; of somebody who signs for themselves only the address is another. */
export const keptContact = (old: Contact, { representative, role, email }: Contact): Contact => ({
  representative: representative || old.representative,
  role: role || old.role,
  email,
})

export const contactContext = (endorsementId: string) => `contact:${endorsementId}`

export async function insertContact(
  tx: Transaction,
  sealing: Sealing,
  endorsementId: string,
  contact: Contact,
) {
  const sealed = await sealing.seal(contactContext(endorsementId), JSON.stringify(contact))
  await tx.insert(contacts).values({ endorsementId, sealed })
}

/** Puts another contact in the place of the one that is kept. */
export async function replaceContact(
  tx: Transaction,
  sealing: Sealing,
  endorsementId: string,
  contact: Contact,
) {
  const sealed = await sealing.seal(contactContext(endorsementId), JSON.stringify(contact))
  await tx.update(contacts).set({ sealed }).where(eq(contacts.endorsementId, endorsementId))
}

/** Null once erased. */
export async function findContact(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
): Promise<Contact | null> {
  const [row] = await reader.select().from(contacts).where(eq(contacts.endorsementId, endorsementId))
  return row ? (JSON.parse(await sealing.open(contactContext(endorsementId), row.sealed)) as Contact) : null
}

/**
 * The same for one of many: an envelope that does not open must not stop the others. It is null then too, and
 * `onUnreadable` is told why.
 */
export async function findReadableContact(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
  onUnreadable: (error: unknown) => void,
): Promise<Contact | null> {
  const [row] = await reader.select().from(contacts).where(eq(contacts.endorsementId, endorsementId))
  if (!row) return null
  try {
    return JSON.parse(await sealing.open(contactContext(endorsementId), row.sealed)) as Contact
  } catch (error) {
    onUnreadable(error)
    return null
  }
}
