import { describe, expect, it } from 'vitest'
import { personChangesADay } from '../../src/domain/limits.ts'
import { amendPerson } from '../../src/endorsements/private-page/amend-person.ts'
import { representativeData } from '../../src/endorsements/private-page/data/data-schema.ts'
import { loadData } from '../../src/endorsements/private-page/data/load-data.ts'
import { viewPrivately } from '../../src/endorsements/private-page/view-privately.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { write } from '../../src/moderation/reach/write.ts'
import { approve, reject, returnForChanges, undo } from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { addModerator, askAndConfirm, asking, day, minute, privateToken, useScene } from '../support/scene.ts'

const moderator = crypto.randomUUID()
const scene = useScene()

async function given() {
  await addModerator(scene, { id: moderator, name: 'Kazimira Dohladova' })
  const asked = asking()
  const { id } = await askAndConfirm(scene, asked)
  await deliverDue(scene.deps, 50)
  return { id, asked, token: await privateToken(scene, id) }
}
const question = { code: 'own', text: 'Which name is the registered one?' }
const outcomeOf = (answer: Awaited<ReturnType<typeof amendPerson>>) =>
  answer.ok ? answer.value : answer.error.reason

describe('the representative’s own name and role', () => {
  const person = { representative: 'Ona Kanarkienė', role: 'Chair' }

  it('are put right with an event, without another revision or a mail, whatever became of the request', async () => {
    const { id, token, asked } = await given()
    const changes = await scene.changesFrom(async () =>
      expect(outcomeOf(await amendPerson(scene.deps, token, person))).toBe('saved'),
    )
    expect(changes).toEqual({ contacts: '+1 -1', events: '+1 -0' })
    expect(await findContact(scene.deps.db, scene.deps.sealing, id)).toEqual({
      ...person,
      email: asked.contact.email,
    })
    expect((await scene.events(id)).at(-1)).toEqual({
      kind: 'contact_amended',
      revision: 2,
      actor: 'representative',
    })
    await approve(scene.deps, { id, revision: 2, moderator })
    expect(outcomeOf(await amendPerson(scene.deps, token, { ...person, role: 'Director' }))).toBe('saved')
  })

  it('change nothing where they stand already, and are counted by the day', async () => {
    const { token } = await given()
    for (let i = 0; i < personChangesADay; i++) {
      expect(outcomeOf(await amendPerson(scene.deps, token, { ...person, role: `Role ${i}` }))).toBe('saved')
    }
    const same = { ...person, role: `Role ${personChangesADay - 1}` }
    const changes = await scene.changesFrom(async () => {
      expect(outcomeOf(await amendPerson(scene.deps, token, same))).toBe('same')
      expect(outcomeOf(await amendPerson(scene.deps, token, person))).toBe('too_many')
      expect(outcomeOf(await amendPerson(scene.deps, 'A'.repeat(43), person))).toBe('link_unknown')
    })
    expect(changes).toEqual({})
    scene.moveClock(day)
    expect(outcomeOf(await amendPerson(scene.deps, token, person))).toBe('saved')
  })
})

async function download(token: string) {
  const data = await loadData(scene.deps, token)
  if (!data.ok) throw new Error(data.error.reason)
  return representativeData.strict().parse(data.value)
}

