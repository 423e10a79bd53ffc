import { beforeAll, describe, expect, it } from 'vitest'
import { issueInvitation, issueSealedInvitation } from '../../src/auth/issue-invitation.ts'
import { openInvitation } from '../../src/auth/join/open-invitation.ts'
import { tellAdministrators } from '../../src/auth/tell-administrators.ts'
import { receiveAsk } from '../../src/endorsements/ask/receive-ask.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { resendByLink } from '../../src/endorsements/confirm/resend.ts'
import { proposeContact } from '../../src/endorsements/contact-person/propose-contact.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { correctAddress } from '../../src/moderation/reach/confirm-links.ts'
import { write } from '../../src/moderation/reach/write.ts'
import { approve, reject, returnForChanges, withdraw } from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { insertSession } from '../../src/storage/sessions.ts'
import { makeToken } from '../../src/storage/tokens.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askForLinks } from '../support/ask-for-links.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { findInFiles } from '../support/database-files.ts'
import { dumpTables, formsOf, formsOfToken, openEnvelopes, readable } from '../support/dump.ts'
import { tokensIn } from '../support/fake-mailer.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { addModerator, asking, idOf, minute, useScene } from '../support/scene.ts'

const scene = useScene({ once: true })
/** The database as a thief takes it: while mail waits, in between, and at the end. */
const thefts: Record<string, string> = {}
const steal = async (when: string) => {
  thefts[when] = readable(await dumpTables(scene.database.sql))
}

const reason = 'Zuzana could not be reached by telephone'
/** What moderators wrote, each with its own verb. */
const remarks = {
  reject: reason,
  note: 'Spoke to Zuzana herself, who sounded pressed',
  return: 'Could Zuzana name the body that registered you?',
  withdraw: 'Zuzana asked by telephone to be taken off',
  write: 'Dear Zuzana, which of the two names is yours?',
  address: 'Zuzana spelt it out by telephone',
}
const desk = [
  { name: 'Kazimira Dohľadová', email: 'kazimira@desk-secret.example.org', role: 'administrator' as const },
  { name: 'Radavit Pryhladžany', email: 'radavit@desk-secret.example.org', role: 'moderator' as const },
]
/** Invited from the command line, and joined by nobody: the link alone opens who it is. */
const atTheDoor = { name: 'Dzvierka Ściežkina', email: 'dzvierka@door-secret.example.org' }
/** The tokens that no mail brings: of the desk's invitations and sessions, and of the page that answers a form. */
const deskTokens: string[] = []
/** In the place of the address of the one who waits. */
const corrected = 'zuzana.right@secret-9.example.org'
/** Who is to take the place of the one who is rejected, and of nobody in the end. */
const successor = {
  representative: 'Zuzana Nástupkyňa',
  role: 'Tajemnice zítra',
  email: 'zuzana.next@secret-8.example.org',
}
/** Nobody's words but the representative's: no part of them is in a name or a comment that is public. */
const people = ['approved', 'rejected', 'disowned', 'waiting'].map((fate, i) => ({
  name: `Public ${fate}`,
  representative: `Zuzana Rěpresentativová-${i}`,
  role: `Tajemnice pro věci ${i}`,
  email: `zuzana.${fate}@secret-${i}.example.org`,
}))
const requests = people.map(({ name, ...contact }, i) =>
  asking({ name, contact, comment: `A public line ${i}` }),
)
const asked = (i: number) => requests[i] ?? asking()
const linked = /\/(?:confirm|endorsement)\/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/g
const tokens = () =>
  scene.mail.attempts.flatMap(({ message }) => [
    ...new Set([...(message.text + message.html).matchAll(linked)].map(([, token = '']) => token)),
  ])
const lastToken = (i: number) => scene.mail.tokensTo(people[i]?.email ?? '').at(-1) ?? ''

/** What a thief of the disk finds, of tables and of their WAL. */
let onDisk: Awaited<ReturnType<typeof findInFiles>> = []

