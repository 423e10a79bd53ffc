import { and, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import { askContext } from './asks.ts'
import type { Transaction } from './client.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { newContactKey, oneHourKey } from './mail-allowances.ts'
import { outboxContext } from './outbox.ts'
import { remarkContext } from './remarks.ts'
import { asks, sentForms } from './schema/asks.ts'
import { contactChanges, contacts, details, endorsements, tokens } from './schema/endorsements.ts'
import { mailAllowances, outbox } from './schema/mail.ts'
import { remarks } from './schema/moderation-log.ts'
import { type Macs, normaliseEmail, type Sealing } from './sealing.ts'
import { sentFormContext } from './sent-forms.ts'

// All that is held of one address, whether its owner proved it or somebody typed it.

/** Every request of it, locked, whatever became of it. */
export async function lockOfAddress(tx: Transaction, lookup: Macs): Promise<Endorsement[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(or(inArray(endorsements.typedLookup, [...lookup]), inArray(endorsements.emailLookup, [...lookup])))
    .orderBy(endorsements.id)
    .for('update')
  return rows.map(endorsementOf)
}

/** Every endorsement whose contact it is to become, locked. */
export async function lockNaming(tx: Transaction, lookup: Macs): Promise<Endorsement[]> {
  const naming = tx
    .select({ id: contactChanges.endorsementId })
    .from(contactChanges)
    .where(inArray(contactChanges.lookup, [...lookup]))
  const rows = await tx
    .select()
    .from(endorsements)
    .where(inArray(endorsements.id, naming))
    .orderBy(endorsements.id)
    .for('update')
  return rows.map(endorsementOf)
}

/** How much is kept beside these requests, by table. */
export async function countBeside(tx: Transaction, ids: string[]) {
  if (ids.length === 0) return { contacts: 0, remarks: 0, details: 0, links: 0, mails: 0 }
  return {
    contacts: await tx.$count(contacts, inArray(contacts.endorsementId, ids)),
    remarks: await tx.$count(remarks, inArray(remarks.endorsementId, ids)),
    details: await tx.$count(details, inArray(details.endorsementId, ids)),
    links: await tx.$count(tokens, inArray(tokens.endorsementId, ids)),
    mails: await tx.$count(outbox, and(inArray(outbox.endorsementId, ids), isNotNull(outbox.sealed))),
  }
}

/** Takes asks that are not handled yet: one that is being handled at this moment is a request, or waits for us. */
export async function deleteAsksOf(tx: Transaction, sealing: Sealing, address: string): Promise<number> {
  const rows = await tx.select().from(asks).where(isNotNull(asks.sealed)).for('update')
  let deleted = 0
  for (const { key, id, sealed } of rows) {
    if (!sealed || !mentions(await sealing.open(askContext(id), sealed), address)) continue
    await tx.delete(asks).where(eq(asks.key, key))
    deleted++
  }
  return deleted
}

/** Takes what somebody sent by a form, with the address in it. */
export async function deleteSentFormsOf(tx: Transaction, sealing: Sealing, address: string): Promise<number> {
  let deleted = 0
  for (const { hash, sealed } of await tx.select().from(sentForms)) {
    if (!mentions(await sealing.open(sentFormContext(hash), sealed), address)) continue
    await tx.delete(sentForms).where(eq(sentForms.hash, hash))
    deleted++
  }
  return deleted
}

/**
 * Takes the words of moderators in which the address stands, wherever: it may be an earlier contact's, or one that was
 * named.
 */
export async function deleteRemarksOf(tx: Transaction, sealing: Sealing, address: string): Promise<number> {
  let deleted = 0
  for (const { logId, sealed } of await tx.select().from(remarks)) {
    if (!mentions(await sealing.open(remarkContext(logId), sealed), address)) continue
    await tx.delete(remarks).where(eq(remarks.logId, logId))
    deleted++
  }
  return deleted
}

/** Wipes mails to the address that have not gone. */
export async function wipeMailsTo(
  tx: Transaction,
  sealing: Sealing,
  address: string,
  now: Date,
): Promise<number> {
  let wiped = 0
  for (const { id, sealed } of await tx.select().from(outbox).where(isNotNull(outbox.sealed))) {
    if (!sealed || !mentions(await sealing.open(outboxContext(id), sealed), address)) continue
    await tx.update(outbox).set({ sealed: null, cancelledAt: now, parkedAt: null }).where(eq(outbox.id, id))
    wiped++
  }
  return wiped
}

/** Forgets how many mails the address had, as such and about each of these requests. */
export async function deleteAllowancesOf(
  tx: Transaction,
  sealing: Sealing,
  address: string,
  ids: string[],
): Promise<number> {
  const keys = [
    ...sealing.mailbox(address),
    ...ids.flatMap(id => [...oneHourKey(sealing, id, address), ...newContactKey(sealing, id, address)]),
  ]
  const deleted = await tx
    .delete(mailAllowances)
    .where(inArray(mailAllowances.emailLookup, keys))
    .returning({ purpose: mailAllowances.purpose })
  return deleted.length
}

const mentions = (text: string, address: string): boolean =>
  text.normalize('NFC').toLowerCase().includes(normaliseEmail(address))
