import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createResendMailer, type MailError } from '../../src/mail/mailer.ts'
import { testEnv } from '../support/scene.ts'

const later = (more: Partial<Extract<MailError, { reason: 'later' }>>): MailError => ({
  reason: 'later',
  code: '',
  after: null,
  slowDown: false,
  ...more,
})

describe('what the provider answers', () => {
  const answers: [status: number, name: string, headers: Record<string, string>, error: MailError][] = [
    [
      429,
      'rate_limit_exceeded',
      { 'retry-after': '7' },
      later({ code: '429 rate_limit_exceeded', after: 7, slowDown: true }),
    ],
    [429, 'daily_quota_exceeded', {}, { reason: 'account', code: '429 daily_quota_exceeded' }],
    [429, 'monthly_quota_exceeded', {}, { reason: 'account', code: '429 monthly_quota_exceeded' }],
    [500, 'internal_server_error', {}, later({ code: '500 internal_server_error' })],
    [503, 'application_error', {}, later({ code: '503 application_error' })],
    [409, 'concurrent_idempotent_requests', {}, later({ code: '409 concurrent_idempotent_requests' })],
    [409, 'invalid_idempotent_request', {}, { reason: 'message', code: '409 invalid_idempotent_request' }],
    [422, 'validation_error', {}, { reason: 'message', code: '422 validation_error' }],
    [422, 'invalid_from_address', {}, { reason: 'account', code: '422 invalid_from_address' }],
    [403, 'validation_error', {}, { reason: 'account', code: '403 validation_error' }],
    [401, 'missing_api_key', {}, { reason: 'account', code: '401 missing_api_key' }],
  ]
  const headers = { 'List-Unsubscribe': '<https://countersign.test/en/unsubscribe/x>' }
  const message = { to: 'anna@example.org', subject: 'S', html: '<p>H</p>', text: 'T', headers }

  /** Resend's API in one answer; what it was sent comes back beside the mailer's result. */
  async function send(status: number, headers: Record<string, string>, body: unknown) {
    const received: { key: unknown; body: unknown }[] = []
    const server = createServer(async (req, res) => {
      const chunks: Buffer[] = []
      for await (const chunk of req) chunks.push(chunk)
      received.push({
        key: req.headers['idempotency-key'],
        body: JSON.parse(Buffer.concat(chunks).toString()),
      })
      res.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
      res.end(JSON.stringify(body))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const mailer = createResendMailer(readConfig({ ...testEnv, RESEND_BASE_URL: `http://127.0.0.1:${port}` }))
    const result = await mailer('the-key', message)
    await new Promise(resolve => server.close(resolve))
    return { result, received }
  }

  it.each(answers)('%i %s', async (status, name, headers, error) => {
    const { result, received } = await send(status, headers, {
      statusCode: status,
      name,
      message: 'anna@example.org',
    })
    expect(result).toEqual({ ok: false, error })
    expect(received, 'the client retries nothing by itself').toHaveLength(1)
  })

  it('200: the message as it is, under its key', async () => {
    const { result, received } = await send(200, {}, { id: 'provider-1' })
    expect(result).toEqual({ ok: true, value: { providerId: 'provider-1' } })
    expect(received).toEqual([
      { key: 'the-key', body: expect.objectContaining({ ...message, from: testEnv.MAIL_FROM }) },
    ])
  })

  it('422 that names the recipient: of the address', async () => {
    const { result } = await send(
      422,
      {},
      {
        statusCode: 422,
        name: 'validation_error',
        message: 'Invalid `to` field. The email address needs to follow the `email@example.com` format.',
      },
    )
    expect(result).toEqual({ ok: false, error: { reason: 'address', code: '422 validation_error' } })
  })

  it.each([
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }, { rest: 30 }],
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '1' }, {}],
    [{ 'ratelimit-remaining': '1', 'ratelimit-reset': '30' }, {}],
  ])('200 with %o: how long nothing more is to come', async (headers, rest) => {
    const { result } = await send(200, headers, { id: 'provider-1' })
    expect(result).toEqual({ ok: true, value: { providerId: 'provider-1', ...rest } })
  })

  it('nothing at all: later', async () => {
    const mailer = createResendMailer(readConfig({ ...testEnv, RESEND_BASE_URL: 'http://127.0.0.1:9' }))
    expect(await mailer('the-key', message)).toMatchObject({
      ok: false,
      error: { reason: 'later', slowDown: false },
    })
  })
})
