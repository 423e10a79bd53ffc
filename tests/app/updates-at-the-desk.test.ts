import { expect, it } from 'vitest'
import { longestSession } from '../../src/domain/durations.ts'
import { paths } from '../../src/paths.ts'
import { findUpdates } from '../../src/storage/updates.ts'
import { administratorAt } from '../support/administrator.ts'
import { minute, slug, useScene } from '../support/scene.ts'

const scene = useScene()

const administrator = () => administratorAt(scene)

const list = paths.desk.writing(slug, 'updates')
const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

it('one administrator writes, and sees the mails; another one sends the very mails that the page shows', async () => {
  const anna = await administrator()
  const vera = await administrator()
  const written = await anna.press(list, { kind: 'answered', text_en: 'They wrote back: no.' })
  const at = written.headers.get('location') ?? ''
  const own = await anna.open(at)
  expect(own).toContain('News: the statement was answered')
  expect(own).toContain('Навіна: на заяву адказалі')
  expect(own).toContain('&gt; They wrote back: no.')
  expect(own).not.toContain('name="digest"')
  const page = await vera.open(at)
  const [update] = await findUpdates(scene.deps.db, slug)
  const fields = { revision: hidden(page, 'revision'), digest: hidden(page, 'digest') }
  const to = paths.desk.sendUpdate(slug, update?.id ?? '')
  // Whoever wrote it presses in vain, whatever they send.
  expect((await anna.press(to, fields)).headers.get('location')).toContain('said=same_administrator')
  expect((await vera.press(to, { ...fields, digest: '0' })).headers.get('location')).toContain(
    'said=changed_meanwhile',
  )
  expect((await vera.press(to, fields)).headers.get('location')).toContain('said=sent')
  const sent = await vera.open(at)
  expect(sent).not.toContain('name="digest"')
  expect(sent).toContain(': 0 of 0 sent')
  const all = await vera.open(list)
  expect(all).toContain(at.split('?')[0])
  expect(all).toContain(': 0 of 0 sent')
  // Any administrator stops it, by a form of the page.
  const stop = paths.desk.stopUpdate(slug, update?.id ?? '')
  expect(sent).toContain(`action="${stop}"`)
  expect(own).not.toContain(`action="${stop}"`)
  expect((await anna.press(stop, {})).headers.get('location')).toContain('said=stopped')
  const stopped = await vera.open(`${at.split('?')[0]}?said=stopped`)
  expect(stopped).toContain('>Stopped. Mails that were')
  expect(stopped).toMatch(/Stopped <time[^>]*>[^<]*<\/time>: 0 of 0 went/)
  expect(stopped).not.toContain(`action="${stop}"`)
  expect((await vera.press(stop, {})).headers.get('location')).toContain('said=not_going')
})

it('a form with a fault comes back with all that was typed, and nothing is kept', async () => {
  const anna = await administrator()
  const long = 'x'.repeat(2001)
  const answer = await anna.press(list, { kind: 'news', text_en: long, text_be: 'Ёсць навіна.' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain(long)
  expect(page).toContain('Ёсць навіна.')
  expect((await anna.press(list, { kind: 'news' })).status).toBe(422)
  expect(await scene.count('updates')).toBe(0)
})

it('sending and stopping take a fresh passkey, writing does not', async () => {
  const anna = await administrator()
  const vera = await administrator()
  scene.moveClock(10 * minute)
  expect((await anna.press(list, { kind: 'news', text_en: 'News.' })).status).toBe(303)
  const [update] = await findUpdates(scene.deps.db, slug)
  const sent = await vera.press(paths.desk.sendUpdate(slug, update?.id ?? ''), { revision: '1' })
  expect(sent.headers.get('location')).toContain(paths.auth.verify)
  const stopped = await vera.press(paths.desk.stopUpdate(slug, update?.id ?? ''), {})
  expect(stopped.headers.get('location')).toContain(paths.auth.verify)
})

it('what was written as the session ended is kept for its writer, comes back, and goes as it is saved', async () => {
  const anna = await administrator()
  const at = (await anna.press(list, { text_en: 'First.' })).headers.get('location') ?? ''
  const [path = ''] = at.split('?')
  const page = await anna.open(path)
  const mark = { writer: hidden(page, 'writer'), mark: hidden(page, 'mark') }
  scene.moveClock(longestSession + 1)
  for (const to of [list, path]) {
    const ended = await anna.press(to, { ...mark, revision: '1', text_be: `Доўга пісала: ${to}`, do: 'save' })
    expect(ended.status).toBe(401)
    const [, kept = ''] = /kept=([\w-]+)/.exec(await ended.text()) ?? []
    await anna.signInAgain()
    const statement = await anna.answer(`${paths.desk.statement(slug)}?kept=${kept}`)
    const back = statement.headers.get('location') ?? ''
    expect(back).toBe(`${to}?kept=${kept}`)
    const form = await anna.open(back)
    expect(form).toContain(`Доўга пісала: ${to}`)
    expect(form).toContain('It is not saved yet')
    const vera = await administrator()
    expect(await vera.open(back)).not.toContain('Доўга пісала')
    const saved = await anna.press(to, { kept, revision: '1', text_be: 'Доўга пісала.', do: 'save' })
    expect(saved.headers.get('location')).toContain('said=saved')
    expect(await scene.count('kept_writings')).toBe(0)
    await scene.sql`DELETE FROM sessions`
  }
  const stranger = await anna.press(list, { ...mark, mark: 'f'.repeat(64), text_en: 'Of nobody.' })
  expect(stranger.status).toBe(401)
  expect(await scene.count('kept_writings')).toBe(0)
})

it('what a colleague saved meanwhile is not written over, and what was typed stays in the form', async () => {
  const anna = await administrator()
  const vera = await administrator()
  const at = (await anna.press(list, { text_en: 'First.' })).headers.get('location') ?? ''
  const path = at.split('?')[0] ?? ''
  await vera.press(path, { revision: '1', text_en: 'Second.', do: 'save' })
  const refused = await anna.press(path, { revision: '1', text_en: 'Third.', do: 'save' })
  expect(refused.status).toBe(409)
  const page = await refused.text()
  expect(page).toContain('Third.')
  expect(page).toContain('&gt; Second.')
  const deleted = await anna.press(path, { revision: '1', do: 'delete' })
  expect(deleted.headers.get('location')).toContain('said=changed_meanwhile')
  expect((await findUpdates(scene.deps.db, slug))[0]?.texts).toEqual({ en: 'Second.' })
})
