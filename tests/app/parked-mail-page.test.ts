import { expect, it } from 'vitest'
import { deliverDue } from '../../src/mail/deliver.ts'
import { unreachableCode } from '../../src/domain/mail-outcome.ts'
import { paths } from '../../src/paths.ts'
import { findParkedMails } from '../../src/storage/parked-mail.ts'
import { administratorAt } from '../support/administrator.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { asking, useScene } from '../support/scene.ts'

const scene = useScene()

it('a parked mail is shown at its request too, with the ways on, and is sent again from there', async () => {
  await askToEndorse(scene.deps, asking())
  scene.mail.fail({ reason: 'address', code: '422 validation_error' })
  await deliverDue(scene.deps, 50)
  const [mail] = await findParkedMails(scene.deps.db, null, 50)
  const request = paths.desk.request(mail?.endorsement?.id ?? '')
  const anna = await administratorAt(scene)
  const page = await anna.open(request)
  expect(page).toContain('A mail about this request has not gone')
  expect(page).toContain('does not take the recipient’s address')
  expect(page).toContain(`href="${request}/address"`)
  const sent = await anna.press(paths.desk.mail, { mail: mail?.id ?? '', from: 'request' })
  const to = sent.headers.get('location') ?? ''
  expect(to).toBe(`${request}?said=mailed-again`)
  const after = await anna.open(to)
  expect(after).toContain('The mail goes once more')
  expect(after).not.toContain('has not gone')
  const again = await anna.press(paths.desk.mail, { mail: mail?.id ?? '', from: 'request' })
  expect(again.status).toBe(409)
  expect(await again.text()).toContain('does not wait any more')
})

it('says of a mail that was not sent, as an earlier one did not arrive, just that', async () => {
  await askToEndorse(scene.deps, asking())
  await scene.sql`UPDATE outbox SET parked_at = now(), parked_as = 'address', last_error = ${unreachableCode}`
  const anna = await administratorAt(scene)
  const page = await anna.open(paths.desk.mail)
  expect(page).toContain('An earlier mail to this address did not arrive, so this one was not sent.')
  expect(page).not.toContain('does not take')
})

it('the team’s page says whose mail did not arrive', async () => {
  const anna = await administratorAt(scene)
  const told = 'The last mail to this address did not arrive.'
  expect(await anna.open(paths.team.page)).not.toContain(told)
  await scene.sql`INSERT INTO outbox (id, moderator_id, kind, created_at, next_attempt_at, sent_at, delivery, delivery_at)
    SELECT gen_random_uuid(), ${anna.id}, 'digest', at, at, at, 'bounced', at
    FROM (SELECT ${scene.deps.now()}::timestamptz AS at) moment`
  expect(await anna.open(paths.team.page)).toContain(told)
})
