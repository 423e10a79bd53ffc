import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { insertSession } from '../../src/storage/sessions.ts'
import { makeToken } from '../../src/storage/tokens.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { addModerator, ask, askAndConfirm, privateToken, useScene } from '../support/scene.ts'
import { sample, slug } from '../support/stage.ts'

// A database that has no room, or fails in any other way, while a form is sent: what the person sees, what is stored,
// and that the same form goes through afterwards.

const scene = useScene()
const app = createApp(() => scene.deps)
type Fields = Record<string, string>

/** A form on its way: to where, with what, and which table it is refused by. */
type Sending = { path: string; fields: Fields; table: string; cookie?: string }

const post = ({ path, fields, cookie }: Omit<Sending, 'table'>) =>
  app.request(scene.deps.config.publicUrl + path, {
    method: 'POST',
    headers: { origin: scene.deps.config.publicUrl, ...(cookie && { cookie }) },
    body: new URLSearchParams(fields),
  })

async function moderator(): Promise<{ id: string; cookie: string }> {
  const id = await addModerator(scene)
  const { token, hash } = makeToken(scene.deps.random)
  await scene.deps.db.transaction(tx => insertSession(tx, { hash, moderatorId: id }, scene.deps.now()))
  return { id, cookie: `__Host-session=${token}` }
}

async function approved(): Promise<{ id: string; cookie: string }> {
  const { id } = await askAndConfirm(scene)
  const { cookie } = await moderator()
  await post({ path: paths.desk.action(id, 'approve'), fields: { revision: '2' }, cookie })
  return { id, cookie }
}

const words = 'You wrote: “we” & <they> asked us to.'
const forms: Record<string, () => Promise<Sending>> = {
  ask: async () => ({ path: paths.endorsement.ask('en', slug), fields: sample, table: 'asks' }),
  async confirm() {
    const { token } = await ask(scene)
    const fields = { action: 'confirm', revision: '1', confirm: 'yes' }
    return { path: paths.endorsement.confirm('en', token), fields, table: 'events' }
  },
  async amend() {
    const token = await privateToken(scene, (await askAndConfirm(scene)).id)
    const { organisation, country, website } = sample
    const fields = { organisation, country, website, comment: words, revision: '2' }
    return { path: paths.endorsement.amend('en', token), fields, table: 'details' }
  },
  async approve() {
    const { id } = await askAndConfirm(scene)
    const { cookie } = await moderator()
    return { path: paths.desk.action(id, 'approve'), fields: { revision: '2' }, table: 'log', cookie }
  },
  async 'withdraw at the desk'() {
    const { id, cookie } = await approved()
    const fields = { revision: '3', code: 'own', words, shown: words, step: 'do' }
    return { path: `${paths.desk.action(id, 'withdraw')}?state=approved`, fields, table: 'outbox', cookie }
  },
  async leave() {
    const { id } = await approved()
    const token = await oneHourToken(scene, id, 'withdraw')
    const fields = { agreed: 'yes', revision: '3' }
    return { path: paths.endorsement.action('en', token, 'withdraw'), fields, table: 'record_entries' }
  },
}

/** Nothing goes into a table any more, as on a full disk (53100) or by a fault of ours; gives what ends that. */
async function refuse(table: string, code: string): Promise<() => Promise<unknown>> {
  await scene.sql.unsafe(`
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '${code}'; END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION no_room()`)
  return () => scene.sql.unsafe('DROP FUNCTION no_room() CASCADE')
}

/** What is written before a form is looked at. */
const counters = ['flood_counts', 'sessions']
const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

describe.each([
  ['53100', 503],
  ['XX000', 500],
] as const)('a database that answers %s', (code, status) => {
  it.each(Object.entries(forms))(`loses nothing of the form to %s`, async (_, prepare) => {
    await sweep(scene.deps)
    const sending = await prepare()
    const allow = await refuse(sending.table, code)
    let html = ''
    const changes = await scene.changesFrom(async () => {
      const answer = await post(sending)
      expect(answer.status).toBe(status)
      html = await answer.text()
    })
    await allow()
    expect(Object.keys(changes).filter(table => !counters.includes(table))).toEqual([])
    for (const secret of ['could not extend', 'no_room', 'insert into', code])
      expect(html).not.toContain(secret)
    for (const [field, value] of Object.entries(sending.fields)) {
      expect(html).toContain(`name="${field}"`)
      expect(html).toContain(escaped(value))
    }
    expect(html).toContain(`action="${escaped(sending.path)}"`)
    expect((await post(sending)).status).toBe(303)
  })
})

it.each(languages)('says in %s that nobody knows whether it was done', async lang => {
  const { token } = await ask(scene)
  const allow = await refuse('events', '53100')
  const path = paths.endorsement.confirm(lang, token)
  const html = await (
    await post({ path, fields: { action: 'confirm', revision: '1', confirm: 'yes' } })
  ).text()
  await allow()
  const t = translator(lang)
  expect(html).toContain(t('fault.sent.text'))
  expect(html).toContain(t('fault.sent.again'))
  expect(html).not.toContain(t('fault.503.text'))
})
