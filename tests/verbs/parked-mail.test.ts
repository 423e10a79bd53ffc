import { describe, expect, it } from 'vitest'
import { deliverDue } from '../../src/mail/deliver.ts'
import { oweMail } from '../../src/mail/owe.ts'
import { sendAgain } from '../../src/moderation/mail/send-again.ts'
import { countParkedMails, findParkedMails } from '../../src/storage/parked-mail.ts'
import { setSight } from '../../src/storage/sight.ts'
import { insertUnreachable } from '../../src/storage/unreachable.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { addModerator, asking, slug, useScene } from '../support/scene.ts'
import { anotherStatement, deployBeside } from '../support/several-statements.ts'

const moderator: string = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

/** A mail to whoever asked that the provider refused. */
async function parked(reason: 'address' | 'message' = 'address'): Promise<string> {
  await askToEndorse(scene.deps, asking())
  scene.mail.fail({ reason, code: '422 validation_error' })
  await deliverDue(scene.deps, 50)
  const [mail] = await findParkedMails(scene.deps.db, null, 50)
  return mail?.id ?? ''
}
const again = (mail: string, by = moderator) => sendAgain(scene.deps, { mail, moderator: by })

describe('a parked mail', () => {
  it('is shown with its request, its reason and the code, and names nobody', async () => {
    const id = await parked()
    const [mail] = await findParkedMails(scene.deps.db, null, 50)
    expect(mail).toMatchObject({
      id,
      parkedAs: 'address',
      code: '422 validation_error',
      kind: 'confirm-endorsement',
    })
    expect(mail?.endorsement?.name).toMatch(/^Organisation/)
    expect(JSON.stringify(mail)).not.toContain('@')
  })

  it('is sent again in the same words to the same address under a new key, and the log says by whom', async () => {
    const id = await parked()
    expect(await again(id)).toMatchObject({ ok: true })
    expect(await countParkedMails(scene.deps.db, null)).toBe(0)
    expect(await deliverDue(scene.deps, 50)).toBe(1)
    const [first, second] = scene.mail.attempts
    expect(second?.message).toEqual(first?.message)
    expect([first?.key, second?.key].filter(key => key === id)).toHaveLength(1)
    expect(await scene.count('outbox', `id = '${id}' AND sealed IS NULL AND cancelled_at IS NOT NULL`)).toBe(
      1,
    )
    const log =
      await scene.sql`SELECT moderator_id, endorsement_id IS NOT NULL AS about FROM log WHERE kind = 'send-again'`
    expect(log).toEqual([{ moderator_id: moderator, about: true }])
  })

  it('goes again though an earlier mail to its address did not arrive', async () => {
    const { db, sealing, now } = scene.deps
    const asked = asking()
    await db.transaction(tx => insertUnreachable(tx, sealing.lookup(asked.contact.email), 'bounced', now()))
    await askToEndorse(scene.deps, asked)
    expect(await deliverDue(scene.deps, 50)).toBe(0)
    const [mail] = await findParkedMails(db, null, 50)
    expect(await again(mail?.id ?? '')).toMatchObject({ ok: true })
    expect(await deliverDue(scene.deps, 50)).toBe(1)
  })

  it('is sent once by ten presses', async () => {
    const id = await parked()
    const answers = await Promise.all(Array.from({ length: 10 }, () => again(id)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    await deliverDue(scene.deps, 50)
    expect(scene.mail.accepted).toHaveLength(1)
    expect(await scene.count('log', `kind = 'send-again'`)).toBe(1)
  })

  it('is neither seen nor sent by who does not see its statement, or is suspended', async () => {
    const id = await parked()
    await deployBeside(scene.database, [anotherStatement('elsewhere')], scene.deps.now)
    const limited = await addModerator(scene)
    await scene.deps.db.transaction(tx => setSight(tx, limited, ['elsewhere']))
    expect(await findParkedMails(scene.deps.db, ['elsewhere'], 50)).toEqual([])
    expect(await countParkedMails(scene.deps.db, ['elsewhere'])).toBe(0)
    expect(await countParkedMails(scene.deps.db, [slug])).toBe(1)
    expect(await again(id, limited)).toEqual({ ok: false, error: { reason: 'not_moderator' } })
    await scene.sql`UPDATE moderators SET status = 'suspended' WHERE id = ${moderator}`
    expect(await again(id)).toEqual({ ok: false, error: { reason: 'not_moderator' } })
    expect(await countParkedMails(scene.deps.db, null)).toBe(1)
  })

  it('to a moderator is for those alone whom nothing limits', async () => {
    const message = { to: 'colleague@example.org', subject: 'S', html: '', text: '' }
    await scene.deps.db.transaction(tx =>
      oweMail(tx, scene.deps, { moderatorId: moderator, kind: 'digest', message }),
    )
    scene.mail.fail({ reason: 'message', code: '422 no' })
    await deliverDue(scene.deps, 50)
    const [mail] = await findParkedMails(scene.deps.db, null, 50)
    const limited = await addModerator(scene)
    await scene.deps.db.transaction(tx => setSight(tx, limited, [slug]))
    expect(await findParkedMails(scene.deps.db, [slug], 50)).toEqual([])
    expect(await again(mail?.id ?? '', limited)).toEqual({ ok: false, error: { reason: 'not_moderator' } })
    expect(await again(mail?.id ?? '')).toMatchObject({ ok: true })
    expect(await scene.count('log', `kind = 'send-again' AND subject_id = '${moderator}'`)).toBe(1)
  })

  it('that nobody knows is sent by nobody', async () => {
    expect(await again(crypto.randomUUID())).toEqual({ ok: false, error: { reason: 'mail_gone' } })
  })
})
