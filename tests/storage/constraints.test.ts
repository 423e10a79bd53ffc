import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Status } from '../../src/domain/endorsement.ts'
import { logKinds } from '../../src/domain/log-kind.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { endorsementRow, factsOf, insert, type Row } from '../support/rows.ts'
import { slug } from '../support/scene.ts'

let database: TestDatabase
let kept: Record<
  | 'endorsement'
  | 'entry'
  | 'token'
  | 'message'
  | 'allowance'
  | 'passkey'
  | 'invitation'
  | 'challenge'
  | 'session',
  Row
>
/** Somebody to whom rows may belong. */
const moderatorId = crypto.randomUUID()
beforeAll(async () => {
  database = await freshDatabase()
  kept = await oneOfEach()
  await keepClosed()
})
afterAll(() => database.drop())

const at = new Date('2030-01-01T00:00:00Z')
const later = new Date('2030-01-02T00:00:00Z')
const hash = 'a'.repeat(64)
const statement = (changes: Row = {}): Row => ({
  slug: 'another',
  position: 77,
  default_language: 'en',
  revision: 0,
  created_at: at,
  ...changes,
})
const version = (changes: Row = {}): Row => ({
  statement: slug,
  number: 2,
  change: 'editorial',
  sha256: hash,
  created_at: at,
  ...changes,
})
const text = (changes: Row = {}): Row => ({
  statement: slug,
  version: 1,
  language: 'be',
  title: 'T',
  markdown: '# T',
  sha256: hash,
  ...changes,
})
const courtesy = (changes: Row = {}): Row => ({ ...text({ language: 'en' }), translator: 'T', ...changes })
const keptSlug = 'kept'
const keptHash = randomBytes(32)
const keptExtension = crypto.randomUUID()
const keptMember = crypto.randomUUID()
const privateAddress = (changes: Row = {}): Row => ({
  statement: slug,
  hash: randomBytes(32),
  sealed: Buffer.from('sealed'),
  made_at: at,
  ...changes,
})
const extension = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  statement: slug,
  from_closes_at: null,
  to_closes_at: later,
  at,
  ...changes,
})
const keptUpdate = crypto.randomUUID()
const keptSubscription = crypto.randomUUID()
/** News that nobody has sent. */
const update = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  statement: slug,
  kind: 'news',
  written_by: moderatorId,
  written_at: at,
  ...changes,
})
const stopped: Row = {
  statement: keptSlug,
  finished_at: at,
  stopped_at: at,
  stopped_by: moderatorId,
  stopped_of: 1,
}
const finalUpdate = (changes: Row = {}): Row =>
  update({ kind: 'final', written_by: null, sent_at: at, ...changes })
const contact = (changes: Row = {}): Row => ({
  endorsement_id: waiting.id ?? '',
  sealed: Buffer.from('sealed'),
  ...changes,
})
const finalList = (changes: Row = {}): Row => ({
  statement: slug,
  version: 1,
  canonical: '{}',
  sha256: hash,
  count: 1,
  withheld: 0,
  closed_at: at,
  frozen_at: at,
  ...changes,
})
const finalMember = (changes: Row = {}): Row => ({
  endorsement_id: crypto.randomUUID(),
  statement: keptSlug,
  number: 7,
  ...changes,
})
const finalOpening = (changes: Row = {}): Row => ({
  statement: keptSlug,
  number: 2,
  salt: randomBytes(32),
  fields: '{}',
  ...changes,
})

/** A statement with one row of each kind, for others to stumble over. */
async function keepClosed() {
  const { sql } = database
  await insert(sql, 'statements', statement({ slug: keptSlug }))
  await insert(sql, 'private_addresses', privateAddress({ statement: keptSlug, hash: keptHash }))
  await insert(sql, 'extensions', extension({ id: keptExtension, statement: keptSlug }))
  await insert(sql, 'final_lists', finalList({ statement: keptSlug }))
  await insert(sql, 'final_members', finalMember({ endorsement_id: keptMember, number: 1 }))
  await insert(sql, 'final_members', finalMember({ number: 2 }))
  await insert(sql, 'final_openings', finalOpening({ number: 1 }))
}

const token = (changes: Row = {}): Row => ({
  hash: randomBytes(32),
  endorsement_id: kept.endorsement.id ?? '',
  purpose: 'confirm',
  created_at: at,
  expires_at: later,
  ...changes,
})
const arrivals = (changes: Row = {}): Row => ({
  day: '2030-01-01',
  statement: slug,
  provider: 'gmail.com',
  ...changes,
})
const allowance = (changes: Row = {}): Row => ({
  email_lookup: randomBytes(32),
  purpose: 'ask',
  since: at,
  used: 1,
  ...changes,
})
const event = (changes: Row = {}): Row => ({
  endorsement_id: kept.endorsement.id ?? '',
  kind: 'confirmed',
  revision: 2,
  actor: 'clock',
  at,
  ...changes,
})
const logged = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  endorsement_id: kept.endorsement.id ?? '',
  kind: 'approve',
  revision: 1,
  moderator_id: moderatorId,
  code: 'some',
  at,
  ...changes,
})
const moderator = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  sealed: Buffer.from('sealed'),
  email_lookup: randomBytes(32),
  role: 'moderator',
  status: 'active',
  language: 'en',
  created_at: at,
  ...changes,
})
const passkey = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  moderator_id: moderatorId,
  public_key: randomBytes(77),
  counter: 0,
  transports: 'internal,hybrid',
  backed_up: true,
  created_at: at,
  ...changes,
})
const invitation = (changes: Row = {}): Row => ({
  hash: randomBytes(32),
  moderator_id: moderatorId,
  purpose: 'join',
  created_at: at,
  expires_at: later,
  ...changes,
})
const sealedInvitation = (changes: Row = {}): Row =>
  invitation({
    moderator_id: null,
    sealed: Buffer.from('sealed'),
    role: 'moderator',
    language: 'en',
    ...changes,
  })
const challenge = (changes: Row = {}): Row => ({ hash: randomBytes(32), expires_at: later, ...changes })
const session = (changes: Row = {}): Row => ({
  hash: randomBytes(32),
  moderator_id: moderatorId,
  created_at: at,
  seen_at: at,
  verified_at: at,
  ...changes,
})
const details = (changes: Row = {}): Row => ({
  endorsement_id: kept.endorsement.id ?? '',
  revision: 1,
  fields: '{}',
  ...changes,
})
const contactChange = (changes: Row = {}): Row => ({
  endorsement_id: waiting.id ?? '',
  sealed: Buffer.from('sealed'),
  lookup: randomBytes(32),
  proposed_at: at,
  expires_at: later,
  ...changes,
})
/** The id of the key under which what is here looks sealed. */
const keyId = Buffer.from('eale')
const contactKey = (changes: Row = {}): Row => ({
  id: keyId,
  sample: Buffer.from('sealed'),
  noted_at: at,
  ...changes,
})
const moderatorsChange = (changes: Row = {}): Row =>
  contactChange({ proposed_by: moderatorId, objection_until: later, ...changes })
