import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { wantsMail } from '../../src/storage/moderators.ts'
import { makeUnsubscribeToken } from '../../src/storage/unsubscribe-tokens.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { addModerator, askAndConfirm, useScene } from '../support/scene.ts'

const scene = useScene()

const send = (method: string, url: string, body?: string) =>
  createApp(() => scene.deps).request(url, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  })

/** A moderator who has just been told that something waits, and the address in that mail's header. */
async function told() {
  const id = await addModerator(scene)
  await askAndConfirm(scene)
  await sweep(scene.deps)
  await deliverDue(scene.deps, 50)
  const notice = scene.mail.accepted.find(({ message }) => message.headers?.['List-Unsubscribe'])?.message
  const [, url = ''] = /^<(.+)>$/.exec(notice?.headers?.['List-Unsubscribe'] ?? '') ?? []
  return { id, url, headers: notice?.headers }
}

it('a moderators’ notice carries a link and the mark of one click; mails about a request carry neither', async () => {
  const { url, headers } = await told()
  expect(headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(url).toMatch(/^https:\/\/countersign\.test\/en\/unsubscribe\/[A-Za-z0-9_-]{43}$/)
  const others = scene.mail.accepted.filter(({ message }) => !message.subject.startsWith('Requests wait'))
  expect(others.length).toBeGreaterThan(1)
  for (const { message } of others) expect(message.headers).not.toHaveProperty('List-Unsubscribe')
})

it('opening the link changes nothing; its button and one click each turn that mail off, and no other', async () => {
  const { id, url } = await told()
  const changed = await scene.changesFrom(async () => {
    for (let i = 0; i < 10; i++)
      for (const method of ['GET', 'HEAD']) expect((await send(method, url)).status).toBe(200)
  })
  expect(changed).toEqual({})
  const { db } = scene.deps
  expect(await wantsMail(db, id, 'waiting')).toBe(true)

  const oneClick = await send('POST', url, 'List-Unsubscribe=One-Click')
  expect(oneClick.status).toBe(200)
  expect(await wantsMail(db, id, 'waiting')).toBe(false)
  expect(await wantsMail(db, id, 'digest')).toBe(true)
  expect(await scene.count('log', `kind = 'preferences' AND moderator_id = '${id}'`)).toBe(1)

  const pressed = await send('POST', url, 'off=waiting')
  expect(pressed.status).toBe(303)
  expect(await (await send('GET', pressed.headers.get('location') ?? '')).text()).toContain(
    'This mail is off',
  )
  expect(await scene.count('log', `kind = 'preferences' AND moderator_id = '${id}'`)).toBe(1)
})

it('nobody turns a mail off by guessing: not by an id, and not by the link of another kind or person', async () => {
  const { id, url } = await told()
  const at = url.lastIndexOf('/') + 1
  const token = Buffer.from(url.slice(at), 'base64url')
  const other = await addModerator(scene)
  const swapped = Buffer.concat([Buffer.from(other.replaceAll('-', ''), 'hex'), token.subarray(16)])
  const zeros = Buffer.concat([token.subarray(0, 16), Buffer.alloc(16)])
  for (const forged of [swapped, zeros]) {
    const answer = await send('POST', url.slice(0, at) + forged.toString('base64url'), 'off=1')
    expect(answer.status).toBe(404)
  }
  const ofDigest = makeUnsubscribeToken(scene.deps.sealing, { kind: 'digest', id })
  await send('POST', url.slice(0, at) + ofDigest, 'off=1')
  expect(await wantsMail(scene.deps.db, id, 'waiting')).toBe(true)
  expect(await wantsMail(scene.deps.db, other, 'waiting')).toBe(true)
  expect(await wantsMail(scene.deps.db, id, 'digest')).toBe(false)
})
