import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Deps } from '../../src/deps.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { proposeCorrection } from '../../src/endorsements/private-page/propose-correction.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import type { MailError } from '../../src/mail/mailer.ts'
import { noteOutcome } from '../../src/mail/note-outcome.ts'
import { approve } from '../../src/moderation/request/decide.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { callModerators } from '../../src/webhooks/call-moderators.ts'
import { isSigned } from '../../src/webhooks/signature.ts'
import { ask, askAndConfirm, asking, day, minute, privateToken, second, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`

type Call = { headers: IncomingHttpHeaders; body: string; path: string }
type Receiver = { calls: Call[]; answer: (response: ServerResponse) => void }

/** A bridge as somebody would run it, on this machine. */
let receiver: Receiver
let url = ''
let stop = async () => {}
beforeEach(async () => {
  const calls: Call[] = []
  receiver = { calls, answer: response => response.writeHead(204).end() }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    calls.push({ headers: request.headers, body, path: request.url ?? '' })
    receiver.answer(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`
  stop = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  // The first look notes where to begin.
  await call()
})
afterEach(() => stop())

const deps = (): Deps => ({
  ...scene.deps,
  config: { ...scene.deps.config, moderatorsWebhook: { url, secret } },
})
const call = async () => {
  await settle()
  await callModerators(deps())
}
/** Until every transaction of the server that was begun before this has ended, those of other tests among them. */
async function settle() {
  const [begun] = await scene.sql`SELECT pg_current_xact_id()::text AS xid`
  const isOver = async () => {
    const [row] = await scene.sql`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > ${begun?.xid}::bigint AS over`
    return row?.over
  }
  await expect.poll(isOver, { timeout: 20_000 }).toBe(true)
}
/** Three mails that wait to be sent. */
async function oweThree() {
  const tokens = []
  for (let i = 0; i < 3; i++) tokens.push((await ask(scene)).token)
  for (const token of tokens) expect(await confirm(scene.deps, token, 1)).toMatchObject({ ok: true })
}
const bodies = () => receiver.calls.map(({ body }) => JSON.parse(body))
const types = () => bodies().map(({ type }) => type)