const proposal = (changes: Row = {}): Row => ({
  endorsement_id: kept.endorsement.id ?? '',
  fields: '{}',
  proposed_at: at,
  ...changes,
})
const sectionProposal = (changes: Row = {}): Row => ({
  endorsement_id: kept.endorsement.id ?? '',
  kind: 'person',
  proposed_by: moderatorId,
  proposed_at: at,
  ...changes,
})
const message = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  endorsement_id: kept.endorsement.id ?? '',
  kind: 'approved',
  sealed: Buffer.from('sealed'),
  created_at: at,
  next_attempt_at: at,
  ...changes,
})
const opening = (changes: Row = {}): Row => ({
  seq: 0,
  endorsement_id: kept.endorsement.id ?? '',
  salt: randomBytes(32),
  fields: '{}',
  ...changes,
})
const entry = (changes: Row = {}): Row => ({ seq: 99, statement: slug, entry: '{}', at, ...changes })
const published = (changes: Row = {}) => ({
  id: kept.endorsement.id ?? '',
  statement: slug,
  version: 1,
  founding: false,
  position: 999,
  name: 'X',
  search_text: 'x',
  ...changes,
})
const confirmed = (changes: Row = {}) => endorsementRow('confirmed', changes)

async function oneOfEach() {
  const { sql } = database
  const endorsement = endorsementRow('requested')
  const none = {}
  kept = {
    endorsement,
    entry: none,
    token: none,
    message: none,
    allowance: none,
    passkey: none,
    invitation: none,
    challenge: none,
    session: none,
  }
  Object.assign(kept, { entry: logged(), token: token(), message: message(), allowance: allowance() })
  Object.assign(kept, { passkey: passkey(), invitation: invitation() })
  Object.assign(kept, { challenge: challenge(), session: session() })
  await insert(sql, 'endorsements', endorsement)
  const wish = { updates_id: keptSubscription, updates_since: at }
  await insert(sql, 'contacts', contact({ endorsement_id: endorsement.id ?? '', ...wish }))
  await insert(sql, 'contact_changes', contactChange({ endorsement_id: endorsement.id ?? '' }))
  await insert(sql, 'contact_keys', contactKey())
  await insert(sql, 'current_contact_key', { key_id: keyId })
  await insert(sql, 'proposals', proposal())
  await insert(sql, 'details', details())
  await insert(sql, 'known_names', knownName())
  await insert(sql, 'moderators', moderator({ id: moderatorId, email_lookup: addressOfModerator }))
  await insert(sql, 'moderator_statements', { moderator_id: moderatorId, statement: slug })
  await insert(sql, 'claims', claim())
  await insert(sql, 'section_proposals', sectionProposal())
  await insert(sql, 'passkeys', kept.passkey)
  await insert(sql, 'invitations', kept.invitation)
  await insert(sql, 'used_challenges', kept.challenge)
  await insert(sql, 'sessions', kept.session)
  await insert(sql, 'log', kept.entry)
  await insert(sql, 'log', logged({ id: bareEntry }))
  await insert(sql, 'remarks', remarkOfKept())
  await insert(sql, 'tokens', kept.token)
  await insert(sql, 'updates', update({ id: keptUpdate }))
  await insert(sql, 'updates', finalUpdate())
  await insert(sql, 'outbox', kept.message)
  await insert(sql, 'outbox', message({ update_id: keptUpdate }))
  await insert(sql, 'mail_allowances', kept.allowance)
  await insert(sql, 'mail_arrivals', arrivals())
  await insert(sql, 'sweeps', { last_run_at: at })
  await insert(sql, 'endorsements', approvedOnce)
  await insert(sql, 'endorsements', waiting)
  await insert(sql, 'asks', keptAsk)
  await insert(sql, 'flood_counts', keptCount)
  await insert(sql, 'unreachable_addresses', keptUnreachable)
  await insert(sql, 'delivery_events', keptEvent)
  await insert(sql, 'desk_calls', keptCall)
  await insert(sql, 'desk_call_cursor', { last_event: 1 })
  await insert(sql, 'sent_forms', keptForm)
  await insert(sql, 'statement_drafts', keptDraft)
  await insert(sql, 'kept_writings', writing)
  return kept
}
const claim = (changes: Row = {}): Row => ({
  endorsement_id: kept.endorsement.id ?? '',
  moderator_id: moderatorId,
  claimed_at: at,
  ...changes,
})
const knownName = (changes: Row = {}): Row => ({
  endorsement_id: kept.endorsement.id ?? '',
  kind: 'name',
  value: 'Known',
  from_files: false,
  alike_keys: '{}',
  search_text: 'known',
  ...changes,
})
const addressOfModerator = randomBytes(32)
/** An entry of the log without a remark. */
const bareEntry = crypto.randomUUID()
const remarkOfKept = (changes: Row = {}): Row => ({
  log_id: kept.entry.id ?? '',
  endorsement_id: kept.endorsement.id ?? '',
  sealed: Buffer.from('sealed'),
  ...changes,
})
const waiting = endorsementRow('returned')
const approvedOnce = endorsementRow('approved', { organisation_key: 'taken', position: 500 })

const ask = (changes: Row = {}): Row => ({
  key: randomBytes(32),
  id: crypto.randomUUID(),
  sealed: Buffer.from('sealed'),
  asked_at: at,
  due_at: at,
  ...changes,
})
const sentForm = (changes: Row = {}): Row => ({
  hash: randomBytes(32),
  sealed: Buffer.from('sealed'),
  expires_at: later,
  ...changes,
})
const draft = (changes: Row = {}): Row => ({
  slug: 'a-draft',
  content: '{}',
  saved_at: at,
  saved_by: moderatorId,
  ...changes,
})
const previewed = (changes: Row = {}): Row =>
  draft({ preview_hash: previewHash, preview_until: later, ...changes })
const previewHash = randomBytes(32)
const keptDraft = draft({ slug: 'kept-draft', preview_hash: randomBytes(32), preview_until: later })
const keptWriting = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  moderator_id: moderatorId,
  sealed: Buffer.from('sealed'),
  kept_at: at,
  ...changes,
})
const writing = keptWriting()
const floodCount = (changes: Row = {}): Row => ({ key: randomBytes(32), used: 1, ends_at: later, ...changes })
const keptCount = floodCount()
const keptAsk = ask()
const unreachable = (changes: Row = {}): Row => ({
  lookup: randomBytes(32),
  reason: 'bounced',
  since: at,
  ...changes,
})
const keptUnreachable = unreachable()
const deskCall = (changes: Row = {}): Row => ({
  id: crypto.randomUUID(),
  kind: 'mail.parked',
  created_at: at,
  next_attempt_at: at,
  ...changes,
})
const keptCall = deskCall()
const keptEvent = { id: 'msg_1', received_at: at }
const keptForm = sentForm()

