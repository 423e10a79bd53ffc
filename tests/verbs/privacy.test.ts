import { describe, expect, it } from 'vitest'
import { takeOver } from '../../src/endorsements/contact-person/take-over.ts'
import { askForLink } from '../../src/endorsements/one-hour/ask-for-link.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { nameContact } from '../../src/moderation/reach/name-contact.ts'
import { write } from '../../src/moderation/reach/write.ts'
import { approve, reject } from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { erase, report } from '../../src/privacy/commands.ts'
import { askContext, insertAsk } from '../../src/storage/asks.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { countUp } from '../../src/storage/flood-counts.ts'
import { findHistory } from '../../src/storage/history.ts'
import { countHoldings } from '../../src/storage/holdings.ts'
import { insertSentForm } from '../../src/storage/sent-forms.ts'
import { insertUnreachable } from '../../src/storage/unreachable.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { linkIn, newContactToken, somebodyElse } from '../support/contact-person.ts'
import { dumpTables, formsOf, openEveryEnvelope, readable } from '../support/dump.ts'
import { addModerator, ask, askAndConfirm, asking, day, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const reason = { code: 'abuse', text: 'Kanarkava did not answer.' }

const contact = {
  representative: 'Drahamira Kanarkava',
  role: 'Kanarovy role',
  email: 'Kanar.Person@example.org',
}
const by = (name: string) => asking({ name, contact })
const deps = () => ({ ...scene.deps })
const run = (options = {}, address = 'kanar.person@EXAMPLE.org') => erase(deps(), address, options)
const refused = (work: Promise<string>) =>
  work.then(
    () => '',
    error => `${error.message}`,
  )

/** Where the person still is: in clear, under the key, or by the look-up. */
async function traces(): Promise<string[]> {
  const dump = readable(await dumpTables(scene.sql))
  const opened = (await openEveryEnvelope(scene.sql, scene.deps.sealing)).toLowerCase()
  const lookup = Buffer.from(scene.deps.sealing.lookup(contact.email)[0]).toString('hex')
  const secrets = ['Drahamira', 'Kanarkava', 'Kanarovy', 'Kanar.Person', 'kanar.person']
  return [
    ...secrets.filter(secret => formsOf(secret).some(form => dump.includes(form))),
    ...secrets.filter(secret => opened.includes(secret.toLowerCase())),
    ...(dump.includes(lookup) ? ['look-up'] : []),
  ]
}

/** A request in every state that keeps a contact, an ask that is not handled, a form, and mail that has not gone. */
async function given() {
  const listed = await askAndConfirm(scene, by('Listed'))
  await approve(scene.deps, { id: listed.id, revision: 2, moderator })
  await write(scene.deps, { id: listed.id, revision: 3, moderator, text: 'Dear Drahamira Kanarkava' })
  await note(scene.deps, { id: listed.id, moderator, text: 'Kanarkava called.' })
  const token = await privateToken(scene, listed.id)
  await askForLink(scene.deps, token, 'withdraw')
  const rejected = await askAndConfirm(scene, by('Rejected'))
  await reject(scene.deps, { id: rejected.id, revision: 2, moderator, ...reason })
  const waiting = await askAndConfirm(scene, by('Waiting'))
  const other = await askAndConfirm(scene)
  const id = crypto.randomUUID()
  await scene.deps.db.transaction(async tx => {
    const sealed = await scene.deps.sealing.seal(askContext(id), JSON.stringify({ ...by('Ask'), id }))
    await insertAsk(tx, { keys: [new Uint8Array(32)], id, sealed }, scene.deps.now())
    await insertSentForm(tx, scene.deps, { kind: 'lost', email: contact.email, fault: null })
    await insertUnreachable(tx, scene.deps.sealing.lookup(contact.email), 'bounced', scene.deps.now())
    await insertSentForm(tx, scene.deps, { kind: 'lost', email: 'other@example.org', fault: null })
    await countUp(tx, { key: crypto.getRandomValues(new Uint8Array(32)), period: day }, scene.deps.now())
  })
  return {
    listed: listed.id,
    rejected: rejected.id,
    waiting: waiting.id,
    other: other.id,
    token,
  }
}

describe('erase', () => {
  it('does what a letter asks: nothing of the person is left, and the organisation stays listed', async () => {
    const { listed, rejected, waiting, other, token } = await given()
    expect(await traces(), 'so that this search can find something').not.toEqual([])
    await deliverDue(scene.deps, 50)
    await askForLink(scene.deps, token, 'erase')
    scene.mail.breakOnce()
    await deliverDue(scene.deps, 50)
    const said = await run({ yes: true })
    expect(said).toMatch(/^Erased, for good:/)
    expect(said).toMatch(/^ *1 {2}requests that waited and end$/m)
    expect(said).toMatch(/^ *1 {2}organisations that stay on the list$/m)
    expect(said).toMatch(/^ *1 {2}requests that had ended$/m)
    expect(said).toMatch(/^ *3 {2}contacts$/m)
    expect(said).toMatch(/^ *1 {2}asks that were not handled$/m)
    expect(said).toMatch(/^ *1 {2}forms sent$/m)

    expect(await traces()).toEqual([])
    expect(scene.logged.join('\n')).toContain('mail_failed')
    expect(scene.logged.join('\n')).not.toMatch(/Kanar|Drahamira/i)
    const statusOf = async (id: string) => (await scene.row(id)).status
    expect(await statusOf(listed)).toBe('approved')
    expect(await scene.count('public_signatories', `id = '${listed}'`)).toBe(1)
    expect([await statusOf(waiting), await statusOf(rejected)]).toEqual(['withdrawn', 'rejected'])
    expect(await viewPrivately(scene.deps, token)).toMatchObject({ error: { reason: 'link_unknown' } })
    expect(await scene.count('tokens', `endorsement_id <> '${other}'`)).toBe(0)
    const { entries } = await findHistory(scene.deps.db, scene.deps.sealing, listed)
    expect(entries.at(-1)).toMatchObject({ kind: 'erase', moderatorId: null, code: null })
    // Somebody else's is as it was.
    expect(await scene.count('contacts')).toBe(1)
    expect(await scene.count('sent_forms')).toBe(1)

    const sentBefore = scene.mail.accepted.length
    await sweep(scene.deps)
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted.slice(sentBefore).map(({ message }) => message.to)).not.toContain(
      contact.email,
    )
    expect(await run({ yes: true })).toBe('Nothing is held of this address.')
  })

  it('ends what would have made it a contact: the organisation keeps the one that it has', async () => {
    const { id } = await askAndConfirm(scene)
    await newContactToken(scene, id, contact)
    expect(await traces()).not.toEqual([])
    const said = await run({ yes: true })
    expect(said).toMatch(/^ *1 {2}changes of a contact that end$/m)
    expect(await traces()).toEqual([])
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed', erased_at: null })
    expect((await scene.events(id)).at(-1)).toMatchObject({ kind: 'contact_stopped' })
    expect(await scene.count('contacts')).toBe(1)
    expect(await scene.count('tokens', "purpose = 'new-contact'")).toBe(0)
  })

  it('takes the words and the mails in which the address stands, whosever request they are about', async () => {
    const { id } = await askAndConfirm(scene)
    await deliverDue(scene.deps, 50)
    const named = { id, revision: 2, moderator, contact, evidence: `Their director gave ${contact.email}.` }
    expect(await nameContact(scene.deps, named)).toMatchObject({ ok: true })
    await deliverDue(scene.deps, 50)
    await takeOver(scene.deps, linkIn(scene, contact.email))
    scene.moveClock(3 * day)
    await sweep(scene.deps)
    const next = somebodyElse()
    await takeOver(scene.deps, await newContactToken(scene, id, next))
    // The last mail to the person, which has not gone, and how the moderator knew.
    const said = await run({ yes: true })
    expect(said).toMatch(/^ *1 {2}words of moderators$/m)
    expect(said).toMatch(/^ *1 {2}mails that had not gone$/m)
    expect(await traces()).toEqual([])
    expect(await findContact(scene.deps.db, scene.deps.sealing, id)).toEqual(next)
  })

  it('ends what somebody typed with the address, whoever it was', async () => {
    const { id } = await ask(scene, by('Typed'))
    expect(await run({ yes: true })).toMatch(/^ *1 {2}requests that waited and end$/m)
    expect(await scene.row(id)).toMatchObject({ status: 'withdrawn', typed_lookup: null })
    expect(await traces()).toEqual([])
  })

  it('says by a dry run what it would do, and does nothing', async () => {
    await given()
    let said = ''
    expect(
      await scene.changesFrom(async () => {
        said = await run({ 'dry-run': true })
      }),
    ).toEqual({})
    expect(said).toMatch(/^Nothing was erased\. This would be:/)
    const done = await run({ yes: true })
    expect(done.split('\n').slice(1)).toEqual(said.split('\n').slice(1))
  })

  it('forgets what is counted of an address that has no request, with an entry that names nobody', async () => {
    await askToEndorse(scene.deps, by('Only Asked'))
    await scene.sql`DELETE FROM outbox`
    await scene.sql`UPDATE endorsements SET typed_lookup = NULL, erased_at = now(), status = 'withdrawn', withdrawn_at = now()
      WHERE name = 'Only Asked'`
    await scene.sql`DELETE FROM contacts`
    expect(await run({ yes: true })).toMatch(/^ *1 {2}counts of mails to the address$/m)
    const [entry] = await scene.sql`SELECT * FROM log WHERE kind = 'erase'`
    expect(entry).toMatchObject({ moderator_id: null, endorsement_id: null, code: null, statement: null })
  })

  it('of one address at once, by several: once', async () => {
    const { listed } = await given()
    const answers = await Promise.all(Array.from({ length: 5 }, () => run({ yes: true })))
    expect(answers.filter(said => said.startsWith('Erased'))).toHaveLength(1)
    expect((await scene.events(listed)).filter(({ kind }) => kind === 'erased')).toHaveLength(1)
  })

  it('refuses a moderator’s address, and says how they are shut out', async () => {
    const id = await addModerator(scene, { email: contact.email })
    await askAndConfirm(scene, by('Also Asked'))
    const changes = await scene.changesFrom(async () =>
      expect(await refused(run({ yes: true }))).toContain(`npm run moderator -- suspend ${id}`),
    )
    expect(changes).toEqual({})
  })

  it('needs the key, an address and a clear word', async () => {
    const changes = await scene.changesFrom(async () => {
      expect(await refused(run())).toContain('--yes')
      expect(await refused(run({ yes: true, 'dry-run': true }))).toContain('one of the two')
      expect(await refused(run({ yes: true }, 'nonsense'))).toContain('an e-mail address')
      expect(await refused(erase({ ...deps(), sealing: undefined }, contact.email, { yes: true }))).toContain(
        'CONTACT_KEY',
      )
    })
    expect(changes).toEqual({})
  })
})

