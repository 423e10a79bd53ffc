import { beforeAll, describe, expect, it } from 'vitest'
import { confirm, disown } from '../../src/endorsements/confirm.ts'
import { request } from '../../src/endorsements/request.ts'
import { resendByAddress, resendByLink } from '../../src/endorsements/resend.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, reject } from '../../src/moderation/decide.ts'
import { sweep } from '../../src/sweep.ts'
import { dumpTables, formsOf, formsOfToken, openEnvelopes, readable } from '../support/dump.ts'
import { tokensIn } from '../support/fake-mailer.ts'
import { asking, idOf, minute, openScene, type Scene } from '../support/verbs.ts'

let scene: Scene
/** The database as a thief takes it: while mail waits, in between, and at the end. */
const thefts: Record<string, string> = {}
const steal = async (when: string) => {
  thefts[when] = readable(await dumpTables(scene.database.sql))
}

const reason = 'Zuzana could not be reached by telephone'
/** Nobody's words but the representative's: no part of them is in a name or a comment that is public. */
const people = ['approved', 'rejected', 'disowned', 'waiting'].map((fate, i) => ({
  name: `Public ${fate}`,
  representative: `Zuzana Rěpresentativová-${i}`,
  role: `Tajemnice pro věci ${i}`,
  email: `zuzana.${fate}@secret-${i}.example.org`,
}))
const asked = (i: number) => {
  const { name = '', ...contact } = people[i] ?? {}
  return asking({ name, contact, comment: `A public line ${i}` })
}
const tokens = () => scene.mail.attempts.flatMap(({ message }) => tokensIn(message.text + message.html))
const lastToken = (i: number) => scene.mail.tokensTo(people[i]?.email ?? '').at(-1) ?? ''

beforeAll(async () => {
  scene = await openScene()
  const { deps } = scene
  for (const [i] of people.entries()) await request(deps, asked(i))
  await steal('asked, mail still owed')
  await deliverDue(deps, 50)
  await request(deps, asked(0))
  await resendByAddress(deps, people[1]?.email ?? '')
  await steal('asked again and resent, mail still owed')
  await deliverDue(deps, 50)
  await resendByLink(deps, lastToken(1))
  await deliverDue(deps, 50)
  await steal('all links mailed')
  await confirm(deps, lastToken(0), 2)
  await confirm(deps, lastToken(1), 3)
  await confirm(deps, lastToken(2), 1)
  await disown(deps, lastToken(2))
  const decided = [
    await approve(deps, { id: await idOf(scene, 'Public approved'), revision: 3, moderator: 'm' }),
    await reject(deps, { id: await idOf(scene, 'Public rejected'), revision: 4, moderator: 'm', reason }),
  ]
  await steal('decided, mail still owed')
  scene.mail.fail({ reason: 'later', code: '503 down', after: null, slowDown: false })
  await deliverDue(deps, 50)
  scene.moveClock(minute)
  scene.mail.fail({ reason: 'refused', code: '422 no' })
  await sweep(deps)
  await steal('delivered')
  if (!decided.every(({ ok }) => ok)) throw new Error(JSON.stringify(decided))
  return () => scene.close()
})

const secrets = [
  ...people.flatMap(({ representative, role, email }) => [representative, role, email]),
  reason,
]
const times = [
  'asked, mail still owed',
  'asked again and resent, mail still owed',
  'all links mailed',
  'decided, mail still owed',
  'delivered',
]

describe('the life that was led', () => {
  it('had every part: links, an approval, a rejection, a stop', async () => {
    expect(new Set(tokens()).size).toBe(7)
    expect(
      await scene.database
        .sql`SELECT name, status FROM endorsements WHERE requested_at IS NOT NULL ORDER BY 1`,
    ).toEqual([
      { name: 'Public approved', status: 'approved' },
      { name: 'Public disowned', status: 'withdrawn' },
      { name: 'Public rejected', status: 'rejected' },
      { name: 'Public waiting', status: 'requested' },
    ])
    expect(scene.mail.attempts.some(({ message }) => message.text.includes(reason))).toBe(true)
    expect(Object.keys(thefts)).toEqual(times)
  })

  it('left all of it in the database for whoever has the key', async () => {
    const opened = await openEnvelopes(scene.database.sql, scene.deps.sealing)
    for (const i of [0, 1, 3]) expect(opened).toContain(people[i]?.representative)
    expect(opened).toContain(reason)
  })
})

describe.each(times)('a copy of every table (%s)', time => {
  const dump = () => thefts[time] ?? ''

  it('has what is public, so that the search is a search', () => {
    for (const { name } of people) expect(dump()).toContain(name)
    expect(dump()).toContain('A public line 0')
  })

  it('has no token that was mailed, in any form', () => {
    for (const token of tokens()) {
      for (const form of formsOfToken(token)) expect(dump().includes(form), form).toBe(false)
    }
  })

  it('has no name, role or address of a representative, and no reason', () => {
    for (const secret of secrets) {
      for (const form of formsOf(secret)) expect(dump().includes(form), form).toBe(false)
    }
    for (const part of ['Zuzana', 'zuzana.', 'Tajemnice', 'secret-', 'telephone']) {
      expect(dump().toLowerCase().includes(part.toLowerCase()), part).toBe(false)
    }
  })
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
    for (const secret of [...secrets, ...tokens()]) expect(log.includes(secret)).toBe(false)
  })
})