/** Names of whatever shape, as JSON. */
const names = (of: postgres.JSONValue) => database.sql.json(of)
const many = Object.fromEntries(
  Array.from({ length: 41 }, (_, i) => [`q${String.fromCharCode(97 + (i % 26))}${i < 26 ? '' : 'z'}`, 'x']),
)

type Case = [constraint: string, table: string, row: () => Row]

/** Rows that are right but for one thing, named by the CHECK or the unique index that says so. */
const broken: Case[] = [
  ['statements_slug_check', 'statements', () => statement({ slug: 'Not a slug' })],
  ['statements_slug_check', 'statements', () => statement({ slug: '-x' })],
  ['statements_default_language', 'statements', () => statement({ default_language: 'EN' })],
  ['statements_origin', 'statements', () => statement({ origin: 'mail' })],
  ['statements_state', 'statements', () => statement({ state: 'closed' })],
  ['statements_time_zone', 'statements', () => statement({ time_zone: 'not a zone' })],
  ['statements_list_order', 'statements', () => statement({ list_order: 'rank' })],
  ['statements_signers', 'statements', () => statement({ signers: '{robot}' })],
  ['statements_signers', 'statements', () => statement({ signers: '{}' })],
  ['statements_publish_at', 'statements', () => statement({ state: 'draft', publish_at: at })],
  ['statements_revision_check', 'statements', () => statement({ revision: -1 })],
  ['statements_second_moderator', 'statements', () => statement({ second_moderator: 'often' })],
  ['statements_second_moderator', 'statements', () => statement({ second_moderator: 'weak' })],
  [
    'statements_opens_before_it_closes',
    'statements',
    () => statement({ opens_at: '2030-01-01T00:00:00Z', closes_at: '2030-01-01T00:00:00Z' }),
  ],
  ['statements_source_is_whole', 'statements', () => statement({ source_name: 'Without a URL' })],
  ['statements_source_is_whole', 'statements', () => statement({ source_url: 'https://first.example' })],
  ['statements_source_is_whole', 'statements', () => statement({ source_published_on: '2025-12-15' })],
  ['statements_slug_is_free', 'statements', () => statement({ slug: 'private' })],
  ['statements_origin', 'statements', () => statement({ origin: 'elsewhere' })],
  ['statements_state', 'statements', () => statement({ state: 'closed' })],
  ['statements_time_zone', 'statements', () => statement({ time_zone: '+01:00' })],
  ['statements_list_order', 'statements', () => statement({ list_order: 'size' })],
  ['statements_signers', 'statements', () => statement({ signers: [] })],
  ['statements_signers', 'statements', () => statement({ signers: ['company'] })],
  ['statements_publish_at', 'statements', () => statement({ state: 'draft', publish_at: later })],
  ['statements_public_from', 'statements', () => statement({ public_from: 0 })],
  ['statements_pkey', 'statements', () => statement({ slug })],

  ['statement_versions_number_check', 'statement_versions', () => version({ number: 0 })],
  ['statement_versions_change_check', 'statement_versions', () => version({ change: 'small' })],
  ['statement_versions_sha256_check', 'statement_versions', () => version({ sha256: 'A'.repeat(64) })],
  ['statement_versions_sha256_check', 'statement_versions', () => version({ sha256: 'a'.repeat(63) })],
  ['statement_versions_pkey', 'statement_versions', () => version({ number: 1 })],

  ['statement_texts_language', 'statement_texts', () => text({ language: 'french' })],
  ['statement_texts_language', 'statement_texts', () => text({ language: 'ar_EG' })],
  ['statement_texts_sha256_check', 'statement_texts', () => text({ sha256: 'z' })],
  ['courtesy_texts_language', 'courtesy_texts', () => courtesy({ language: '' })],
  ['courtesy_texts_sha256', 'courtesy_texts', () => courtesy({ sha256: 'z' })],
  ['courtesy_texts_pkey', 'courtesy_texts', () => courtesy({ language: 'be' })],
  ['statement_texts_pkey', 'statement_texts', () => text({ language: 'en' })],

  ['private_addresses_hash_check', 'private_addresses', () => privateAddress({ hash: randomBytes(31) })],
  ['private_addresses_hash', 'private_addresses', () => privateAddress({ hash: keptHash })],
  ['private_addresses_pkey', 'private_addresses', () => privateAddress({ statement: keptSlug })],
  ['extensions_are_later', 'extensions', () => extension({ from_closes_at: later })],
  ['extensions_are_later', 'extensions', () => extension({ at: later })],
  ['extensions_pkey', 'extensions', () => extension({ id: keptExtension })],
  ['final_lists_sha256_check', 'final_lists', () => finalList({ sha256: 'A'.repeat(64) })],
  ['final_lists_count_check', 'final_lists', () => finalList({ count: -1 })],
  ['final_lists_withheld_check', 'final_lists', () => finalList({ withheld: -1 })],
  ['final_lists_check', 'final_lists', () => finalList({ closed_at: later })],
  ['final_lists_pkey', 'final_lists', () => finalList({ statement: keptSlug })],
  ['final_members_number_check', 'final_members', () => finalMember({ number: 0 })],
  ['final_members_number', 'final_members', () => finalMember({ number: 1 })],
  ['final_members_pkey', 'final_members', () => finalMember({ endorsement_id: keptMember })],
  ['final_openings_salt_check', 'final_openings', () => finalOpening({ salt: randomBytes(31) })],
  ['final_openings_pkey', 'final_openings', () => finalOpening({ number: 1 })],

  ['endorsements_kind', 'endorsements', () => confirmed({ kind: 'company' })],
  ['endorsements_person_title', 'endorsements', () => confirmed({ kind: 'person', person_title: '' })],
  ['endorsements_affiliation', 'endorsements', () => confirmed({ kind: 'person', affiliation: '' })],
  ['endorsements_of_a_person', 'endorsements', () => confirmed({ affiliation: 'A university' })],
  ['endorsements_pkey', 'endorsements', () => confirmed({ id: kept.endorsement.id ?? '' })],
  ['endorsements_revision_check', 'endorsements', () => confirmed({ revision: 0 })],
  ['endorsements_language', 'endorsements', () => confirmed({ language: 'Be' })],
  ['endorsements_kind', 'endorsements', () => confirmed({ kind: 'robot' })],
  ['endorsements_person_title', 'endorsements', () => confirmed({ kind: 'person', person_title: '' })],
  [
    'endorsements_affiliation',
    'endorsements',
    () => confirmed({ kind: 'person', affiliation: 'x'.repeat(201) }),
  ],
  ['endorsements_of_a_person', 'endorsements', () => confirmed({ affiliation: 'The Chair' })],
  ['endorsements_name_check', 'endorsements', () => confirmed({ name: '' })],
  ['endorsements_name_check', 'endorsements', () => confirmed({ name: 'x'.repeat(201) })],
  // Written by the version before, too.
  ['endorsements_names', 'endorsements', () => confirmed({ name_en: '' })],
  ['endorsements_names', 'endorsements', () => confirmed({ name_be: 'ў'.repeat(201) })],
  ['endorsements_names', 'endorsements', () => confirmed({ name_ru: '' })],
  ['endorsements_names', 'endorsements', () => confirmed({ names: names({ ar: '' }) })],
  ['endorsements_names', 'endorsements', () => confirmed({ names: names({ ar: 'ي'.repeat(201) }) })],
  ['endorsements_names', 'endorsements', () => confirmed({ names: names({ AR: 'x' }) })],
  ['endorsements_names', 'endorsements', () => confirmed({ names: names({ ar: null }) })],
  ['endorsements_names', 'endorsements', () => confirmed({ names: names(['x']) })],
  ['endorsements_names', 'endorsements', () => confirmed({ names: names(many) })],
  ['endorsements_organisation_key_check', 'endorsements', () => confirmed({ organisation_key: '' })],
  ['endorsements_country_check', 'endorsements', () => confirmed({ country: 'by' })],
  ['endorsements_country_check', 'endorsements', () => confirmed({ country: 'BLR' })],
  ['endorsements_website_check', 'endorsements', () => confirmed({ website: 'javascript:alert(1)' })],
  [
    'endorsements_website_check',
    'endorsements',
    () => confirmed({ website: `https://x.example/${'x'.repeat(6100)}` }),
  ],
  ['endorsements_comment_check', 'endorsements', () => confirmed({ comment: '' })],
  ['endorsements_comment_check', 'endorsements', () => confirmed({ comment: 'x'.repeat(281) })],
  [
    'endorsements_email_lookup_check',
    'endorsements',
    // Of one that waits, the trigger makes both look-ups the same.
    () => endorsementRow('approved', { typed_lookup: randomBytes(32), email_lookup: randomBytes(31) }),
  ],
  [
    'endorsements_mailbox_lookup_check',
    'endorsements',
    () => endorsementRow('approved', { mailbox_lookup: randomBytes(31) }),
  ],
  [
    'endorsements_typed_lookup_check',
    'endorsements',
    () => endorsementRow('approved', { typed_lookup: randomBytes(33) }),
  ],
  [
    'endorsements_status',
    'endorsements',
    () => ({ ...endorsementRow('expired'), status: 'paused', expired_at: null }),
  ],
  ['endorsements_asked', 'endorsements', () => confirmed({ requested_at: null })],
  [
    'endorsements_asked',
    'endorsements',
    () => endorsementRow('approved', { founding_key: 'asked-and-founding', email_lookup: null }),
  ],
  ['endorsements_requested', 'endorsements', () => endorsementRow('requested', { expires_at: at })],
  ['endorsements_requested', 'endorsements', () => endorsementRow('requested', { confirmed_at: later })],
  ['endorsements_confirmed', 'endorsements', () => confirmed({ confirmed_at: null })],
  ['endorsements_returned', 'endorsements', () => endorsementRow('returned', { returned_at: null })],
  ['endorsements_approved', 'endorsements', () => endorsementRow('approved', { position: null })],
  ['endorsements_approved', 'endorsements', () => confirmed({ position: 600 })],
  ['endorsements_approved', 'endorsements', () => confirmed({ signed_on: '2030-01-01' })],
  ['endorsements_rejected', 'endorsements', () => endorsementRow('rejected', { rejected_at: null })],
  ['endorsements_withdrawn', 'endorsements', () => endorsementRow('withdrawn', { withdrawn_at: null })],
  [
    'endorsements_withdrawn_by_representative',
    'endorsements',
    () => endorsementRow('approved', { withdrawn_by_representative: true }),
  ],
  ['endorsements_expired', 'endorsements', () => endorsementRow('expired', { expired_at: null })],
  ['endorsements_founding', 'endorsements', () => confirmed({ founding_key: 'new', requested_at: null })],
  [
    'endorsements_founders_named',
    'endorsements',
    () => endorsementRow('approved', { founding_key: 'new', requested_at: null, name_withheld: true }),
  ],
  ['endorsements_hidden', 'endorsements', () => endorsementRow('approved', { hidden_at: later })],
  ['endorsements_hidden', 'endorsements', () => confirmed({ name_withheld: true, hidden_at: later })],
  ['endorsements_returned', 'endorsements', () => confirmed({ returned_at: later })],
  ['endorsements_waits', 'endorsements', () => confirmed({ waiting_since: null })],
  ['endorsements_waits', 'endorsements', () => endorsementRow('rejected', { waiting_since: later })],
  ['endorsements_first_approval', 'endorsements', () => confirmed({ first_approved_by: moderatorId })],
  ['endorsements_first_approval', 'endorsements', () => confirmed({ first_approved_at: later })],
  [
    'endorsements_first_approval',
    'endorsements',
    () => endorsementRow('approved', { first_approved_by: moderatorId, first_approved_at: later }),
  ],
  ['endorsements_weighed', 'endorsements', () => confirmed({ speaks_for: 1 })],
  ['endorsements_weighed', 'endorsements', () => confirmed({ speaks_against: 0 })],
  ['endorsements_weighed', 'endorsements', () => confirmed({ speaks_for: -1, speaks_against: 0 })],
  ['endorsements_weighed', 'endorsements', () => confirmed({ speaks_for: 0, speaks_against: -1 })],
  ['endorsements_evidence', 'endorsements', () => confirmed({ evidence_level: 'certain' })],
  ['endorsements_reachable', 'endorsements', () => confirmed({ email_lookup: null })],
  [
    'endorsements_founding_key',
    'endorsements',
    () => endorsementRow('approved', { founding_key: 'lawtrend', requested_at: null, confirmed_at: null }),
  ],
  [
    'endorsements_one_signatory',
    'endorsements',
    () => endorsementRow('approved', { organisation_key: 'taken' }),
  ],
  [
    'endorsements_one_signatory',
    'endorsements',
    () => endorsementRow('approved', { name_keys: ['another', 'taken'] }),
  ],
  ['endorsements_one_request', 'endorsements', () => confirmed({ email_lookup: waiting.email_lookup ?? '' })],
  ['public_signatories_pkey', 'public_signatories', () => published({ id: approvedOnce.id ?? '' })],
  ['public_signatories_place', 'public_signatories', () => published({ position: 500 })],
  ['endorsements_position', 'endorsements', () => endorsementRow('approved', { position: 500 })],

  [
    'contacts_pkey',
    'contacts',
    () => ({ endorsement_id: kept.endorsement.id ?? '', sealed: Buffer.from('sealed') }),
  ],

  ['details_revision_check', 'details', () => details({ revision: 0 })],
  ['details_pkey', 'details', () => details()],
  ['known_names_kind_check', 'known_names', () => knownName({ kind: 'nickname' })],
  ['known_names_value_check', 'known_names', () => knownName({ value: '' })],
  ['known_names_pkey', 'known_names', () => knownName()],

  ['tokens_hash_check', 'tokens', () => token({ hash: randomBytes(31) })],
  ['tokens_purpose', 'tokens', () => token({ purpose: 'enter' })],
  ['tokens_check', 'tokens', () => token({ expires_at: at })],
  ['tokens_pkey', 'tokens', () => token({ hash: kept.token.hash ?? '' })],

  [
    'mail_allowances_email_lookup_check',
    'mail_allowances',
    () => allowance({ email_lookup: randomBytes(33) }),
  ],
  ['mail_allowances_purpose_check', 'mail_allowances', () => allowance({ purpose: 'other' })],
  ['mail_arrivals_pkey', 'mail_arrivals', () => arrivals()],
  ['mail_arrivals_asked_check', 'mail_arrivals', () => arrivals({ day: '2030-01-02', asked: -1 })],
  ['mail_arrivals_confirmed_check', 'mail_arrivals', () => arrivals({ day: '2030-01-02', confirmed: -1 })],
  ['mail_arrivals_provider_check', 'mail_arrivals', () => arrivals({ provider: 'jo@gmail.com' })],
  ['mail_allowances_used_check', 'mail_allowances', () => allowance({ used: 0 })],
  [
    'mail_allowances_pkey',
    'mail_allowances',
    () => allowance({ email_lookup: kept.allowance.email_lookup ?? '', purpose: 'ask' }),
  ],

  ['flood_counts_key_check', 'flood_counts', () => floodCount({ key: randomBytes(31) })],
  ['flood_counts_used_check', 'flood_counts', () => floodCount({ used: 0 })],
  ['flood_counts_pkey', 'flood_counts', () => floodCount({ key: keptCount.key ?? '' })],
  ['unreachable_addresses_lookup', 'unreachable_addresses', () => unreachable({ lookup: randomBytes(31) })],
  ['unreachable_addresses_reason', 'unreachable_addresses', () => unreachable({ reason: 'delayed' })],
  [
    'unreachable_addresses_pkey',
    'unreachable_addresses',
    () => unreachable({ lookup: keptUnreachable.lookup ?? '' }),
  ],
  ['desk_calls_kind', 'desk_calls', () => deskCall({ kind: 'request.named' })],
  ['desk_calls_pkey', 'desk_calls', () => keptCall],
  ['desk_call_cursor_single', 'desk_call_cursor', () => ({ single: false, last_event: 1 })],
  ['desk_call_cursor_pkey', 'desk_call_cursor', () => ({ last_event: 1 })],
  ['delivery_events_id', 'delivery_events', () => ({ id: '', received_at: at })],
  ['delivery_events_pkey', 'delivery_events', () => keptEvent],

  ['asks_key_check', 'asks', () => ask({ key: randomBytes(31) })],
  ['asks_pkey', 'asks', () => ask({ key: keptAsk.key ?? '' })],
  ['asks_id_key', 'asks', () => ask({ id: keptAsk.id ?? '' })],
  ['sent_forms_hash_check', 'sent_forms', () => sentForm({ hash: randomBytes(31) })],
  ['sent_forms_sealed_check', 'sent_forms', () => sentForm({ sealed: Buffer.alloc(20_001, 'sealed') })],
  ['sent_forms_pkey', 'sent_forms', () => sentForm({ hash: keptForm.hash ?? '' })],

  ['statement_drafts_pkey', 'statement_drafts', () => draft({ slug: 'kept-draft' })],
  ['statement_drafts_slug', 'statement_drafts', () => draft({ slug: 'A draft' })],
  ['statement_drafts_revision', 'statement_drafts', () => draft({ revision: 0 })],
  ['statement_drafts_content', 'statement_drafts', () => draft({ content: 'x'.repeat(8_388_609) })],
  ['statement_drafts_preview', 'statement_drafts', () => previewed({ preview_hash: randomBytes(31) })],
  [
    'statement_drafts_preview_hash_key',
    'statement_drafts',
    () => previewed({ preview_hash: keptDraft.preview_hash ?? '' }),
  ],
  ['statement_drafts_preview_ends', 'statement_drafts', () => previewed({ preview_until: null })],
  ['statement_drafts_proposal', 'statement_drafts', () => draft({ proposal: '{}', proposed_at: at })],
  ['kept_writings_pkey', 'kept_writings', () => keptWriting({ id: writing.id ?? '' })],
  ['kept_writings_sealed', 'kept_writings', () => keptWriting({ sealed: Buffer.alloc(8_388_609, 'sealed') })],
  ['site_settings_pkey', 'site_settings', () => ({ single: true })],
  ['site_settings_single', 'site_settings', () => ({ single: false })],

  ['events_actor_check', 'events', () => event({ actor: 'nobody' })],

  ['moderators_email_lookup_check', 'moderators', () => moderator({ email_lookup: randomBytes(31) })],
  ['moderators_role_check', 'moderators', () => moderator({ role: 'owner' })],
  ['moderators_status_check', 'moderators', () => moderator({ status: 'away' })],
  ['moderators_language', 'moderators', () => moderator({ language: 'f' })],
  ['moderators_time_zone', 'moderators', () => moderator({ time_zone: 'Europe/Minsk; --' })],

  ['claims_pkey', 'claims', () => claim({ claimed_at: later })],
  ['moderators_address', 'moderators', () => moderator({ email_lookup: addressOfModerator })],
  ['moderators_pkey', 'moderators', () => moderator({ id: moderatorId })],

  ['passkeys_id_check', 'passkeys', () => passkey({ id: 'not base64url' })],
  ['passkeys_id_check', 'passkeys', () => passkey({ id: '' })],
  ['passkeys_id_check', 'passkeys', () => passkey({ id: 'x'.repeat(1401) })],
  ['passkeys_counter_check', 'passkeys', () => passkey({ counter: -1 })],
  ['passkeys_transports_check', 'passkeys', () => passkey({ transports: 'usb;nfc' })],
  ['passkeys_pkey', 'passkeys', () => passkey({ id: kept.passkey.id ?? '' })],

  ['invitations_hash_check', 'invitations', () => invitation({ hash: randomBytes(31) })],
  ['invitations_purpose_check', 'invitations', () => invitation({ purpose: 'recover' })],
  ['invitations_check', 'invitations', () => invitation({ expires_at: at })],
  ['invitations_pkey', 'invitations', () => invitation({ hash: kept.invitation.hash ?? '' })],
  ['invitations_role', 'invitations', () => sealedInvitation({ role: 'owner' })],
  ['invitations_language', 'invitations', () => sealedInvitation({ language: 'f' })],
  ['invitations_of_one', 'invitations', () => invitation({ moderator_id: null })],
  ['invitations_of_one', 'invitations', () => invitation({ role: 'moderator' })],
  ['invitations_of_one', 'invitations', () => sealedInvitation({ moderator_id: moderatorId })],
  ['invitations_of_one', 'invitations', () => sealedInvitation({ sealed: null })],
  ['invitations_of_one', 'invitations', () => sealedInvitation({ language: null })],
  ['invitations_of_one', 'invitations', () => sealedInvitation({ purpose: 'device' })],

  [
    'contact_changes_pkey',
    'contact_changes',
    () => contactChange({ endorsement_id: kept.endorsement.id ?? '' }),
  ],
  ['contact_changes_lookup', 'contact_changes', () => contactChange({ lookup: randomBytes(31) })],
  ['contact_changes_times', 'contact_changes', () => contactChange({ expires_at: at })],
  ['contact_changes_objection', 'contact_changes', () => moderatorsChange({ objection_until: at })],
  ['contact_changes_of_moderator', 'contact_changes', () => moderatorsChange({ proposed_by: null })],
  ['contact_changes_of_moderator', 'contact_changes', () => moderatorsChange({ objection_until: null })],
  ['contact_changes_accepted', 'contact_changes', () => contactChange({ accepted_at: later })],
  ['contact_keys_id_check', 'contact_keys', () => contactKey({ id: randomBytes(5) })],
  ['contact_keys_pkey', 'contact_keys', () => contactKey()],
  ['current_contact_key_pkey', 'current_contact_key', () => ({ key_id: keyId })],
  ['current_contact_key_single_check', 'current_contact_key', () => ({ key_id: keyId, single: false })],
  ['proposals_pkey', 'proposals', () => proposal()],
  ['section_proposals_pkey', 'section_proposals', () => sectionProposal()],
  [
    'section_proposals_kind',
    'section_proposals',
    () => sectionProposal({ endorsement_id: approvedOnce.id ?? '', kind: 'robot' }),
  ],

  ['used_challenges_hash_check', 'used_challenges', () => challenge({ hash: randomBytes(33) })],
  ['used_challenges_pkey', 'used_challenges', () => challenge({ hash: kept.challenge.hash ?? '' })],

  ['sessions_hash_check', 'sessions', () => session({ hash: randomBytes(31) })],
  ['sessions_pkey', 'sessions', () => session({ hash: kept.session.hash ?? '' })],

  ['log_kind', 'log', () => logged({ kind: 'ponder' })],
  ['log_code', 'log', () => logged({ code: 'Not a code' })],
  ['log_code', 'log', () => logged({ code: 'anna@example.org' })],
  ['log_code', 'log', () => logged({ code: '' })],
  ['log_of_one', 'log', () => logged({ revision: null })],
  ['log_of_one', 'log', () => logged({ endorsement_id: null })],
  ['log_pkey', 'log', () => logged({ id: kept.entry.id ?? '' })],
  ['remarks_pkey', 'remarks', () => remarkOfKept()],

  ['contacts_updates', 'contacts', () => contact({ updates_id: keptUpdate })],
  ['contacts_updates', 'contacts', () => contact({ updates_since: at })],
  ['contacts_by_updates', 'contacts', () => contact({ updates_id: keptSubscription, updates_since: at })],
  ['updates_pkey', 'updates', () => update({ id: keptUpdate })],
  ['updates_kind_check', 'updates', () => update({ kind: 'advertisement' })],
  ['updates_revision_check', 'updates', () => update({ revision: 0 })],
  ['updates_written', 'updates', () => update({ written_by: null })],
  ['updates_written', 'updates', () => finalUpdate({ statement: keptSlug, written_by: moderatorId })],
  ['updates_sent_by_two', 'updates', () => update({ sent_at: at })],
  ['updates_two_people', 'updates', () => update({ sent_at: at, sent_by: moderatorId })],
  ['updates_finished', 'updates', () => update({ finished_at: at })],
  ['updates_stopped', 'updates', () => finalUpdate({ ...stopped, finished_at: null })],
  ['updates_stopped', 'updates', () => finalUpdate({ ...stopped, stopped_by: null })],
  ['updates_stopped_of', 'updates', () => finalUpdate({ ...stopped, stopped_of: -1 })],
  ['updates_final_once', 'updates', () => finalUpdate()],
  ['outbox_update_once', 'outbox', () => message({ update_id: keptUpdate })],
  ['outbox_ends_once', 'outbox', () => message({ sent_at: at, cancelled_at: at, sealed: null })],
  ['outbox_ends_once', 'outbox', () => message({ sent_at: at, parked_at: at, sealed: null })],
  ['outbox_wiped', 'outbox', () => message({ sent_at: at })],
  ['outbox_wiped', 'outbox', () => message({ cancelled_at: at })],
  ['outbox_wiped', 'outbox', () => message({ sealed: null })],
  ['outbox_wiped', 'outbox', () => message({ sealed: null, parked_at: at })],
  ['outbox_delivery', 'outbox', () => message({ delivery: 'lost', delivery_at: at })],
  ['outbox_delivery_at', 'outbox', () => message({ delivery: 'bounced' })],
  ['outbox_of_one', 'outbox', () => message({ endorsement_id: null })],
  ['outbox_of_one', 'outbox', () => message({ moderator_id: moderatorId })],
  ['outbox_pkey', 'outbox', () => message({ id: kept.message.id ?? '' })],
  ['outbox_priority', 'outbox', () => message({ priority: 4 })],
  ['outbox_share', 'outbox', () => message({ share: randomBytes(31) })],
  ['outbox_source', 'outbox', () => message({ source: randomBytes(33) })],
  ['outbox_parked_as', 'outbox', () => message({ parked_at: at, parked_as: 'weary' })],
  ['outbox_parked_for_a_reason', 'outbox', () => message({ parked_as: 'address' })],

  ['mail_pace_single_check', 'mail_pace', () => ({ single: false, next_at: at })],
  ['mail_pace_pkey', 'mail_pace', () => ({ next_at: at })],

  ['sweeps_single_check', 'sweeps', () => ({ single: false, last_run_at: at })],
  ['sweeps_pkey', 'sweeps', () => ({ last_run_at: at })],

  ['record_head_single_check', 'record_head', () => ({ single: false, size: 0 })],
  ['record_head_pkey', 'record_head', () => ({ size: 0 })],
  ['record_entries_seq_check', 'record_entries', () => entry({ seq: -1 })],
  ['record_entries_pkey', 'record_entries', () => entry({ seq: 0 })],
  ['record_openings_salt_check', 'record_openings', () => opening({ salt: randomBytes(16) })],
  ['record_openings_pkey', 'record_openings', () => opening({ seq: 1 })],
  ['moderators_limited', 'moderators', () => moderator({ role: 'administrator', limited: true })],
  [
    'moderator_statements_pkey',
    'moderator_statements',
    () => ({ moderator_id: moderatorId, statement: slug }),
  ],
  ['public_changes_pkey', 'public_changes', () => ({ single: true, number: 1 })],
  ['public_changes_single_check', 'public_changes', () => ({ single: false, number: 1 })],
]