describe('a call', () => {
  it('says that a request waits, signed, by its id and without a name', async () => {
    const { id } = await askAndConfirm(scene)
    const at = scene.deps.now().toISOString()
    await call()
    expect(bodies()).toEqual([{ type: 'request.confirmed', id, at }])
    const { headers, body } = receiver.calls[0] ?? { headers: {} as IncomingHttpHeaders, body: '' }
    const signed = {
      id: String(headers['webhook-id']),
      timestamp: String(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
    }
    expect(isSigned(secret, body, signed, scene.deps.now())).toBe(true)
    expect(await scene.count('desk_calls')).toBe(0)
    await call()
    expect(receiver.calls).toHaveLength(1)
  })

  it('comes for a proposed correction, and for no decision', async () => {
    const { id } = await askAndConfirm(scene)
    await approve(scene.deps, { id, revision: 2, moderator })
    const token = await privateToken(scene, id)
    const { name: _, ...rest } = asking().organisation
    const proposed = { organisation: { ...rest, name: 'Another Name' }, comment: null, nameWithheld: false }
    const answer = await proposeCorrection(scene.deps, token, 3, proposed)
    expect(answer.ok).toBe(true)
    await call()
    expect(types()).toEqual(['request.confirmed', 'proposal.made'])
  })

  it('comes for a mail that did not arrive, and for one that a person has to look at', async () => {
    const of = asking()
    const { id } = await ask(scene, of)
    const providerId = `provider-${scene.mail.accepted.at(-1)?.key}`
    const outcome = { providerId, delivery: 'bounced', to: of.contact.email } as const
    await scene.deps.db.transaction(tx => noteOutcome(tx, deps(), outcome))
    await call()
    expect(bodies()).toMatchObject([{ type: 'mail.undelivered', id }])
    await askAndConfirm(scene)
    scene.mail.fail({ reason: 'message', code: '422 x' })
    await deliverDue(deps(), 50)
    await call()
    expect(bodies()).toContainEqual({ type: 'mail.parked', id: null, at: scene.deps.now().toISOString() })
  })

  it('comes once for each time that the provider refuses the account', async () => {
    const refusal: MailError = { reason: 'account', code: '403 invalid_api_key' }
    const told = async () => {
      await call()
      return bodies().filter(({ type }) => type === 'mail.account_refused')
    }
    await oweThree()
    scene.mail.fail(refusal, refusal, refusal)
    await deliverDue(deps(), 50)
    const first = { type: 'mail.account_refused', id: null, at: scene.deps.now().toISOString() }
    for (let minutes = 0; minutes < 3; minutes++) {
      scene.moveClock(minute)
      scene.mail.fail(refusal)
      await deliverDue(deps(), 50)
    }
    expect(await told()).toEqual([first])
    // It works again, and is refused again.
    scene.moveClock(minute)
    await deliverDue(deps(), 50)
    await oweThree()
    scene.mail.fail(refusal)
    await deliverDue(deps(), 1)
    expect(await told()).toHaveLength(2)
  })

  it('comes for a refusal that may be one recipient’s once another one meets it too', async () => {
    const perhaps: MailError = { reason: 'account', code: '554 policy', perhapsAddress: true }
    await oweThree()
    const told = async () => {
      await call()
      return types().filter(type => type === 'mail.account_refused').length
    }
    scene.mail.fail(perhaps)
    await deliverDue(deps(), 1)
    expect(await told()).toBe(0)
    scene.moveClock(minute)
    scene.mail.fail(perhaps)
    await deliverDue(deps(), 1)
    expect(await told()).toBe(1)
  })

  it('is owed to nobody where no webhook is set', async () => {
    await askAndConfirm(scene)
    await callModerators(scene.deps)
    expect(await scene.count('desk_calls')).toBe(0)
  })
})

describe('a receiver', () => {
  it('that refuses a call gets it later, and the others meanwhile', async () => {
    await askAndConfirm(scene)
    await askAndConfirm(scene)
    let refusals = 1
    receiver.answer = response => response.writeHead(refusals-- > 0 ? 400 : 204).end()
    await call()
    expect(receiver.calls).toHaveLength(2)
    expect(await scene.count('desk_calls')).toBe(1)
    scene.moveClock(5 * second)
    await call()
    expect(receiver.calls).toHaveLength(3)
    const ids = receiver.calls.map(({ headers }) => headers['webhook-id'])
    expect(ids[2]).toBe(ids[0])
    expect(await scene.count('desk_calls')).toBe(0)
  })

  it.each([500, 503, 429, 302])(
    'that answers %i is left in peace with all of them for a while',
    async status => {
      for (let i = 0; i < 3; i++) await askAndConfirm(scene)
      receiver.answer = response => response.writeHead(status, { location: '/elsewhere' }).end()
      await call()
      await call()
      expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook'])
      receiver.answer = response => response.writeHead(204).end()
      scene.moveClock(5 * second)
      await call()
      expect(receiver.calls).toHaveLength(4)
      expect(await scene.count('desk_calls')).toBe(0)
    },
  )

  it('that is down gets everything once it is back', async () => {
    const { id } = await askAndConfirm(scene)
    const here = url
    url = 'http://127.0.0.1:1/hook'
    await call()
    expect(scene.logged.join('\n')).toContain('"happening":"desk_call_failed"')
    expect(scene.logged.join('\n')).not.toContain('127.0.0.1')
    url = here
    scene.moveClock(5 * second)
    await call()
    expect(bodies()).toMatchObject([{ id }])
  })

  it('that is slow keeps neither a sweep nor a mail waiting, and is called by one sweep at a time', async () => {
    const of = asking()
    await askAndConfirm(scene, of)
    let release: () => void = () => {}
    receiver.answer = response => {
      release = () => response.writeHead(204).end()
    }
    await settle()
    await sweep(deps())
    await expect.poll(() => receiver.calls.length).toBe(1)
    await askAndConfirm(scene)
    await call()
    expect(await scene.count('desk_calls')).toBe(2)
    expect(await deliverDue(deps(), 50)).toBeGreaterThan(0)
    expect(receiver.calls).toHaveLength(1)
    release()
    await expect.poll(() => scene.count('desk_calls')).toBe(1)
  })

  it('that never answers has five seconds', async () => {
    const abort = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(abort.signal)
    onTestFinished(() => timeout.mockRestore())
    await askAndConfirm(scene)
    receiver.answer = () => abort.abort()
    await call()
    expect(timeout).toHaveBeenCalledWith(5 * second)
    expect(scene.logged.join('\n')).toContain('"code":"no answer"')
    expect(await scene.count('desk_calls')).toBe(1)
  })

  it('that answers nothing for a day hears of what is new alone', async () => {
    await askAndConfirm(scene)
    receiver.answer = response => response.writeHead(500).end()
    await call()
    scene.moveClock(day)
    await sweep(scene.deps)
    expect(await scene.count('desk_calls')).toBe(0)
    const { id } = await askAndConfirm(scene)
    receiver.answer = response => response.writeHead(204).end()
    expect(receiver.calls.splice(0)).toHaveLength(1)
    await call()
    expect(bodies()).toEqual([{ type: 'request.confirmed', id, at: scene.deps.now().toISOString() }])
  })
})
