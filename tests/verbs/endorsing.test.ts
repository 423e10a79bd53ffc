import { describe, expect, it } from 'vitest'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { openConfirmLink } from '../../src/endorsements/confirm/open-confirm-link.ts'
import { resendByLink } from '../../src/endorsements/confirm/resend.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { approve } from '../../src/moderation/request/decide.ts'
import { askForLinks } from '../support/ask-for-links.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { ask, askAndConfirm, asking, day, idOf, minute, slug, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene({ moderators: [moderator] })

const mails = (id: string) => scene.sql`
  SELECT kind, sealed IS NULL AS wiped, cancelled_at IS NOT NULL AS cancelled FROM outbox
  WHERE endorsement_id = ${id} ORDER BY created_at, kind`
const contacts = () => scene.sql`SELECT endorsement_id AS id FROM contacts`

describe('asking', () => {
  it('leaves an endorsement, its sealed contact, a link, an event, an allowance and one mail', async () => {
    const asked = asking({ comment: 'We stand by this.', contact: { email: 'Anna@Example.org' } })
    const changes = await scene.changesFrom(() => askToEndorse(scene.deps, asked))
    expect(changes).toEqual({
      endorsements: '+1 -0',
      contacts: '+1 -0',
      details: '+1 -0',
      tokens: '+1 -0',
      events: '+1 -0',
      mail_allowances: '+1 -0',
      outbox: '+1 -0',
    })
    const id = await idOf(scene, asked.organisation.name)
    expect(await scene.row(id)).toMatchObject({
      statement: slug,
      version: 1,
      status: 'requested',
      revision: 1,
      language: 'en',
      country: 'LT',
      comment: 'We stand by this.',
      position: null,
      signed_on: null,
      founding_key: null,
      requested_at: scene.deps.now(),
      expires_at: new Date(scene.deps.now().getTime() + 7 * day),
      typed_lookup: Buffer.from(scene.deps.sealing.lookup('anna@example.org')[0]),
      email_lookup: null,
    })
    expect(await scene.events(id)).toEqual([{ kind: 'requested', revision: 1, actor: 'representative' }])
    expect(await mails(id)).toEqual([{ kind: 'confirm-endorsement', wiped: false, cancelled: false }])
  })

  it('again with other words from the same address makes a request of its own, which changes no other', async () => {
    const first = await ask(scene, asking({ name: 'First', contact: { email: 'anna@example.org' } }))
    const second = await ask(scene, asking({ name: 'Second', contact: { email: 'ANNA@example.org' } }))
    expect(await scene.row(first.id)).toMatchObject({ status: 'requested', revision: 1, name: 'First' })
    expect(await scene.row(second.id)).toMatchObject({ status: 'requested', revision: 1, name: 'Second' })
    for (const { id, token } of [first, second]) {
      expect(await openConfirmLink(scene.deps, token)).toMatchObject({ value: { endorsement: { id } } })
    }
  })

  it('again with the same words makes no second endorsement, only a mail with another confirm link', async () => {
    const asked = asking({ name: 'First', contact: { email: 'anna@example.org' } })
    const first = await ask(scene, asked)
    const changes = await scene.changesFrom(() => askToEndorse(scene.deps, asked))
    // The endorsement got its revision, the allowance its count.
    expect(changes).toEqual({
      endorsements: '+1 -1',
      events: '+1 -0',
      tokens: '+1 -0',
      mail_allowances: '+1 -1',
      outbox: '+1 -0',
    })
    expect(await mails(first.id)).toMatchObject([
      { kind: 'confirm-endorsement' },
      { kind: 'confirm-endorsement' },
    ])
    expect(await scene.row(first.id)).toMatchObject({ status: 'requested', revision: 2, name: 'First' })
  })

  it('for an organisation on the list under this address leaves a mail with a private link, and no request', async () => {
    const asked = asking({ name: 'Сям’я і права', contact: { email: 'anna@example.org' } })
    const { id } = await askAndConfirm(scene, asked)
    await approve(scene.deps, { id, revision: 2, moderator })
    const again = { ...asked, organisation: { ...asked.organisation, name: 'сям’я  і права!' } }
    const changes = await scene.changesFrom(() => askToEndorse(scene.deps, again))
    expect(changes).toEqual({ mail_allowances: '+1 -1', outbox: '+1 -0', tokens: '+1 -0' })
    expect(await scene.count('outbox', `kind = 'already-listed'`)).toBe(1)
    // Another organisation of the same representative is one that can be asked for.
    const other = asking({ contact: { email: 'anna@example.org' } })
    expect(await scene.changesFrom(() => askToEndorse(scene.deps, other))).toMatchObject({
      endorsements: '+1 -0',
    })
  })

  it('again from an address that waits for a moderator only tells it so', async () => {
    const { id } = await askAndConfirm(scene, asking({ contact: { email: 'anna@example.org' } }))
    await deliverDue(scene.deps, 9)
    const changes = await scene.changesFrom(() =>
      askToEndorse(scene.deps, asking({ contact: { email: 'anna@example.org' } })),
    )
    expect(changes).toEqual({ mail_allowances: '+1 -1', outbox: '+1 -0', tokens: '+1 -0' })
    expect(await scene.row(id)).toMatchObject({ status: 'confirmed', revision: 2 })
    await deliverDue(scene.deps, 9)
    expect(scene.mail.accepted).toHaveLength(3)
    expect(scene.mail.tokensTo('anna@example.org')).toHaveLength(1)
  })

  it('beyond the allowance leaves nothing and answers the same', async () => {
    const asked = () => asking({ contact: { email: 'anna@example.org' } })
    for (let i = 0; i < 3; i++)
      expect(await askToEndorse(scene.deps, asked())).toEqual({ ok: true, value: 'asked' })
    const changes = await scene.changesFrom(async () =>
      expect(await askToEndorse(scene.deps, asked())).toEqual({ ok: true, value: 'asked' }),
    )
    expect(changes).toEqual({})
    scene.moveClock(day - 1)
    expect(await scene.changesFrom(() => askToEndorse(scene.deps, asked()))).toEqual({})
    scene.moveClock(1)
    expect(await scene.changesFrom(() => askToEndorse(scene.deps, asked()))).toMatchObject({
      outbox: '+1 -0',
    })
  })

  it('takes nothing before the statement is open, nor once it is closed', async () => {
    const open = (opens: Date | null, closes: Date | null) =>
      scene.sql`UPDATE statements SET opens_at = ${opens}, closes_at = ${closes}`
    const now = scene.deps.now()
    const refused = async (reason: string) => {
      const changes = await scene.changesFrom(async () =>
        expect(await askToEndorse(scene.deps, asking())).toEqual({ ok: false, error: { reason } }),
      )
      expect(changes).toEqual({})
    }
    await open(new Date(now.getTime() + 1), null)
    await refused('statement_not_open')
    await open(null, now)
    await refused('statement_closed')
    await open(now, new Date(now.getTime() + 1))
    expect(await askToEndorse(scene.deps, asking())).toEqual({ ok: true, value: 'asked' })
  })

  it('for a text that is not the present one, or for no statement, leaves nothing', async () => {
    const changes = await scene.changesFrom(async () => {
      expect(await askToEndorse(scene.deps, asking({ version: 2 }))).toEqual({
        ok: false,
        error: { reason: 'text_changed', version: 1 },
      })
      expect(await askToEndorse(scene.deps, asking({ statement: 'unknown' }))).toMatchObject({
        error: { reason: 'statement_unknown' },
      })
    })
    expect(changes).toEqual({})
  })

  it('under a name that is on the list, or that another asks under, is taken: a moderator will see', async () => {
    const first = await ask(scene, asking({ name: 'Lawtrend' }))
    const second = await ask(scene, asking({ name: 'Lawtrend' }))
    expect(second.id).not.toBe(first.id)
    expect(await scene.row(second.id)).toMatchObject({ status: 'requested' })
  })
})