const nobody = crypto.randomUUID()
/** Rows that belong to nothing, each named by the foreign key that says so. */
const orphans: Case[] = [
  ['claims_endorsement_id_fkey', 'claims', () => claim({ endorsement_id: nobody })],
  [
    'claims_moderator_id_fkey',
    'claims',
    () => claim({ endorsement_id: waiting.id ?? '', moderator_id: nobody }),
  ],
  [
    'moderator_statements_moderator_id_fkey',
    'moderator_statements',
    () => ({ moderator_id: nobody, statement: slug }),
  ],
  [
    'moderator_statements_statement_fkey',
    'moderator_statements',
    () => ({ moderator_id: moderatorId, statement: 'unknown' }),
  ],
  ['mail_arrivals_statement_fkey', 'mail_arrivals', () => arrivals({ statement: 'unknown' })],
  ['statement_versions_statement_fkey', 'statement_versions', () => version({ statement: 'unknown' })],
  ['statement_texts_statement_version_fkey', 'statement_texts', () => text({ version: 9 })],
  ['courtesy_texts_statement_version_fkey', 'courtesy_texts', () => courtesy({ version: 9 })],
  ['endorsements_text', 'endorsements', () => confirmed({ text_language: 'ar' })],
  ['endorsements_statement_version_fkey', 'endorsements', () => confirmed({ version: 9 })],
  [
    'endorsements_first_approved_by_fkey',
    'endorsements',
    () => confirmed({ first_approved_by: nobody, first_approved_at: later }),
  ],
  ['public_signatories_id_fkey', 'public_signatories', () => published({ id: nobody })],
  [
    'listed_names_endorsement_id_fkey',
    'listed_names',
    () => ({ statement: slug, key: 'x', endorsement_id: nobody }),
  ],
  [
    'contacts_endorsement_id_fkey',
    'contacts',
    () => ({ endorsement_id: nobody, sealed: Buffer.from('sealed') }),
  ],
  ['contact_changes_endorsement_id_fkey', 'contact_changes', () => contactChange({ endorsement_id: nobody })],
  ['contact_changes_proposed_by_fkey', 'contact_changes', () => moderatorsChange({ proposed_by: nobody })],
  ['proposals_endorsement_id_fkey', 'proposals', () => proposal({ endorsement_id: nobody })],
  [
    'section_proposals_endorsement_id_fkey',
    'section_proposals',
    () => sectionProposal({ endorsement_id: nobody }),
  ],
  [
    'section_proposals_proposed_by_fkey',
    'section_proposals',
    () => sectionProposal({ endorsement_id: approvedOnce.id ?? '', proposed_by: nobody }),
  ],
  ['details_endorsement_id_fkey', 'details', () => details({ endorsement_id: nobody })],
  ['known_names_endorsement_id_fkey', 'known_names', () => knownName({ endorsement_id: nobody })],
  ['tokens_endorsement_id_fkey', 'tokens', () => token({ endorsement_id: nobody })],
  ['events_endorsement_id_fkey', 'events', () => event({ endorsement_id: nobody })],
  ['passkeys_moderator_id_fkey', 'passkeys', () => passkey({ moderator_id: nobody })],
  ['invitations_moderator_id_fkey', 'invitations', () => invitation({ moderator_id: nobody })],
  ['sessions_moderator_id_fkey', 'sessions', () => session({ moderator_id: nobody })],
  ['log_endorsement_id_fkey', 'log', () => logged({ endorsement_id: nobody })],
  ['log_moderator_id_fkey', 'log', () => logged({ moderator_id: nobody })],
  ['log_subject_id_fkey', 'log', () => logged({ subject_id: nobody })],
  ['statement_drafts_saved_by_fkey', 'statement_drafts', () => draft({ saved_by: nobody })],
  [
    'statement_drafts_proposed_by_fkey',
    'statement_drafts',
    () => draft({ proposal: '{}', proposed_at: at, proposed_by: nobody }),
  ],
  ['kept_writings_moderator_id_fkey', 'kept_writings', () => keptWriting({ moderator_id: nobody })],
  ['remarks_log_id_fkey', 'remarks', () => remarkOfKept({ log_id: nobody })],
  [
    'remarks_endorsement_id_fkey',
    'remarks',
    () => remarkOfKept({ log_id: bareEntry, endorsement_id: nobody }),
  ],
  ['desk_calls_endorsement_id_fkey', 'desk_calls', () => deskCall({ endorsement_id: nobody })],
  ['updates_statement_fkey', 'updates', () => update({ statement: 'unknown' })],
  ['updates_written_by_fkey', 'updates', () => update({ written_by: nobody })],
  ['updates_stopped_by_fkey', 'updates', () => finalUpdate({ ...stopped, stopped_by: nobody })],
  ['updates_sent_by_fkey', 'updates', () => update({ sent_at: at, sent_by: nobody })],
  ['outbox_update_id_fkey', 'outbox', () => message({ update_id: nobody })],
  ['outbox_endorsement_id_fkey', 'outbox', () => message({ endorsement_id: nobody })],
  ['outbox_moderator_id_fkey', 'outbox', () => message({ endorsement_id: null, moderator_id: nobody })],
  ['record_entries_statement_fkey', 'record_entries', () => entry({ statement: 'unknown' })],
  ['record_entries_endorsement_id_fkey', 'record_entries', () => entry({ endorsement_id: nobody })],
  ['record_openings_seq_fkey', 'record_openings', () => opening({ seq: 99 })],
  ['private_addresses_statement_fkey', 'private_addresses', () => privateAddress({ statement: 'unknown' })],
  ['extensions_statement_fkey', 'extensions', () => extension({ statement: 'unknown' })],
  ['final_lists_statement_fkey', 'final_lists', () => finalList({ statement: 'unknown' })],
  ['final_members_statement_fkey', 'final_members', () => finalMember({ statement: slug })],
  ['final_openings_statement_fkey', 'final_openings', () => finalOpening({ statement: slug, number: 1 })],
  ['final_openings_statement_number_fkey', 'final_openings', () => finalOpening({ number: 9 })],
  ['record_openings_endorsement_id_fkey', 'record_openings', () => opening({ endorsement_id: nobody })],
]

