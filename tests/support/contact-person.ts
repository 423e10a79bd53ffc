import { proposeContact } from '../../src/endorsements/contact-person/propose-contact.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import type { Contact } from '../../src/storage/contacts.ts'
import { oneHourToken } from './one-hour.ts'
import type { Scene } from './scene.ts'

let people = 0

/** Somebody who may become a contact person, under an address of their own. */
export function somebodyElse(contact: Partial<Contact> = {}): Contact {
  const n = ++people
  return { representative: `Nasta ${n}`, role: 'Coordinator', email: `nasta-${n}@example.org`, ...contact }
}

/** The representative names somebody: the token of the link that this person gets. */
export async function newContactToken(scene: Scene, id: string, contact: Contact): Promise<string> {
  const proposed = await proposeContact(scene.deps, await oneHourToken(scene, id, 'contact'), contact)
  if (!proposed.ok) throw new Error(`not proposed: ${proposed.error.reason}`)
  await deliverDue(scene.deps, 50)
  return linkIn(scene, contact.email)
}

/** The token of the newest mail's link to an address. */
export function linkIn(scene: Scene, email: string): string {
  const text = scene.mail.accepted.filter(({ message }) => message.to === email).at(-1)?.message.text ?? ''
  return /\/endorsement\/([\w-]{43})$/m.exec(text)?.[1] ?? ''
}
