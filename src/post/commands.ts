import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { mailMayWait, minute } from '../domain/durations.ts'
import { longestEmail } from '../domain/limits.ts'
import { unreachableCode } from '../domain/mail-outcome.ts'
import { isId } from '../domain/uuid.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Database } from '../storage/client.ts'
import { findMailStanding, type MailStanding } from '../storage/mail-standing.ts'
import { findParkedMails } from '../storage/parked-mail.ts'
import type { Sealing } from '../storage/sealing.ts'
import { oweByOperator } from './owe-by-operator.ts'
import { MailCommandError, usage } from './usage.ts'

// What the commands do. Each gives what is to be printed, without an address or a name, or throws a MailCommandError.

/** `sealing` where CONTACT_KEY is given. */
type MailDeps = Pick<Deps, 'now'> & { db: Database; sealing: Sealing | undefined }

/** Of more, those that have waited longest. */
const mostListed = 1000

export async function list({ db, now }: Pick<MailDeps, 'db' | 'now'>): Promise<string> {
  const mails = await findParkedMails(db, null, mostListed)
  const lines = mails.map(({ id, kind, parkedAt, parkedAs, code }) =>
    [parkedAt.toISOString(), id, kind, parkedAs ?? 'parked', code ?? ''].join('  '),
  )
  const standing = await findMailStanding(db, now())
  return [
    ...(lines.length > 0 ? lines : ['No mail waits for anybody.']),
    ...(standing.state === 'goes' ? [] : [waiting(standing)]),
  ].join('\n')
}

/** What is said of mail that waits for no person. */
const waiting = (standing: MailStanding): string =>
  standing.state === 'refused'
    ? `All other mail waits until the provider takes our account again (${standing.code}).`
    : `Other mail is owed, and none has gone in ${mailMayWait / minute} minutes.`

/** `which`: a mail's id, or null for all that wait. */
export async function retry({ db, sealing, now }: MailDeps, which: string | null): Promise<string> {
  if (which !== null && !isId(which)) throw new MailCommandError(`retry needs the id of a mail\n\n${usage}`)
  if (!sealing) throw new MailCommandError('CONTACT_KEY is needed, as the product has it: mails are sealed.')
  const parked = which === null ? await findParkedMails(db, null, mostListed) : []
  // Where nothing arrives a second try harms our name with the provider; one by one they can be tried all the same.
  const reachable = parked.filter(({ code }) => code !== unreachableCode)
  const ids = which === null ? reachable.map(({ id }) => id) : [which]
  let owed = 0
  for (const id of ids) if (await oweByOperator({ db, sealing, now }, id)) owed++
  if (which !== null && owed === 0) throw new MailCommandError('No such mail waits.')
  const leftOut = parked.length - reachable.length
  const left = `Left out, as an earlier mail to their address did not arrive: ${leftOut}. Each can be tried by its id.`
  return `Owed once more: ${owed}.${leftOut > 0 ? `\n${left}` : ''}`
}

/** What a refusal means for who has just set this up. */
const advice = {
  account:
    'The provider refuses the account: look at the key or password, the domain of MAIL_FROM and, for SMTP, its certificate and port.',
  address: 'The provider does not take this address.',
  message: 'The provider does not take the message.',
  later: 'The provider cannot be reached, or takes nothing now: try again, and look at its address.',
  unknown: 'The server has the message and gave no answer: look whether it comes.',
} as const

/** Sends one mail, past the outbox, and says what came back; `isLocal`: from the mailbox of `npm start`. */
export async function test(mailer: Mailer, typed: string, isLocal = false): Promise<string> {
  const to = z.string().trim().max(longestEmail).pipe(z.email()).safeParse(typed)
  if (!to.success)
    throw new MailCommandError(`test needs an e-mail address, like name@example.org\n\n${usage}`)
  const text = 'This mail was sent by `npm run mail -- test`. It says that Countersign can send mail.'
  const message = { to: to.data, subject: 'A test of Countersign', text, html: `<p>${text}</p>` }
  const answer = await mailer(crypto.randomUUID(), message)
  if (answer.ok && isLocal)
    return 'The local mailbox has taken the mail, and nothing was really sent: `npm start` shows it.'
  if (answer.ok)
    return `The provider has taken the mail, as ${answer.value.providerId}. Look whether it comes.`
  const { reason, code } = answer.error
  throw new MailCommandError(`${advice[reason]} (${code})`)
}