describe('report', () => {
  it('counts what is held, by kind and age, and names nobody', async () => {
    const { token } = await given()
    const counts = Object.fromEntries(
      (await countHoldings(scene.deps.db)).map(({ kind, count }) => [kind, count]),
    )
    expect(counts).toMatchObject({
      'contacts-waiting': 2,
      'contacts-listed': 1,
      'contacts-ended': 1,
      remarks: 3,
      asks: 1,
      forms: 2,
      'links-hour': 1,
      'flood-counts': 2,
      moderators: 1,
      sessions: 0,
    })
    const table = await report({ ...deps(), sealing: undefined })
    expect(table).toMatch(
      /^contacts of listed organisations +1 +2030-03-01 12:00 UTC +while they are listed$/m,
    )
    expect(table).toMatch(/^counts of forms, by keys of networks and domains +2 +2030-03-02 12:00 UTC$/m)
    expect(table).toMatch(/^contacts of requests that ended +1 +2030-03-01 12:00 UTC +2030-03-31 12:00 UTC$/m)
    for (const word of ['Kanar', 'Drahamira', 'Listed', token, '@']) expect(table).not.toContain(word)
    expect(table).not.toContain('Overdue')
  })

  it('says what should be gone, and nothing of it after a sweep', async () => {
    await given()
    scene.moveClock(40 * day)
    expect(await report(deps())).toContain('Overdue: contacts of requests that ended.')
    for (let i = 0; i < 3; i++) await sweep(scene.deps)
    expect(await report(deps())).not.toContain('Overdue')
  })
})
