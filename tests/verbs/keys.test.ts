import { beforeEach, describe, expect, it } from 'vitest'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { type KeysDeps, retire, rotate, status } from '../../src/keys/commands.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { note } from '../../src/moderation/request/note.ts'
import { findMissingKeys, makeCurrent, noteKeys } from '../../src/storage/contact-keys.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { followKeys } from '../../src/storage/current-key.ts'
import { keepWriting } from '../../src/storage/kept-writings.ts'
import { findModeratorByAddress } from '../../src/storage/moderators.ts'
import { makePrivateAddress } from '../../src/storage/private-addresses.ts'
import {
  countSealedByKey,
  lookUpColumns,
  nameOf,
  sealedColumns,
  shortLivedMacs,
} from '../../src/storage/sealed-columns.ts'
import { createSealing, keyIdOf, type Sealing } from '../../src/storage/sealing.ts'
import { insertSentForm } from '../../src/storage/sent-forms.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import {
  addModerator,
  ask,
  askAndConfirm,
  asking,
  day,
  hour,
  minute,
  type Scene,
  slug,
  useScene,
} from '../support/scene.ts'
import { testKey } from '../support/test-keys.ts'

const scene = useScene()
const [old, fresh, other] = [testKey(7), testKey(107), testKey(108)]

const sealingOf = (...keys: Uint8Array[]): Sealing => createSealing(keys, scene.deps.random)
/** The same scene as a process sees it that has these keys. */
const withKeys = (sealing: Sealing): Scene => ({ ...scene, deps: { ...scene.deps, sealing } })

const lines: string[] = []
const commandOf = (sealing: Sealing, say = (line: string) => void lines.push(line)): KeysDeps => ({
  db: scene.deps.db,
  sealing,
  now: scene.deps.now,
  say,
})

const idOf = (key: Uint8Array) => Buffer.from(sealingOf(key).keyIds()[0] ?? []).toString('hex')
const countUnder = async (key: Uint8Array) =>
  (await countSealedByKey(scene.deps.db)).find(({ id }) => Buffer.from(id).toString('hex') === idOf(key))
    ?.count ?? 0
const waitingOf = (email: string) =>
  scene.sql`SELECT id FROM endorsements e WHERE status IN ('confirmed', 'returned') AND statement = ${slug}
    AND typed_lookup IN (${sealingOf(old).lookup(email)[0]}, ${sealingOf(fresh).lookup(email)[0]})`

beforeEach(async () => {
  lines.length = 0
  await noteKeys(scene.deps.db, scene.deps.sealing, scene.deps.now())
})

/** Something in every sealed column. */
async function fillAll() {
  const { deps } = scene
  const { id } = await askAndConfirm(scene, asking({ contact: { email: 'ona@example.org' } }))
  await ask(scene, asking({ contact: { email: 'typed@example.org' } }))
  const moderator = await addModerator(scene, { email: 'moderator@example.org' })
  await note(deps, { id, moderator, text: 'a note' })
  await deps.db.transaction(async tx => {
    await insertSentForm(tx, deps, { kind: 'lost', email: 'ona@example.org', fault: null })
    await keepWriting(tx, deps, { moderatorId: moderator, slug: null, content: { title: 'x' } })
    await makePrivateAddress(tx, deps, slug, deps.now())
  })
  await scene.sql`INSERT INTO contact_changes (endorsement_id, sealed, lookup, proposed_at, expires_at) VALUES (
    ${id}, ${await deps.sealing.seal(`contact-change:${id}`, JSON.stringify({ representative: 'N', role: 'R', email: 'new@example.org' }))},
    ${deps.sealing.lookup('new@example.org')[0]}, ${deps.now()}, ${new Date(deps.now().getTime() + day)})`
  await scene.sql`INSERT INTO asks (key, id, sealed, asked_at, due_at) VALUES (${Buffer.alloc(32)}, ${id},
    ${await deps.sealing.seal(`ask:${id}`, '{}')}, ${deps.now()}, ${new Date(deps.now().getTime() + hour)})`
  await scene.sql`INSERT INTO outbox (id, endorsement_id, kind, sealed, created_at, next_attempt_at) VALUES (
    ${moderator}, ${id}, 'x', ${await deps.sealing.seal(`outbox:${moderator}`, '{}')}, ${deps.now()}, ${deps.now()})`
  return { id }
}

