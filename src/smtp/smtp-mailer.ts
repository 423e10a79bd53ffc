import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Config } from '../config.ts'
import { err, ok } from '../domain/result.ts'
import type { MailError, Mailer, Message } from '../mail/mailer.ts'

// SMTP, RFC 5321, for who runs a mail server; on Node alone.

/** In milliseconds; all of it is shorter than the outbox's lease, so that nobody else begins the same message. */
const patience = { connect: 10_000, silence: 15_000, whole: 45_000 }

/** `authority`: PEM of what a server's certificate is trusted by, beside what Node trusts. */
type SmtpOptions = { authority?: string }

/**
 * Sends by the server of `url`: smtps: is TLS from the beginning, smtp: must change to it (STARTTLS) or nothing goes.
 * SMTP knows no keys: what was handed over and not answered is `unknown`.
 */
export function createSmtpMailer(
  url: string,
  { mailFrom, address }: Pick<Config, 'mailFrom' | 'address'>,
  { authority }: SmtpOptions = {},
): Mailer {
  const host = address.slice(address.lastIndexOf('@') + 1)
  const send: Mailer = async (key, message) => {
    const attempt: Attempt = { isHandedOver: false }
    const connection = new SMTPConnection(connectionOf(url, authority))
    try {
      // The same at every try, so that a mailbox that got two shows one.
      const providerId = `<${key}@${host}>`
      const mail = await compose({ from: mailFrom, messageId: providerId, ...message })
      await exchange(connection, url, { ...mail, to: message.to, from: address }, attempt)
      return ok({ providerId })
    } catch (error) {
      return err(errorOf(error, attempt))
    } finally {
      connection.close()
    }
  }
  return Object.assign(send, { forgetsKeys: true as const })
}

/** Whether the server had asked for the message itself: from then on a lost answer says nothing. */
type Attempt = { isHandedOver: boolean }

function connectionOf(url: string, authority: string | undefined) {
  const { protocol, hostname, port } = new URL(url)
  const isSecure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? undefined : Number(port),
    secure: isSecure,
    requireTLS: !isSecure,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.silence,
    ...(authority === undefined ? {} : { tls: { ca: [authority] } }),
  }
}

type Composed = { bytes: Buffer; from: string; to: string }

/** The message as it goes: RFC 5322. */
function compose(mail: Message & { from: string; messageId: string }): Promise<{ bytes: Buffer }> {
  const composer = new MailComposer({ ...mail, disableFileAccess: true, disableUrlAccess: true })
  return new Promise((resolve, reject) => {
    composer.compile().build((error, bytes) => (error ? reject(error) : resolve({ bytes })))
  })
}

/** One session; rejects with what went wrong. */
function exchange(connection: SMTPConnection, url: string, mail: Composed, attempt: Attempt): Promise<void> {
  const { username, password } = new URL(url)
  const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  // Read when the server has asked for it, and not before.
  const body = new Readable({
    read() {
      attempt.isHandedOver = true
      this.push(mail.bytes)
      this.push(null)
    },
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), patience.whole)
    const fail = (error: unknown) => {
      clearTimeout(timer)
      reject(error)
    }
    const send = () =>
      connection.send({ from: mail.from, to: [mail.to] }, body, error => {
        if (error) return fail(error)
        clearTimeout(timer)
        connection.quit()
        resolve()
      })
    connection.on('error', fail)
    connection.connect(error => {
      if (error) return fail(error)
      if (username === '') return send()
      connection.login({ user: credentials.user, credentials }, refused => (refused ? fail(refused) : send()))
    })
  })
}

type Fault = {
  message?: unknown
  code?: unknown
  command?: unknown
  responseCode?: unknown
  response?: unknown
}

/** TLS failed, and will fail again until somebody mends the server's certificate, its port or our setting. */
const saysTls = /certificate|altname|wrong version number|unsupported protocol|handshake failure/i

/** The server takes nothing from us for others, or wants us to sign in. */
const saysRelay = /\brelay|authenticat/i

const faultOf = (code: unknown): string => (typeof code === 'string' ? code : 'fault')

/** What a failed session means: RFC 5321, 4.2.1. */
function errorOf(error: unknown, { isHandedOver }: Attempt): MailError {
  const { message, code, command, responseCode, response }: Fault = Object(error)
  const status = typeof responseCode === 'number' ? responseCode : null
  const isTls = status === null && typeof message === 'string' && saysTls.test(message)
  const said = `${status ?? 'network'} ${isTls ? 'TLS' : faultOf(code)}`.slice(0, 100)
  if (status === null && isHandedOver) return { reason: 'unknown', code: said }
  if (isTls || code === 'ETLS' || (code === 'EAUTH' && (status === null || status >= 500)))
    return { reason: 'account', code: said }
  if (status === null || status < 500)
    return { reason: 'later', code: said, after: null, slowDown: status === 421 }
  if (!isHandedOver && command !== 'RCPT TO') return { reason: 'account', code: said }
  return refusalOf(typeof response === 'string' ? response : '', said, isHandedOver)
}

/**
 * A refusal of the recipient or of the message, by the code that may stand after the status: RFC 3463. 1 and 2 are of
 * the mailbox; 7 is a policy, about us or about this recipient.
 */
function refusalOf(response: string, said: string, isHandedOver: boolean): MailError {
  const [, subject = ''] = /^5\d\d[ -]5\.(\d)\./.exec(response) ?? []
  if (subject === '7' || saysRelay.test(response))
    return { reason: 'account', code: said, perhapsAddress: true }
  if (subject === '1' || subject === '2') return { reason: 'address', code: said }
  return { reason: isHandedOver ? 'message' : 'address', code: said }
}