/** Not reachable by an INSERT: the size of the one row, and an identity that nobody may give. */
const brokenOtherwise: [constraint: string, statement: string][] = [
  ['record_head_size_check', 'UPDATE record_head SET size = -1'],
  ['public_changes_number_check', 'UPDATE public_changes SET number = -1'],
  [
    'events_pkey',
    `INSERT INTO events (id, endorsement_id, kind, revision, actor, at) OVERRIDING SYSTEM VALUE
     SELECT min(id), min(endorsement_id::text)::uuid, 'confirmed', 1, 'clock', now() FROM events`,
  ],
  [
    'evidence_due_pkey',
    `INSERT INTO evidence_due (id, endorsement_id) OVERRIDING SYSTEM VALUE
     SELECT 1, id FROM endorsements LIMIT 2`,
  ],
]

/**
 * The name of the constraint that refuses, of a NOT NULL the column's; null if nothing does. Whatever happened is
 * undone.
 */
async function refusedBy(work: (sql: postgres.TransactionSql) => Promise<unknown>): Promise<string | null> {
  const undo = new Error('undo')
  try {
    await database.sql.begin(async sql => {
      await work(sql)
      throw undo
    })
  } catch (error) {
    if (error === undo) return null
    if (error instanceof Error && 'column_name' in error)
      return `${'table_name' in error && error.table_name}_${error.column_name}`
    if (error instanceof Error && 'constraint_name' in error) return String(error.constraint_name)
    throw error
  }
  return null
}