describe('the list of what is sealed', () => {
  /** None of it is under CONTACT_KEY: hashes, salts, public keys, ids, what a link’s own key seals, what SESSION_SECRET counts. */
  const plain =
    /^(contact_keys\.(id|sample)|current_contact_key\.key_id|flood_counts\.key|invitations\.(hash|sealed)|passkeys\.public_key|\w+\.(hash|salt|preview_hash))$/

  it('has every column of bytes, or says what else it is', async () => {
    const bytes = await scene.sql<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'bytea' AND table_name NOT LIKE 'public\\_%'`
    const listed = [...sealedColumns.map(one => `${nameOf(one)}.sealed`), ...lookUpColumns, ...shortLivedMacs]
    const others = bytes.map(({ name }) => name).filter(name => !plain.test(name))
    expect(others.sort()).toEqual([...listed].sort())
  })

  it('is guarded by the database, each of them', async () => {
    const rows = await scene.sql<{ name: string }[]>`
      SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname = 'refuse_unknown_key' ORDER BY 1`
    expect(rows.map(({ name }) => name)).toEqual(sealedColumns.map(nameOf).sort())
  })

  it('is filled by this test', async () => {
    await fillAll()
    for (const column of sealedColumns)
      expect(await scene.count(nameOf(column)), nameOf(column)).toBeGreaterThan(0)
  })
})

describe('a key that is wrong', () => {
  it('stops a start that has something sealed, and notes nothing', async () => {
    await fillAll()
    const wrong = sealingOf(other)
    await expect(noteKeys(scene.deps.db, wrong, scene.deps.now())).rejects.toThrow(idOf(old))
    expect(await findMissingKeys(scene.deps.db, wrong)).toEqual([idOf(old)])
    expect(await scene.count('contact_keys')).toBe(1)
    expect(await findMissingKeys(scene.deps.db, sealingOf(other, old))).toEqual([])
  })

  it('also at the first start of this version', async () => {
    await scene.sql`DELETE FROM current_contact_key`
    await scene.sql`DELETE FROM contact_keys`
    await ask(scene)
    await expect(noteKeys(scene.deps.db, sealingOf(other), scene.deps.now())).rejects.toThrow(idOf(old))
    expect(await scene.count('contact_keys')).toBe(0)
  })

  it('seals nothing: the database refuses it', async () => {
    const { id } = await ask(scene)
    const sealed = await sealingOf(other).seal(`contact:${id}`, 'x')
    await expect(scene.sql`UPDATE contacts SET sealed = ${sealed}`).rejects.toMatchObject({
      constraint_name: 'known_contact_key',
    })
  })
})

describe.each([
  ['old,new', () => sealingOf(old, fresh)],
  ['new,old', () => sealingOf(fresh, old)],
])('CONTACT_KEY=%s', (_, both) => {
  it('changes nothing by itself: the old key seals, and a known address is known', async () => {
    await askAndConfirm(scene, asking({ contact: { email: 'ona@example.org' } }))
    const sealing = both()
    await noteKeys(scene.deps.db, sealing, scene.deps.now())
    const before = await countUnder(fresh)
    await askToEndorse(withKeys(sealing).deps, asking({ contact: { email: 'ona@example.org' } }))
    expect(await countUnder(fresh)).toBe(before)
    expect(await waitingOf('ona@example.org')).toHaveLength(1)
    expect(await scene.count('outbox', "kind = 'already-asked'")).toBe(1)
  })

  it('rotates: everything opens by the new key alone, and addresses are known', async () => {
    const { id } = await fillAll()
    const held = await countUnder(old)
    expect(held).toBeGreaterThan(sealedColumns.length)
    const sealing = both()
    expect(await rotate(commandOf(sealing))).toContain('retire')
    expect(await countUnder(old)).toBe(0)
    expect(await countUnder(fresh)).toBe(held)
    await expect(retire(commandOf(sealing), {})).rejects.toThrow('Not before')
    await expect(retire(commandOf(sealing), { now: true })).rejects.toThrow('Not before')
    scene.moveClock(minute)
    await retire(commandOf(sealing), { now: true })
    expect(await status(commandOf(sealing))).toMatch(new RegExp(`${idOf(old)} +retired`))

    const alone = sealingOf(fresh)
    expect(await findMissingKeys(scene.deps.db, alone)).toEqual([])
    for (const column of sealedColumns) {
      const { key, context } = column
      const name = nameOf(column)
      for (const row of await scene.sql.unsafe(
        `SELECT ${key.name}::text AS key, sealed FROM ${name} WHERE sealed IS NOT NULL`,
      ))
        expect(typeof (await alone.open(context(row.key), new Uint8Array(row.sealed))), name).toBe('string')
    }
    const after = withKeys(alone)
    expect(await findModeratorByAddress(scene.deps.db, alone, 'moderator@example.org')).not.toBeNull()
    expect((await findContact(scene.deps.db, alone, id))?.email).toBe('ona@example.org')
    await askToEndorse(after.deps, asking({ contact: { email: 'ona@example.org' } }))
    expect(await waitingOf('ona@example.org')).toHaveLength(1)
    expect(await scene.count('outbox', "kind = 'already-asked'")).toBe(1)
  })
})

describe('rotating', () => {
  it('goes on where it was interrupted, wherever that was', async () => {
    await fillAll()
    const held = await countUnder(old)
    for (const stop of [1, 2, 4, 6, 9]) {
      let told = 0
      const interrupted = rotate(
        commandOf(sealingOf(old, fresh), () => {
          told++
          if (told === stop) throw new Error('interrupted')
        }),
      )
      await expect(interrupted).rejects.toThrow('interrupted')
    }
    await rotate(commandOf(sealingOf(fresh, old)))
    expect(await countUnder(fresh)).toBe(held)
    expect(await countUnder(old)).toBe(0)
  })

  it('does not turn back when it is run once more, before and after the old key is retired', async () => {
    await fillAll()
    const sealing = sealingOf(old, fresh)
    await rotate(commandOf(sealing))
    await rotate(commandOf(sealing))
    scene.moveClock(day)
    await retire(commandOf(sealing), {})
    await expect(rotate(commandOf(sealing))).rejects.toThrow('no new key')
    await expect(retire(commandOf(sealing), {})).rejects.toThrow('no earlier key')
    expect(await countUnder(old)).toBe(0)
    const late = await sealingOf(old).seal('outbox:x', 'x')
    await expect(scene.sql`UPDATE remarks SET sealed = ${late}`).rejects.toMatchObject({
      constraint_name: 'known_contact_key',
    })
  })

  it('leaves an address one waiting request while asks and confirms go on, in processes that are late to know', async () => {
    const addresses = Array.from({ length: 8 }, (_, i) => `person-of-${i}@example.org`)
    const processes = [sealingOf(old, fresh), sealingOf(fresh, old), sealingOf(old, fresh)].map(withKeys)
    const [first] = processes
    if (!first) throw new Error('no process')
    const tokens = new Map<string, string[]>()
    for (const email of addresses) {
      await ask(scene, asking({ contact: { email } }))
      await ask(scene, asking({ contact: { email } }))
      tokens.set(email, scene.mail.tokensTo(email))
    }
    const work = addresses.flatMap((email, i) => {
      const [one = '', two = ''] = tokens.get(email) ?? []
      const at = (n: number) => (processes[(i + n) % processes.length] ?? first).deps
      return [
        () => confirm(at(0), one, 1),
        () => confirm(at(1), two, 1),
        () => askToEndorse(at(2), asking({ contact: { email } })),
      ]
    })
    const command = commandOf(sealingOf(old, fresh))
    await Promise.all([rotate(command), ...work.map(one => one())])
    await deliverDue(first.deps, 50)
    for (const email of addresses) {
      for (const token of scene.mail.tokensTo(email)) await confirm(first.deps, token, 1).catch(() => null)
      expect(await waitingOf(email), email).toHaveLength(1)
    }
    scene.moveClock(day)
    await retire(command, {})
    expect(await countUnder(old)).toBe(0)
    const sealing = sealingOf(fresh)
    for (const email of addresses) {
      await askToEndorse({ ...scene.deps, sealing }, asking({ contact: { email } }))
      const [row] = await scene.sql`SELECT count(*)::int AS n FROM endorsements
        WHERE email_lookup = ${sealing.lookup(email)[0]} AND status = 'confirmed'`
      expect(row?.n, email).toBe(1)
    }
  })

  it('waits for whoever stores a look-up just now', async () => {
    const sealing = sealingOf(old, fresh)
    await noteKeys(scene.deps.db, sealing, scene.deps.now())
    const [, id = new Uint8Array()] = sealing.keyIds()
    let isOver = false
    const { db, now } = scene.deps
    await db
      .transaction(async storing => {
        await followKeys(storing, sealing)
        const changing = db
          .transaction(tx => makeCurrent(tx, sealing, id, now()))
          .then(() => {
            isOver = true
          })
        const isWaiting = async () =>
          (
            await scene.sql`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
          ).length
        await expect.poll(isWaiting).toBe(1)
        expect(isOver).toBe(false)
        return { changing }
      })
      .then(({ changing }) => changing)
    expect(isOver).toBe(true)
  })

  it('goes on counting the mails of an address that is in no contact', async () => {
    const { sealing } = scene.deps
    const both = sealingOf(old, fresh)
    const email = 'nobody@example.org'
    await scene.sql`INSERT INTO mail_allowances VALUES (${sealing.mailbox(email)[0]}, 'ask', ${scene.deps.now()}, 3)`
    await ask(scene)
    await rotate(commandOf(both))
    await askToEndorse({ ...scene.deps, sealing: both }, asking({ contact: { email } }))
    expect(await waitingOf(email)).toEqual([])
    expect(await scene.count('mail_allowances', 'used = 3')).toBe(1)
  })

  it('refuses with no new key, or two', async () => {
    await expect(rotate(commandOf(sealingOf(old)))).rejects.toThrow('no new key')
    await expect(rotate(commandOf(sealingOf(old, fresh, other)))).rejects.toThrow('more than one')
    expect(await scene.count('contact_keys', 'current_since IS NOT NULL')).toBe(1)
  })

  it('says which rows nobody can open, and does not throw their key away', async () => {
    const { id } = await fillAll()
    const moved = await scene.deps.sealing.seal('contact:another', 'x')
    await scene.sql`UPDATE contacts SET sealed = ${moved} WHERE endorsement_id = ${id}`
    await expect(rotate(commandOf(sealingOf(old, fresh)))).rejects.toThrow('do not open')
    scene.moveClock(day)
    await expect(retire(commandOf(sealingOf(old, fresh)), {})).rejects.toThrow('do not open')
    expect(keyIdOf(moved)).toEqual(sealingOf(old).keyIds()[0])
    expect(await countUnder(old)).toBe(1)
  })
})
