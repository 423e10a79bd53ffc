import { expect, it } from 'vitest'
import { outcomeIn } from '../../../src/mail/outcome.ts'

const event = (type: string, more: object = {}) => ({
  type,
  created_at: '2030-03-01T12:00:00.000Z',
  data: { email_id: 'e1', to: ['a@example.org'], subject: 'S', ...more },
})
const bounce = (type: string) => ({ bounce: { type, subType: 'General', message: 'no such user' } })

it.each([
  ['email.delivered', {}, 'delivered'],
  ['email.delivery_delayed', {}, 'delayed'],
  ['email.complained', {}, 'complained'],
  ['email.suppressed', {}, 'suppressed'],
  ['email.bounced', bounce('Permanent'), 'bounced'],
  ['email.bounced', {}, 'bounced'],
  ['email.bounced', bounce('Transient'), 'undelivered'],
  ['email.bounced', bounce('Undetermined'), 'undelivered'],
  ['email.failed', { failed: { reason: 'invalid_recipient' } }, 'failed'],
  // Of our account, or of who knows what: the address is not to blame.
  ['email.failed', { failed: { reason: 'reached_daily_quota' } }, 'undelivered'],
  ['email.failed', {}, 'undelivered'],
])('%s with %j says that a mail is %3$s', (type, more, delivery) => {
  expect(outcomeIn(event(type, more))).toEqual({ providerId: 'e1', delivery, to: 'a@example.org' })
})

it.each([
  event('email.sent'),
  event('email.opened'),
  event('contact.created'),
  event('email.bounced', { to: ['a@example.org', 'b@example.org'] }),
  event('email.bounced', { email_id: 7 }),
  { type: 'email.bounced' },
  [],
  null,
  'email.bounced',
])('%j says nothing that is kept', body => {
  expect(outcomeIn(body)).toBeNull()
})