beforeAll(async () => {
  const begunAt = new Date()
  const { deps } = scene
  const [moderator = '', invited = ''] = [
    await addModerator(scene, desk[0]),
    await addModerator(scene, desk[1]),
  ]
  const why = (text: string) => ({ code: 'other', text, moderator })
  await deps.db.transaction(async tx => {
    for (const purpose of ['join', 'device'] as const) {
      const { url } = await issueInvitation(tx, deps, { moderatorId: invited, purpose })
      deskTokens.push(url.split('/').at(-1) ?? '')
    }
    const { token, hash } = makeToken(deps.random)
    await insertSession(tx, { hash, moderatorId: moderator }, deps.now())
    deskTokens.push(token)
    const unknown = { person: atTheDoor, role: 'moderator', language: 'be' } as const
    deskTokens.push((await issueSealedInvitation(tx, deps, unknown)).url.split('/').at(-1) ?? '')
    await tellAdministrators(tx, deps, { kind: 'moderator-joined', subjectId: invited })
  })
  for (const [i] of people.entries()) await askToEndorse(deps, asked(i))
  // One more by its form, whose page shows it; nobody has handled it yet.
  const { contact } = asked(3)
  const sent = { kind: 'asked', slug: 'x', typed: { ...contact }, faults: {} } as const
  const received = await receiveAsk(deps, asked(3), sent)
  deskTokens.unshift((received.ok && received.value) || '')
  await steal('asked, mail still owed')
  await deliverDue(deps, 50)
  await askToEndorse(deps, asked(0))
  await askForLinks(deps, people[1]?.email ?? '')
  await steal('asked again and resent, mail still owed')
  await deliverDue(deps, 50)
  await resendByLink(deps, lastToken(1))
  await deliverDue(deps, 50)
  await steal('all links mailed')
  await confirm(deps, lastToken(0), 2)
  await confirm(deps, lastToken(1), 3)
  await confirm(deps, lastToken(2), 1)
  await disown(deps, lastToken(2))
  const rejectedId = await idOf(scene, 'Public rejected')
  const naming = await oneHourToken(scene, rejectedId, 'contact')
  const proposed = await proposeContact(deps, naming, successor)
  const [listed, rejected] = [await idOf(scene, 'Public approved'), rejectedId]
  const decided = [
    proposed,
    await returnForChanges(deps, { id: rejected, revision: 4, ...why(remarks.return) }),
    await reject(deps, { id: rejected, revision: 5, ...why(remarks.reject) }),
    await note(deps, { id: rejected, moderator, text: remarks.note }),
    await write(deps, { id: rejected, revision: 6, moderator, text: remarks.write }),
    await correctAddress(deps, {
      id: await idOf(scene, 'Public waiting'),
      revision: 1,
      moderator,
      email: corrected,
      reason: remarks.address,
    }),
    await approve(deps, { id: listed, revision: 3, moderator }),
    await withdraw(deps, { id: listed, revision: 4, ...why(remarks.withdraw) }),
  ]
  await steal('decided, mail still owed')
  scene.mail.fail({ reason: 'later', code: '503 down', after: null, slowDown: false })
  await deliverDue(deps, 50)
  scene.moveClock(minute)
  scene.mail.fail({ reason: 'message', code: '422 no' })
  await sweep(deps)
  await deliverDue(deps, 50)
  await steal('delivered')
  const rawTokens = [...tokens(), ...deskTokens].flatMap(token => [token, Buffer.from(token, 'base64url')])
  onDisk = await findInFiles(scene.database.sql, [...publicWords, ...parts, ...rawTokens], begunAt)
  if (!decided.every(({ ok }) => ok)) throw new Error(JSON.stringify(decided))
})

const secrets = [
  ...people.flatMap(({ representative, role, email }) => [representative, role, email]),
  ...[...desk, atTheDoor].flatMap(({ name, email }) => [name, email]),
  ...Object.values(remarks),
  corrected,
  ...Object.values(successor),
]
/** Of what nobody else's test types: all databases of the server write into the same files. */
const parts = ['Zuzana', 'zuzana.', 'Tajemnice', 'Kazimira', 'Radavit', 'Dzvierka']
const publicWords = ['Public approved', 'A public line 0']
const times = [
  'asked, mail still owed',
  'asked again and resent, mail still owed',
  'all links mailed',
  'decided, mail still owed',
  'delivered',
]