describe('the download', () => {
  it('holds all that is held, by its schema, and no moderator and no note of theirs', async () => {
    const { id, token, asked } = await given()
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    await note(scene.deps, { id, moderator, text: 'Kanarka note.' })
    scene.moveClock(minute)
    await deliverDue(scene.deps, 50)
    await write(scene.deps, { id, revision: 3, moderator, text: 'Please hurry.' })
    await oneHourToken(scene, id, 'erase')
    const data = await download(token)
    expect(data).toMatchObject({
      request: { id, status: 'returned', signedOn: null },
      contact: { ...asked.contact, erasedAt: null },
      publicDetails: { name: asked.organisation.name, country: 'LT', comment: null, nameWithheld: false },
      earlierDetails: [{ name: asked.organisation.name, nameWithheld: false }],
      history: [
        { kind: 'requested', by: 'representative' },
        { kind: 'confirmed', by: 'representative' },
        { kind: 'returned', by: 'moderator' },
      ],
      messages: [
        { kind: 'question', text: question.text },
        { kind: 'message', text: 'Please hurry.' },
      ],
    })
    expect(data.links.map(({ purpose }) => purpose).sort()).toEqual([
      'confirm',
      'erase',
      'private',
      'private',
      'private',
      'private',
      'private',
    ])
    expect(data.mails.map(({ kind }) => kind).sort()).toEqual([
      'changes-requested',
      'confirm-endorsement',
      'message',
      'one-hour-link',
      'request-received',
    ])
    const text = JSON.stringify(data)
    for (const secret of [moderator, 'Kazimira', 'Kanarka note', token]) expect(text).not.toContain(secret)
  })

  it('reads details that were kept before names could be withheld: they were shown', async () => {
    const { id, token } = await given()
    await scene.sql`UPDATE details SET fields = (fields::jsonb - 'nameWithheld')::text WHERE endorsement_id = ${id}`
    const { earlierDetails } = await download(token)
    expect(earlierDetails.map(({ nameWithheld }) => nameWithheld)).toEqual([false])
  })

  it('says when an ended request is erased', async () => {
    const { id, token } = await given()
    await reject(scene.deps, { id, revision: 2, moderator, ...question })
    const decidedAt = scene.deps.now().getTime()
    scene.moveClock(minute)
    const { contact } = await download(token)
    expect(contact.erasedAt).toBe(new Date(decidedAt + 30 * day).toISOString())
  })

  it('leaves no trace of what is not to be told, nor of what never was', async () => {
    const { id, token } = await given()
    scene.moveClock(minute)
    const { madeAt: _, ...before } = await download(token)
    const same = async () => {
      const { madeAt, ...data } = await download(token)
      expect(data).toEqual(before)
    }
    await scene.sql`UPDATE statements SET second_moderator = 'always'`
    await approve(scene.deps, { id, revision: 2, moderator })
    await same()
    await reject(scene.deps, { id, revision: 3, moderator, ...question })
    await same()
    await undo(scene.deps, { id, revision: 4, moderator })
    await same()
    scene.moveClock(minute)
    await returnForChanges(scene.deps, { id, revision: 5, moderator, ...question })
    scene.moveClock(1000)
    await undo(scene.deps, { id, revision: 6, moderator })
    scene.moveClock(day)
    await same()
  })
})

describe('the history on the page', () => {
  it('tells a decision when its mail goes, and its words are the page’s own', async () => {
    const { id, token } = await given()
    const kinds = async () => {
      const view = await viewPrivately(scene.deps, token)
      return view.ok ? view.value.history.events.map(({ kind }) => kind) : view.error.reason
    }
    await returnForChanges(scene.deps, { id, revision: 2, moderator, ...question })
    expect(await kinds()).toEqual(['requested', 'confirmed'])
    scene.moveClock(minute)
    expect(await kinds()).toEqual(['requested', 'confirmed', 'returned'])
  })
})

describe('the text that was signed', () => {
  it('is the one in the language in which they asked, else the authoritative one', async () => {
    await addModerator(scene, { id: moderator })
    const signedIn = async (language: 'en' | 'be', textLanguage: string | null = null) => {
      const { id } = await askAndConfirm(scene, asking({ language, textLanguage }))
      const view = await viewPrivately(scene.deps, await privateToken(scene, id))
      return view.ok ? view.value.signed : null
    }
    const [english] = await scene.sql`SELECT sha256 FROM statement_texts WHERE language = 'en'`
    expect(await signedIn('be')).toMatchObject({ language: 'en', sha256: english?.sha256 })
    await scene.sql`
      INSERT INTO statement_texts (statement, version, language, title, markdown, sha256)
      SELECT slug, 1, 'be', 'Заява', '# Заява', ${'b'.repeat(64)} FROM statements LIMIT 1`
    expect(await signedIn('be')).toEqual({ language: 'be', title: 'Заява', sha256: 'b'.repeat(64) })
    expect(await signedIn('en')).toMatchObject({ language: 'en', sha256: english?.sha256 })
    // The form says which one it showed, whatever language it is in itself.
    expect(await signedIn('en', 'be')).toMatchObject({ language: 'be' })
    expect(await signedIn('be', 'en')).toMatchObject({ language: 'en' })
  })
})
