import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSigned, sign } from '../../../src/webhooks/signature.ts'

const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`
const other = `whsec_${Buffer.alloc(24, 6).toString('base64')}`
const at = new Date('2030-03-01T12:00:00Z')
const body = '{"type":"email.delivered"}'

/** A call as the specification makes it, by nothing of ours. */
function call(changes: { secret?: string; id?: string; seconds?: number; body?: string } = {}) {
  const id = changes.id ?? 'msg_1'
  const timestamp = String(at.getTime() / 1000 + (changes.seconds ?? 0))
  const key = Buffer.from((changes.secret ?? secret).slice('whsec_'.length), 'base64')
  const text = `${id}.${timestamp}.${changes.body ?? body}`
  return { id, timestamp, signature: `v1,${createHmac('sha256', key).update(text).digest('base64')}` }
}
const isTaken = (headers: ReturnType<typeof call>, text = body) => isSigned(secret, text, headers, at)

describe('a signed call', () => {
  it.each([-300, -299, 0, 299, 300])('is taken %i seconds from its time', seconds => {
    expect(isTaken(call({ seconds }))).toBe(true)
  })

  it.each([-301, 301, 86_400])('is refused %i seconds from its time', seconds => {
    expect(isTaken(call({ seconds }))).toBe(false)
  })

  it('is refused with another secret, id, time or body than those that were signed', () => {
    const good = call()
    expect(isTaken(good)).toBe(true)
    expect(isTaken(call({ secret: other }))).toBe(false)
    expect(isTaken({ ...good, id: 'msg_2' })).toBe(false)
    expect(isTaken({ ...good, timestamp: String(Number(good.timestamp) + 1) })).toBe(false)
    expect(isTaken(good, `${body} `)).toBe(false)
  })

  it.each([
    { signature: '' },
    { signature: 'v1,' },
    { signature: 'v1' },
    { signature: 'v1a,AAAA' },
    { timestamp: '' },
    { timestamp: 'now' },
    { timestamp: `${at.getTime() / 1000}.0` },
    { timestamp: `${at.getTime() / 1000}x` },
    { timestamp: '-1' },
    { id: '' },
    { id: 'x'.repeat(201) },
  ])('is refused with %j', change => {
    expect(isTaken({ ...call(), ...change })).toBe(false)
  })

  it('is refused where its signature is of another version', () => {
    const good = call()
    expect(isTaken({ ...good, signature: good.signature.replace('v1,', 'v2,') })).toBe(false)
  })

  it('is taken where one of several signatures is ours', () => {
    const { signature } = call()
    const foreign = call({ secret: other }).signature
    expect(isTaken({ ...call(), signature: `${foreign} ${signature}` })).toBe(true)
    expect(isTaken({ ...call(), signature: `${foreign} ${foreign}` })).toBe(false)
  })
})

it('signs what goes out as the specification says', () => {
  const { id, timestamp, signature } = call()
  expect(sign(secret, body, id, new Date(at.getTime() + 999))).toEqual({
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  })
})