/** Takes a constraint or an index away, for the rest of a transaction. */
async function lift(sql: postgres.TransactionSql, name: string) {
  // What follows from a row, in a table of its own, has its own guards.
  await sql`ALTER TABLE endorsements DISABLE TRIGGER publish_signatory`
  const [constraint] = await sql<{ table: string }[]>`
    SELECT conrelid::regclass::text AS table FROM pg_constraint
    WHERE conname = ${name} AND connamespace = 'public'::regnamespace`
  await sql.unsafe(
    constraint ? `ALTER TABLE ${constraint.table} DROP CONSTRAINT ${name} CASCADE` : `DROP INDEX ${name}`,
  )
}

describe('the database refuses', () => {
  it.each(broken)('%s: %s', async (constraint, table, row) => {
    const broke = row()
    expect(await refusedBy(sql => insert(sql, table, broke))).toBe(constraint)
    const others = await refusedBy(async sql => {
      await lift(sql, constraint)
      await insert(sql, table, broke)
    })
    expect(others, 'nothing else is wrong with the row').toBeNull()
  })

  it.each(brokenOtherwise)('%s', async (constraint, statement) => {
    expect(await refusedBy(sql => sql.unsafe(statement))).toBe(constraint)
  })

  it('by an update too', async () => {
    const { id } = kept.endorsement
    const update = (changes: Row) =>
      refusedBy(sql => sql`UPDATE endorsements SET ${sql(changes)} WHERE id = ${id ?? ''}`)
    expect(await update({ status: 'approved' })).toBe('endorsements_approved')
    expect(
      await update({
        status: 'confirmed',
        confirmed_at: later,
        waiting_since: later,
        email_lookup: null,
        typed_lookup: null,
      }),
    ).toBe('endorsements_reachable')
    expect(await update({ status: 'confirmed', confirmed_at: later, waiting_since: later })).toBeNull()
  })

  it('with every CHECK and unique index that it has', async () => {
    const names = await database.sql<{ name: string }[]>`
      SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
      UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace`
    const tested = new Set([...broken, ...brokenOtherwise].map(([constraint]) => constraint))
    expect([...tested].sort()).toEqual(names.map(({ name }) => name).sort())
  })

  it.each(orphans)('%s: %s', async (constraint, table, row) => {
    expect(await refusedBy(sql => insert(sql, table, row()))).toBe(constraint)
  })

  it('with every foreign key that it has', async () => {
    const names = await database.sql<{ name: string }[]>`
      SELECT conname AS name FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`
    expect(orphans.map(([constraint]) => constraint).sort()).toEqual(names.map(({ name }) => name).sort())
  })
})

