import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { tidyLine } from '../../src/domain/text.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { joinLines } from '../../src/organisations/form.ts'
import { paths } from '../../src/paths.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { sampled, someStrings } from '../support/hostile.ts'
import { minute, slug, useScene } from '../support/scene.ts'
import { readWholeForm } from '../support/whole-form.ts'

const scene = useScene({ once: true })
const form = paths.endorsement.ask('en', slug)
/** Every field of the form that takes words, and what is stored of them. */
const fields = ['organisation', 'organisation_be', 'comment', 'representative', 'role'] as const

// What is asked is handled at the next tick: that is in a millisecond.
beforeAll(() => scene.moveClock(249))

let people = 0
const sample = () => ({
  organisation: 'Forum',
  organisation_be: 'Форум',
  comment: 'We stand with them.',
  representative: 'Jonas Kanarinas',
  role: 'Chair',
  email: `p${++people}@forum.example.org`,
  authority: 'yes',
  version: '1',
})

/** Sends the form, and gives the page that comes of it. */
async function send(fields: Record<string, string>) {
  const works: Promise<void>[] = []
  const app = createApp(() => ({ ...scene.deps, background: work => works.push(work) }))
  const { publicUrl: origin } = scene.deps.config
  const body = new URLSearchParams(fields)
  const answer = await app.request(origin + form, { method: 'POST', headers: { origin }, body })
  await Promise.all(works)
  // What is too long to be kept comes back at once.
  if (answer.status !== 303) return { status: answer.status, page: await answer.text() }
  const page = await app.request(origin + (answer.headers.get('location') ?? ''))
  return { status: page.status, page: await page.text() }
}

const faultyFields = (page: string) =>
  [...page.matchAll(/<a href="#([a-z_]+)"/g)].map(([, name = '']) => name)
/** A browser ends lines in one way. */
const oneEnd = (text: string | undefined) => text?.replace(/\r\n?/g, '\n')

describe('what is typed is stored as it was typed, or comes back with a word on what to do', () => {
  it.each(someStrings(25))(`%j${sampled}`, async text => {
    scene.moveClock(minute)
    const typed: Record<string, string> = {
      ...sample(),
      ...Object.fromEntries(fields.map(name => [name, text])),
    }
    const first = await send(typed)
    const faulty = first.status === 422 ? faultyFields(first.page) : []
    if (first.status === 422) {
      expect(faulty.length).toBeGreaterThan(0)
      expect(fields.filter(name => faulty.includes(name))).toEqual(faulty)
      for (const name of faulty) expect(first.page).toMatch(new RegExp(`id="${name}-error">\\s*[^<\\s]`))
      const kept = Object.fromEntries(readWholeForm(first.page, form))
      for (const [name, value] of Object.entries(typed)) {
        // A box is ticked again by the hand that ticked it.
        if (name !== 'authority') expect([name, oneEnd(kept[name])]).toEqual([name, oneEnd(value)])
      }
    } else expect(first.status).toBe(200)

    // What was not refused is stored: by its own form, where others were.
    const mended: Record<string, string> = { ...typed, email: sample().email }
    const harmless: Record<string, string> = sample()
    for (const name of faulty) mended[name] = harmless[name] ?? ''
    if (faulty.length > 0) expect((await send(mended)).status).toBe(200)
    await deliverDue(scene.deps, 50)
    expect(scene.logged).toEqual([])

    const [row] = await scene.sql`
      SELECT id, name, names, comment FROM endorsements
      WHERE founding_key IS NULL ORDER BY requested_at DESC LIMIT 1`
    const contact = await findContact(scene.deps.db, scene.deps.sealing, String(row?.id))
    const says = (name: string) => tidyLine(joinLines(mended[name] ?? ''))
    expect({ ...row, id: null, ...contact }).toEqual({
      id: null,
      name: says('organisation'),
      names: says('organisation_be') === '' ? {} : { be: says('organisation_be') },
      comment: says('comment') || null,
      representative: says('representative'),
      role: says('role'),
      email: faulty.length > 0 ? mended.email : typed.email,
    })
  })
})
