import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, type AnyPgTable, getTableConfig } from 'drizzle-orm/pg-core'
import { askContext } from './asks.ts'
import type { Reader } from './client.ts'
import { contactChangeContext } from './contact-changes.ts'
import { contactContext } from './contacts.ts'
import { keptWritingContext } from './kept-writings.ts'
import { moderatorContext } from './moderators.ts'
import { outboxContext } from './outbox.ts'
import { privateAddressContext } from './private-addresses.ts'
import { remarkContext } from './remarks.ts'
import { asks, sentForms } from './schema/asks.ts'
import { keptWritings } from './schema/drafts.ts'
import { contactChanges, contacts } from './schema/endorsements.ts'
import { outbox } from './schema/mail.ts'
import { remarks } from './schema/moderation-log.ts'
import { moderators } from './schema/moderators.ts'
import { privateAddresses } from './schema/rounds.ts'
import { sentFormContext } from './sent-forms.ts'

/**
 * A column of what is sealed under CONTACT_KEY, always called `sealed`: by which column its row is found, and which
 * context its envelope has there.
 */
export type SealedColumn = {
  table: AnyPgTable
  key: AnyPgColumn
  context: (key: string) => string
}

const hexContext = (context: (hash: Uint8Array) => string) => (key: string) =>
  context(new Uint8Array(Buffer.from(key.slice(2), 'hex')))

/**
 * Every one of them: whoever changes the key seals these anew. `invitations.sealed` is none of them, being sealed under
 * a key made of the link itself. A test compares the list with the schema, and with the triggers of the database.
 */
export const sealedColumns: readonly SealedColumn[] = [
  { table: contacts, key: contacts.endorsementId, context: contactContext },
  { table: contactChanges, key: contactChanges.endorsementId, context: contactChangeContext },
  { table: remarks, key: remarks.logId, context: remarkContext },
  { table: moderators, key: moderators.id, context: moderatorContext },
  { table: outbox, key: outbox.id, context: outboxContext },
  { table: asks, key: asks.id, context: askContext },
  { table: sentForms, key: sentForms.hash, context: hexContext(sentFormContext) },
  { table: keptWritings, key: keptWritings.id, context: keptWritingContext },
  { table: privateAddresses, key: privateAddresses.statement, context: privateAddressContext },
]

/** Look-ups of addresses, by column: an HMAC under the key that is current, made anew of the address that is sealed. */
export const lookUpColumns: readonly string[] = [
  'endorsements.typed_lookup',
  'endorsements.email_lookup',
  'endorsements.mailbox_lookup',
  'contact_changes.lookup',
  'moderators.email_lookup',
  'unreachable_addresses.lookup',
]

/**
 * Other HMACs under a key made of CONTACT_KEY. Nobody has what they were made of; each is gone within a day or with its
 * message, and until then what is looked for is looked for under every key.
 */
export const shortLivedMacs: readonly string[] = [
  'asks.key',
  'mail_allowances.email_lookup',
  // Which mails take turns, until they have gone.
  'outbox.share',
  'outbox.source',
]

export const nameOf = ({ table }: SealedColumn): string => getTableConfig(table).name

/** How many envelopes there are under each key, by its id: of the most frequent first. */
export async function countSealedByKey(reader: Reader): Promise<{ id: Uint8Array; count: number }[]> {
  const parts = sealedColumns.map(
    ({ table }): SQL =>
      sql`SELECT substring(sealed FROM 2 FOR 4) AS id FROM ${table} WHERE sealed IS NOT NULL`,
  )
  const rows = await reader.execute<{ id: Uint8Array; count: number }>(
    sql`SELECT id, count(*)::int AS count FROM (${sql.join(parts, sql` UNION ALL `)}) AS envelopes GROUP BY id ORDER BY 2 DESC, 1`,
  )
  return rows.map(({ id, count }) => ({ id: new Uint8Array(id), count }))
}