const statuses = Object.keys(factsOf) as Status[]
/** All times that may say where an endorsement is, with what else the mark of a place on the list needs. */
const marks: Record<string, Row> = {
  confirmed_at: { confirmed_at: later },
  returned_at: { returned_at: later },
  approved_at: { approved_at: later },
  rejected_at: { rejected_at: later },
  withdrawn_at: { withdrawn_at: later },
  expired_at: { expired_at: later },
  waiting_since: { waiting_since: later },
  first_approved_at: { first_approved_at: later, first_approved_by: moderatorId },
}
/**
 * What happened once stays: who was confirmed and returned may expire; who was on the list may withdraw. A first
 * approval waits for the second; a rejection knows that it was of a request returned for changes.
 */
const past: Partial<Record<Status, string[]>> = {
  confirmed: ['first_approved_at'],
  rejected: ['returned_at'],
  withdrawn: ['approved_at'],
  expired: ['confirmed_at'],
}
/** Without these a status is not that status. Only a request that was never confirmed may be withdrawn or expired. */
const needed: Record<Status, string[]> = {
  requested: ['requested_at', 'expires_at'],
  confirmed: ['requested_at', 'confirmed_at', 'waiting_since'],
  returned: ['requested_at', 'confirmed_at', 'returned_at'],
  approved: ['requested_at', 'confirmed_at', 'approved_at'],
  rejected: ['requested_at', 'confirmed_at', 'rejected_at'],
  withdrawn: ['requested_at', 'withdrawn_at'],
  expired: ['requested_at', 'expired_at'],
}