describe('opening a link', () => {
  it('changes nothing, however often and however strange the link', async () => {
    const { token } = await ask(scene)
    const changes = await scene.changesFrom(async () => {
      for (let i = 0; i < 5; i++) expect(await openConfirmLink(scene.deps, token)).toMatchObject({ ok: true })
      for (const strange of [
        '',
        'x',
        token.slice(1),
        `${token}A`,
        token.replace(/^./, '%'),
        'A'.repeat(43),
      ]) {
        expect(await openConfirmLink(scene.deps, strange)).toEqual({
          ok: false,
          error: { reason: 'link_unknown' },
        })
      }
    })
    expect(changes).toEqual({})
  })
})

describe('confirming', () => {
  it('moves the endorsement, uses the link up, and leaves an event and a mail with a private link', async () => {
    const { id, token } = await ask(scene)
    scene.moveClock(minute)
    const changes = await scene.changesFrom(() => confirm(scene.deps, token, 1))
    expect(changes).toEqual({
      evidence_due: '+1 -0',
      flood_counts: '+1 -0',
      endorsements: '+1 -1',
      tokens: '+2 -1',
      events: '+1 -0',
      outbox: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'confirmed',
      revision: 2,
      confirmed_at: scene.deps.now(),
      waiting_since: scene.deps.now(),
    })
    expect(await scene.events(id)).toEqual([
      { kind: 'requested', revision: 1, actor: 'representative' },
      { kind: 'confirmed', revision: 2, actor: 'representative' },
    ])
    expect((await mails(id)).map(({ kind }) => kind)).toEqual(['confirm-endorsement', 'request-received'])
    expect(await scene.sql`SELECT purpose, used_at FROM tokens ORDER BY purpose`).toEqual([
      { purpose: 'confirm', used_at: scene.deps.now() },
      { purpose: 'private', used_at: null },
    ])
  })

  it('is refused and changes nothing: a used link, an old revision, a week later', async () => {
    const used = await askAndConfirm(scene)
    const stale = await ask(scene)
    const late = await ask(scene)
    const changes = await scene.changesFrom(async () => {
      expect(await confirm(scene.deps, used.token, 2)).toMatchObject({ error: { reason: 'link_used' } })
      expect(await confirm(scene.deps, stale.token, 7)).toMatchObject({
        error: { reason: 'changed_meanwhile', revision: 1 },
      })
      scene.moveClock(7 * day)
      expect(await confirm(scene.deps, late.token, 1)).toMatchObject({ error: { reason: 'link_expired' } })
    })
    expect(changes).toEqual({})
  })

  it('works to the last millisecond of the week', async () => {
    const { token } = await ask(scene)
    scene.moveClock(7 * day - 1)
    expect(await confirm(scene.deps, token, 1)).toMatchObject({ ok: true })
  })
})