describe('the life that was led', () => {
  it('had every part: links, an approval, a rejection, a stop, a withdrawal, the desk', async () => {
    expect(new Set(scene.mail.attempts.flatMap(({ message }) => tokensIn(message.text))).size).toBe(9)
    expect(new Set(tokens()).size, 'links to the private page too').toBeGreaterThan(10)
    expect(new Set(deskTokens.filter(token => /^[\w-]{43}$/.test(token))).size).toBe(5)
    expect(
      await scene.database
        .sql`SELECT name, status FROM endorsements WHERE requested_at IS NOT NULL ORDER BY 1`,
    ).toEqual([
      { name: 'Public approved', status: 'withdrawn' },
      { name: 'Public disowned', status: 'withdrawn' },
      { name: 'Public rejected', status: 'rejected' },
      { name: 'Public waiting', status: 'requested' },
      // The one that was asked by its form: the address of the first had been corrected when it was handled.
      { name: 'Public waiting', status: 'requested' },
    ])
    for (const words of [remarks.reject, remarks.withdraw, desk[1]?.name ?? '']) {
      expect(
        scene.mail.attempts.some(({ message }) => message.text.includes(words)),
        words,
      ).toBe(true)
    }
    expect(Object.keys(thefts)).toEqual(times)
  })

  it('left all of it in the database for whoever has the key', async () => {
    const opened = await openEnvelopes(scene.database.sql, scene.deps.sealing)
    for (const i of [0, 1, 3]) expect(opened).toContain(people[i]?.representative)
    for (const words of Object.values(remarks)) expect(opened).toContain(words)
    for (const words of Object.values(successor)) expect(opened).toContain(words)
    for (const { name, email } of desk) for (const words of [name, email]) expect(opened).toContain(words)
    expect(opened, 'whom the command line invited, the link alone opens').not.toContain('Dzvierka')
    const door = await openInvitation(scene.deps, deskTokens.at(-1) ?? '')
    expect(door).toMatchObject({ value: { moderator: { person: atTheDoor } } })
  })
})

describe.each(times)('a copy of every table (%s)', time => {
  const dump = () => thefts[time] ?? ''

  it('has what is public, so that the search is a search', () => {
    for (const { name } of people) expect(dump()).toContain(name)
    expect(dump()).toContain('A public line 0')
  })

  it('has no token that was mailed, or that opens the desk, in any form', () => {
    for (const token of [...tokens(), ...deskTokens]) {
      for (const form of formsOfToken(token)) expect(dump().includes(form), form).toBe(false)
    }
  })

  it('has no name, role or address of a representative or a moderator, and no remark', () => {
    for (const secret of secrets) {
      for (const form of formsOf(secret)) expect(dump().includes(form), form).toBe(false)
    }
    for (const part of [...parts, 'secret-', 'telephone', '-secret']) {
      expect(dump().toLowerCase().includes(part.toLowerCase()), part).toBe(false)
    }
  })
})

it('the files of the tables and the WAL have none of it either, though all that was ever written', () => {
  const publicly = publicWords.flatMap(text => [
    { text, in: 'tables' },
    { text, in: 'WAL' },
  ])
  expect(onDisk).toEqual(expect.arrayContaining(publicly))
  expect(onDisk.filter(({ text }) => !publicWords.includes(text))).toEqual([])
})

describe('the search', () => {
  it('finds a token and a name however they are put', async () => {
    const { sql } = scene.database
    const [token = ''] = tokens()
    const [secret = ''] = secrets
    const found = async (value: string | Uint8Array, forms: string[]) => {
      let seen = false
      const undo = new Error('undo')
      const column = typeof value === 'string' ? 'last_error' : 'sealed'
      await sql
        .begin(async tx => {
          await tx`UPDATE outbox SET ${tx({ [column]: value })} WHERE id = (SELECT id FROM outbox WHERE sealed IS NOT NULL LIMIT 1)`
          const [row] = await tx<
            { row: string }[]
          >`SELECT string_agg(row_to_json(o)::text, ' ') AS row FROM outbox o`
          seen = forms.some(form => readable({ outbox: [row?.row ?? ''] }).includes(form))
          throw undo
        })
        .catch(error => {
          if (error !== undo) throw error
        })
      return seen
    }
    expect(await found(`see ${token}`, formsOfToken(token))).toBe(true)
    expect(await found(Buffer.from(token), formsOfToken(token))).toBe(true)
    expect(await found(Buffer.from(token, 'base64url'), formsOfToken(token))).toBe(true)
    expect(await found(Buffer.from(token, 'base64url').toString('hex'), formsOfToken(token))).toBe(true)
    expect(await found(Buffer.from(`{"name":"${secret}"}`), formsOf(secret))).toBe(true)
    expect(await found(secret, formsOf(secret))).toBe(true)
  })
})

describe('the log', () => {
  it('has none of it either', () => {
    const log = scene.logged.join('\n')
    expect(log).toContain('mail_parked')
    for (const secret of [...secrets, ...tokens(), ...deskTokens]) expect(log.includes(secret)).toBe(false)
  })
})