it('the log takes the kinds that the desk can say, and no others', async () => {
  const [{ text } = { text: '' }] = await database.sql<{ text: string }[]>`
    SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'log_kind'`
  const taken = [...text.matchAll(/'([a-z-]+)'::text/g)].map(([, kind = '']) => kind)
  expect(taken.sort()).toEqual([...logKinds].sort())
})

describe.each(statuses)('an endorsement that is %s', status => {
  it('is taken as it should be', async () => {
    expect(await refusedBy(sql => insert(sql, 'endorsements', endorsementRow(status)))).toBeNull()
  })

  it.each(needed[status])('is refused without %s', async time => {
    const refused = await refusedBy(sql =>
      insert(sql, 'endorsements', endorsementRow(status, { [time]: null })),
    )
    expect(refused ?? 'nothing').toMatch(/^endorsements_/)
  })

  const own = Object.keys(factsOf[status])
  const foreign = Object.keys(marks).filter(mark => !own.includes(mark) && !past[status]?.includes(mark))
  it.each(foreign)('is refused with %s', async mark => {
    const refused = await refusedBy(sql => insert(sql, 'endorsements', endorsementRow(status, marks[mark])))
    expect(refused ?? 'nothing').toMatch(/^endorsements_/)
  })

  it.each(past[status] ?? [])('is taken with %s, which happened before', async mark => {
    expect(
      await refusedBy(sql => insert(sql, 'endorsements', endorsementRow(status, marks[mark]))),
    ).toBeNull()
  })
})