describe('"this was not us"', () => {
  it('withdraws the request and forgets the address at once', async () => {
    const asked = asking()
    await askToEndorse(scene.deps, asked)
    await deliverDue(scene.deps, 9)
    const [token = ''] = scene.mail.tokensTo(asked.contact.email)
    await confirm(scene.deps, token, 1)
    const id = await idOf(scene, asked.organisation.name)
    scene.moveClock(minute)
    const changes = await scene.changesFrom(() => disown(scene.deps, token))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      contacts: '+0 -1',
      details: '+0 -1',
      events: '+1 -0',
      outbox: '+1 -1',
      // The address is free, and its owner may make a request of their own within the hour.
      mail_allowances: '+1 -1',
      sent_forms: '+1 -0',
      // The confirm link is used up once more, and the private page is gone.
      tokens: '+1 -2',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'withdrawn',
      email_lookup: null,
      withdrawn_at: scene.deps.now(),
      erased_at: scene.deps.now(),
    })
    expect(await scene.events(id)).toMatchObject([
      {},
      {},
      { kind: 'disowned', revision: 3, actor: 'representative' },
    ])
    expect(await mails(id)).toEqual([
      { kind: 'confirm-endorsement', wiped: true, cancelled: false },
      { kind: 'request-received', wiped: true, cancelled: true },
    ])
    expect(await contacts()).toEqual([])
  })

  it('is refused once it is over, and changes nothing', async () => {
    const { id, token } = await askAndConfirm(scene)
    await approve(scene.deps, { id, revision: 2, moderator })
    const changes = await scene.changesFrom(async () =>
      expect(await disown(scene.deps, token)).toEqual({
        ok: false,
        error: { reason: 'link_used', status: 'approved' },
      }),
    )
    expect(changes).toEqual({})
  })
})

describe('a confirm link that is sent again', () => {
  it('by an old link: a new token, a new week, an event and a mail', async () => {
    const { id, token } = await ask(scene)
    scene.moveClock(6 * day)
    const changes = await scene.changesFrom(() => resendByLink(scene.deps, token))
    expect(changes).toMatchObject({
      endorsements: '+1 -1',
      tokens: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
    })
    expect(await scene.row(id)).toMatchObject({
      status: 'requested',
      revision: 2,
      expires_at: new Date(scene.deps.now().getTime() + 7 * day),
    })
    expect(await scene.events(id)).toMatchObject([
      {},
      { kind: 'link_resent', revision: 2, actor: 'representative' },
    ])
  })

  it('by address: only for what that address asked and has not confirmed', async () => {
    const email = 'anna@example.org'
    const open = await ask(scene, asking({ contact: { email } }))
    await askAndConfirm(scene)
    const changes = await scene.changesFrom(() => askForLinks(scene.deps, email.toUpperCase()))
    expect(changes).toEqual({
      endorsements: '+1 -1',
      tokens: '+1 -0',
      events: '+1 -0',
      outbox: '+1 -0',
      mail_allowances: '+1 -0',
    })
    expect(await scene.row(open.id)).toMatchObject({ revision: 2 })
    expect(await scene.changesFrom(() => askForLinks(scene.deps, 'nobody@example.org'))).toEqual({})
  })

  it('by address sends one link where the address asked twice and both requests expired', async () => {
    const email = 'anna@example.org'
    const { sql } = scene.database
    for (const name of ['First', 'Second']) {
      const { id } = await ask(scene, asking({ name, contact: { email } }))
      scene.moveClock(8 * day)
      await sql`UPDATE endorsements SET status = 'expired', expired_at = expires_at, revision = 2 WHERE id = ${id}`
    }
    await askForLinks(scene.deps, email)
    expect(await sql`SELECT name FROM endorsements WHERE status = 'requested'`).toHaveLength(1)
    expect(await sql`SELECT kind FROM outbox WHERE sent_at IS NULL`).toHaveLength(1)
  })

  it('is not sent for what was confirmed', async () => {
    const { token } = await askAndConfirm(scene)
    const changes = await scene.changesFrom(async () =>
      expect(await resendByLink(scene.deps, token)).toMatchObject({ error: { reason: 'link_used' } }),
    )
    expect(Object.keys(changes).filter(table => table !== 'mail_allowances')).toEqual([])
  })
})
