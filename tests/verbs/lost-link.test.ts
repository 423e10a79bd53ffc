import { describe, expect, it } from 'vitest'
import { handleDueAsks } from '../../src/endorsements/ask/due-asks.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { receiveLostLink } from '../../src/endorsements/lost-link/receive-lost-link.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve, reject, returnForChanges } from '../../src/moderation/request/decide.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askForLinks } from '../support/ask-for-links.ts'
import { ask, askAndConfirm, asking, day, minute, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })
const email = 'owner@example.org'
const named = (name: string) => asking({ name, contact: { email } })

/** The mails of fresh links that the address has got. */
async function freshMails() {
  await deliverDue(scene.deps, 500)
  return scene.mail.accepted.filter(({ message }) =>
    /[Ff]resh link|Нов(?:ая|ыя) спасылк|Нов(?:ая|ые) ссылк/.test(message.subject),
  )
}
const tokensIn = (text: string, page: 'endorsement' | 'confirm') =>
  [...text.matchAll(new RegExp(`/${page}/([\\w-]{43})$`, 'gm'))].map(([, token = '']) => token)

describe('whoever lost their link', () => {
  it.each([
    ['waits', async () => {}],
    [
      'was returned',
      async (id: string) =>
        returnForChanges(scene.deps, { id, revision: 2, moderator, text: 'Who?', code: 'own' }),
    ],
    ['is listed', async (id: string) => approve(scene.deps, { id, revision: 2, moderator })],
    [
      'was rejected',
      async (id: string) => reject(scene.deps, { id, revision: 2, moderator, text: 'No.', code: 'own' }),
    ],
  ] as const)('gets a link to the page of a request that %s, and the page opens', async (_, decide) => {
    const { id } = await askAndConfirm(scene, named('One Forum'))
    await decide(id)
    const changes = await scene.changesFrom(() => askForLinks(scene.deps, email.toUpperCase()))
    expect(changes).toEqual({ tokens: '+1 -0', outbox: '+1 -0', mail_allowances: '+1 -0' })
    const [mail] = await freshMails()
    expect(mail?.message.to.toLowerCase()).toBe(email)
    const [token = ''] = tokensIn(mail?.message.text ?? '', 'endorsement')
    expect(await viewPrivately(scene.deps, token)).toMatchObject({ ok: true, value: { endorsement: { id } } })
  })

  it('gets one mail with a link for each organisation, and to confirm what is not confirmed', async () => {
    const listed = await askAndConfirm(scene, named('Listed Forum'))
    await approve(scene.deps, { id: listed.id, revision: 2, moderator })
    const open = await ask(scene, named('Open Forum'))
    await askForLinks(scene.deps, email)
    const [mail, ...others] = await freshMails()
    expect(others).toEqual([])
    const text = mail?.message.text ?? ''
    for (const name of ['Listed Forum', 'Open Forum']) expect(text.split(name)).toHaveLength(2)
    const [privateToken = ''] = tokensIn(text, 'endorsement')
    expect(await viewPrivately(scene.deps, privateToken)).toMatchObject({
      value: { endorsement: { id: listed.id } },
    })
    const [confirmToken = ''] = tokensIn(text, 'confirm')
    expect(await scene.row(open.id)).toMatchObject({ status: 'requested', revision: 2 })
    expect(await disown(scene.deps, confirmToken)).toMatchObject({ ok: true })
  })

  it('gets nothing of what is erased, or is another address’s', async () => {
    const { id } = await askAndConfirm(scene, named('Rejected Forum'))
    await askAndConfirm(scene)
    await reject(scene.deps, { id, revision: 2, moderator, text: 'No.', code: 'own' })
    scene.moveClock(31 * day)
    await sweep(scene.deps)
    expect(await scene.changesFrom(() => askForLinks(scene.deps, email))).toEqual({})
    expect(await scene.changesFrom(() => askForLinks(scene.deps, 'nobody@example.org'))).toEqual({})
  })

  it('gets three such mails a day, however many organisations there are and whoever asks', async () => {
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      const { id } = await askAndConfirm(scene, named(`${name} Forum`))
      await approve(scene.deps, { id, revision: 2, moderator })
      scene.moveClock(day)
    }
    for (let i = 0; i < 5; i++) await askForLinks(scene.deps, email)
    const mails = await freshMails()
    expect(mails).toHaveLength(3)
    for (const { message } of mails) expect(tokensIn(message.text, 'endorsement')).toHaveLength(4)
    scene.moveClock(day)
    await askForLinks(scene.deps, email)
    expect(await freshMails()).toHaveLength(4)
  })
})

describe('an address that was typed', () => {
  const receive = (of: string) => scene.changesFrom(() => receiveLostLink(scene.deps, of))

  it('is stored alike whether it is known or not, and sealed, until it is handled', async () => {
    await askAndConfirm(scene, named('One Forum'))
    const stored = { asks: '+1 -0', sent_forms: '+1 -0' }
    expect(await receive(email)).toEqual(stored)
    expect(await receive('nobody@example.org')).toEqual(stored)
    const sealed = await scene.sql<{ sealed: Uint8Array }[]>`SELECT sealed FROM asks WHERE sealed IS NOT NULL`
    expect(sealed).toHaveLength(2)
    for (const row of sealed)
      expect(Buffer.from(row.sealed).toString('latin1')).not.toMatch(/@example|nobody/)
    await handleDueAsks(scene.deps)
    // Handled and kept for ten minutes, both of them: that one came to nothing shows nowhere.
    const handled = await scene.sql`SELECT 1 FROM asks WHERE sealed IS NULL`
    expect(handled.length).toBeGreaterThanOrEqual(2)
    expect(await scene.count('asks', 'sealed IS NOT NULL')).toBe(0)
    expect(await freshMails()).toHaveLength(1)
  })

  it('is mailed once within ten minutes', async () => {
    await askAndConfirm(scene, named('One Forum'))
    for (let i = 0; i < 3; i++) {
      await receiveLostLink(scene.deps, i === 1 ? ` ${email.toUpperCase()} `.trim() : email)
      await handleDueAsks(scene.deps)
    }
    expect(await freshMails()).toHaveLength(1)
    scene.moveClock(10 * minute)
    await receiveLostLink(scene.deps, email)
    await handleDueAsks(scene.deps)
    expect(await freshMails()).toHaveLength(2)
  })

  it('is not lost where the first attempt fails: the sweep sees to it', async () => {
    await askAndConfirm(scene, named('One Forum'))
    await receiveLostLink(scene.deps, email)
    await sweep(scene.deps)
    expect(await freshMails()).toHaveLength(1)
  })
})
