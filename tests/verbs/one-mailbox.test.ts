import { describe, expect, it } from 'vitest'
import { handleDueAsks } from '../../src/endorsements/ask/due-asks.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { receiveLostLink } from '../../src/endorsements/lost-link/receive-lost-link.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { gatherEvidence } from '../../src/storage/evidence.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { ask, askAndConfirm, asking, day, useScene } from '../support/scene.ts'

const scene = useScene()

const name = 'annakowalska'
/** Twenty addresses of one Gmail inbox. */
const spellings = Array.from({ length: 20 }, (_, i) => {
  const dotted = i % 2 === 0 ? name : `${name.slice(0, (i + 1) / 2)}.${name.slice((i + 1) / 2)}`
  const tag = i % 2 === 0 ? `+${i}` : ''
  const host = i % 4 === 0 ? 'googlemail.com' : 'Gmail.com'
  return `${dotted}${tag}@${host}`
})
const from = (email: string) => asking({ contact: { email } })
const sent = () => scene.mail.accepted.length

describe('twenty spellings of one inbox', () => {
  it('cause no more than three mails a day together', async () => {
    expect(new Set(spellings.map(one => one.toLowerCase())).size).toBe(20)
    await Promise.all(spellings.map(email => askToEndorse(scene.deps, from(email))))
    await deliverDue(scene.deps, 50)
    expect(sent()).toBe(3)
    scene.moveClock(day)
    await ask(scene, from(`${name}@gmail.com`))
    expect(sent()).toBe(4)
  })

  it('cause no more than three mails of fresh links', async () => {
    for (const email of spellings.slice(0, 3)) await ask(scene, from(email))
    const before = sent()
    for (let i = 0; i < 3; i += 1)
      for (const email of spellings.slice(0, 3)) {
        await receiveLostLink(scene.deps, email)
        await scene.sql`UPDATE asks SET asked_at = asked_at - interval '1 hour'`
        await handleDueAsks(scene.deps)
      }
    await deliverDue(scene.deps, 50)
    expect(sent() - before).toBe(3)
  })

  it('are one mailbox to the evidence, from the address that is proved', async () => {
    const [first = '', second = ''] = ['anna.kowalska@gmail.com', 'annakowalska+2@googlemail.com']
    const other = await askAndConfirm(scene, from(first))
    await scene.sql`UPDATE endorsements SET status = 'rejected', rejected_at = now(), waiting_since = NULL
      WHERE id = ${other.id}`
    const asked = await ask(scene, from(second))
    expect(await confirm(scene.deps, asked.token, 1)).toMatchObject({ ok: true })
    const endorsement = await findEndorsement(scene.deps.db, asked.id)
    if (!endorsement) throw new Error('no endorsement')
    const { reasons } = await gatherEvidence(scene.deps.db, scene.deps.sealing, endorsement)
    expect(reasons).toContainEqual(expect.objectContaining({ kind: 'asked_before', by: 'address' }))
  })

  it('leave no key of it behind where one is erased', async () => {
    const { id, token } = await ask(scene, from(spellings[1] ?? ''))
    expect(await scene.row(id)).toMatchObject({ mailbox_lookup: expect.anything() })
    const other = await ask(scene, from(spellings[1] ?? ''))
    await confirm(scene.deps, other.token, 1)
    expect(token).not.toBe(other.token)
    expect(await scene.row(id)).toMatchObject({ erased_at: expect.anything(), mailbox_lookup: null })
  })
})
