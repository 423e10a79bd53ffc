import { createServer } from 'node:http'
import { createServer as createTcpServer, type Server } from 'node:net'
import type { Readable } from 'node:stream'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createResendMailer, type Mailer } from '../../src/mail/mailer.ts'
import { createSmtpMailer } from '../../src/smtp/smtp-mailer.ts'
import { selfSigned } from '../support/certificate.ts'
import { testEnv } from '../support/scene.ts'

// One contract for every provider, each met by a real partner of its protocol.

/** What the partner does with the next message. `lost`: takes it and hangs up without an answer. */
type Answer = 'take' | 'busy' | 'refuse-account' | 'refuse-address' | 'refuse-message' | 'hang-up' | 'lost'
type Received = { key: string; to: string; subject: string; text: string; headers: string }
type Partner = { mailer: Mailer; received: Received[]; stop: () => Promise<void> }

let pem = { cert: '', key: '' }
beforeAll(async () => {
  pem = await selfSigned()
})
let partner: Partner
afterEach(() => partner.stop())

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function openResend(answer: Answer): Promise<Partner> {
  const received: Received[] = []
  const refusals: Partial<Record<Answer, [number, string, string]>> = {
    busy: [503, 'application_error', ''],
    'refuse-account': [403, 'invalid_api_key', ''],
    'refuse-address': [422, 'validation_error', 'Invalid `to` field.'],
    'refuse-message': [422, 'validation_error', 'Invalid `subject` field.'],
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { to, subject, text, headers } = JSON.parse(Buffer.concat(chunks).toString())
    const refusal = refusals[answer]
    if (answer === 'hang-up') return request.socket.destroy()
    if (refusal) {
      const [statusCode, name, message] = refusal
      response.writeHead(statusCode, { 'content-type': 'application/json' })
      return response.end(JSON.stringify({ statusCode, name, message }))
    }
    const key = String(request.headers['idempotency-key'])
    received.push({ key, to, subject, text, headers: JSON.stringify(headers) })
    if (answer === 'lost') return request.socket.destroy()
    response.writeHead(200, { 'content-type': 'application/json' })
    return response.end(JSON.stringify({ id: 'id' }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const config = readConfig({ ...testEnv, RESEND_BASE_URL: `http://127.0.0.1:${portOf(server)}` })
  return {
    mailer: createResendMailer(config),
    received,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

const headerOf = (mail: string, name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(mail)?.[1] ?? ''
const refusal = (message: string, responseCode: number) => Object.assign(new Error(message), { responseCode })

async function openSmtp(
  answer: Answer,
  secure: boolean,
  more: SMTPServerOptions = {},
  authority = pem.cert,
  protocol = secure ? 'smtps' : 'smtp',
): Promise<Partner> {
  const received: Received[] = []
  const server = new SMTPServer({
    secure,
    ...pem,
    logger: false,
    onAuth({ username, password }, _, done) {
      const isKnown = username === 'us@er' && password === 'pa:ss'
      if (isKnown && answer !== 'refuse-account') return done(null, { user: username })
      return done(refusal('5.7.8 Bad credentials', 535))
    },
    onMailFrom: (_, __, done) => done(answer === 'busy' ? refusal('4.3.2 Come later', 451) : null),
    onRcptTo(_, session, done) {
      if (answer === 'hang-up') return closeSession(session.id)
      return done(answer === 'refuse-address' ? refusal('5.1.1 No such mailbox', 550) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        if (answer === 'refuse-message') return done(refusal('5.6.0 Not like that', 554))
        const mail = Buffer.concat(chunks).toString()
        received.push({
          key: /^<(.*)@countersign\.test>$/.exec(headerOf(mail, 'Message-ID'))?.[1] ?? '',
          to: session.envelope.rcptTo.map(({ address }) => address).join(),
          subject: headerOf(mail, 'Subject'),
          text: mail,
          headers: mail,
        })
        return answer === 'lost' ? closeSession(session.id) : done()
      })
    },
    ...more,
  })
  const closeSession = (id: string) => {
    for (const connection of server.connections) {
      const { session } = connection as unknown as { session: { id: string } }
      if (session.id === id) connection._socket?.destroy()
    }
  }
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const url = `${protocol}://us%40er:pa%3Ass@127.0.0.1:${portOf(server.server)}`
  const config = readConfig(testEnv)
  return {
    mailer: createSmtpMailer(url, config, { authority }),
    received,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** A server that says of each command what it is told to, and never speaks TLS. */
async function openScript(answers: Readonly<Record<string, string>>): Promise<Partner> {
  const server = createTcpServer(socket => {
    socket.on('error', () => {})
    socket.on('data', line => {
      const [command = ''] = line.toString().trim().split(' ')
      socket.write(`${answers[command.toUpperCase()] ?? '221 Bye'}\r\n`)
    })
    socket.write('220 localhost\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    mailer: createSmtpMailer(`smtp://127.0.0.1:${portOf(server)}`, readConfig(testEnv)),
    received: [],
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

const message = {
  to: 'anna@example.org',
  subject: 'Please confirm',
  html: '<p>H</p>',
  text: 'The text',
  headers: { 'List-Unsubscribe': '<https://countersign.test/off>' },
}

const providers: [name: string, open: (answer: Answer) => Promise<Partner>][] = [
  ['Resend', openResend],
  ['SMTP over TLS', answer => openSmtp(answer, true)],
  ['SMTP with STARTTLS', answer => openSmtp(answer, false)],
]

describe.each(providers)('%s', (_, open) => {
  it('hands the message over as it is, under its key, and says under which id', async () => {
    partner = await open('take')
    const answer = await partner.mailer('the-key', message)
    expect(answer).toMatchObject({ ok: true, value: { providerId: expect.stringMatching(/./) } })
    expect(partner.received).toHaveLength(1)
    expect(partner.received[0]).toMatchObject({ key: 'the-key', to: message.to, subject: message.subject })
    expect(partner.received[0]?.text).toContain(message.text)
    expect(partner.received[0]?.headers).toContain('https://countersign.test/off')
  })

  const refusals: [Answer, string][] = [
    ['busy', 'later'],
    ['hang-up', 'later'],
    ['refuse-account', 'account'],
    ['refuse-address', 'address'],
    ['refuse-message', 'message'],
  ]
  it.each(refusals)('says of a partner that answers “%s”: %s', async (answer, reason) => {
    partner = await open(answer)
    const result = await partner.mailer('the-key', message)
    expect(result).toMatchObject({ ok: false, error: { reason } })
    expect(JSON.stringify(result)).not.toMatch(/anna|mailbox|Invalid/)
  })

  it('says of a lost answer that it can be asked again, or that nobody knows', async () => {
    partner = await open('lost')
    const result = await partner.mailer('the-key', message)
    const reason = partner.mailer.forgetsKeys ? 'unknown' : 'later'
    expect(result).toMatchObject({ ok: false, error: { reason } })
    expect(partner.received).toHaveLength(1)
  })

  it('says of a partner that is not there: later', async () => {
    partner = await open('take')
    await partner.stop()
    expect(await partner.mailer('the-key', message)).toMatchObject({ ok: false, error: { reason: 'later' } })
  })
})

describe('SMTP', () => {
  it('sends nothing without TLS', async () => {
    partner = await openSmtp('take', false, { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
    expect(await partner.mailer('the-key', message)).toMatchObject({
      ok: false,
      error: { reason: 'account' },
    })
    expect(partner.received).toEqual([])
  })

  it('says of a server that begins no TLS, for the time being or not, that the setting is wrong', async () => {
    for (const refused of ['454 4.7.0 TLS not available', '502 not implemented']) {
      const said = { EHLO: '250-localhost\r\n250 STARTTLS', STARTTLS: refused }
      partner = await openScript(said)
      expect(await partner.mailer('the-key', message)).toMatchObject({
        ok: false,
        error: { reason: 'account', code: `${refused.slice(0, 3)} ETLS` },
      })
      await partner.stop()
    }
  })

  it('sends nothing to a server whose certificate nobody vouches for', async () => {
    const { cert } = await selfSigned()
    partner = await openSmtp('take', true, {}, cert)
    expect(await partner.mailer('the-key', message)).toMatchObject({
      ok: false,
      error: { reason: 'account', code: 'network TLS' },
    })
    expect(partner.received).toEqual([])
  })

  it('says of a port that speaks no TLS that the setting is wrong', async () => {
    partner = await openSmtp('take', false, {}, pem.cert, 'smtps')
    expect(await partner.mailer('the-key', message)).toMatchObject({
      ok: false,
      error: { reason: 'account', code: 'network TLS' },
    })
  })

  it.each([
    ['5.7.1 Relaying denied', 550, 'account'],
    ['relay not permitted', 550, 'account'],
    ['Relay access denied', 554, 'account'],
    ['Authentication required', 530, 'account'],
    ['5.1.1 No such user', 550, 'address'],
    ['No such user here', 550, 'address'],
  ])('takes “%s” for the recipient for what it is', async (said, code, reason) => {
    partner = await openSmtp('take', true, { onRcptTo: (_, __, done) => done(refusal(said, code)) })
    expect(await partner.mailer('the-key', message)).toMatchObject({ ok: false, error: { reason } })
  })

  it.each([
    ['5.7.1 Your IP is listed', 554, 'account'],
    ['5.1.1 No such user', 550, 'address'],
    ['5.2.1 Mailbox disabled', 550, 'address'],
    ['5.6.0 Not like that', 554, 'message'],
    ['Looks like spam', 554, 'message'],
  ])('takes “%s” after the message for what it is', async (said, code, reason) => {
    const onData = (stream: Readable, _: unknown, done: (error: Error) => void) => {
      stream.resume()
      stream.on('end', () => done(refusal(said, code)))
    }
    partner = await openSmtp('take', true, { onData })
    expect(await partner.mailer('the-key', message)).toMatchObject({ ok: false, error: { reason } })
  })
})
