import { describe, expect, it } from 'vitest'
import { sessionIdleLimit } from '../../src/domain/durations.ts'
import { paths } from '../../src/paths.ts'
import { textOf } from '../support/moderator.ts'
import { readFormTo } from '../support/page.ts'
import { privateLink, sample, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, visitor, mail, sql, moveClock, sweep, moderator } = useStage()

const minute = 60_000
const byItself = { 'x-asks-by-itself': 'yes' }

async function waits(organisation: string, email: string, more: Record<string, string> = {}) {
  await visitor.asks({ organisation, email, ...more })
  await visitor.confirms(await mail.link(email))
}
const titleOf = (html: string) => textOf(/<title>([^<]*)/.exec(html)?.[1] ?? '')
const rowOf = (html: string, name: string) =>
  html
    .split('<li id="r-')
    .map(row => textOf(`<${row.split('</li>', 1)[0]}`))
    .find(row => row.includes(name)) ?? ''

describe(`an open queue, on ${target}`, () => {
  it('asks for nothing but what has changed, and is in no cache', async () => {
    const vera = await desk.signIn()
    const quiet = await vera.get(paths.desk.queue, byItself)
    expect([quiet.status, quiet.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(titleOf(await quiet.text())).toBe('Requests: Waiting — Moderation desk')
    const tag = quiet.headers.get('etag') ?? ''
    const same = await vera.get(paths.desk.queue, { ...byItself, 'if-none-match': tag })
    expect([same.status, same.headers.get('cache-control'), await same.text()]).toEqual([304, 'no-store', ''])

    await waits('First Forum', 'a@forum.example.org')
    const changed = await vera.get(paths.desk.queue, { ...byItself, 'if-none-match': tag })
    expect(changed.status).toBe(200)
    const html = await changed.text()
    expect(html).toContain('First Forum')
    expect(titleOf(html)).toBe('(1) Requests: Waiting — Moderation desk')
    expect(titleOf(await (await vera.get(`${paths.desk.queue}?state=all`)).text())).toMatch(/^\(1\) /)
    // What a search finds is not what waits.
    expect(titleOf(await (await vera.get(`${paths.desk.queue}?state=all&q=first`)).text())).not.toContain('(')
  })

  it('brings evidence that somebody else’s request has changed', async () => {
    const vera = await desk.signIn()
    expect(rowOf(await (await vera.get(paths.desk.queue)).text(), 'First Forum')).not.toContain('against')
    await waits('First Forum', 'b@elsewhere.example.net')
    const html = await (await vera.get(paths.desk.queue, byItself)).text()
    expect(rowOf(html, 'First Forum')).toContain('1 against')
  })

  it('keeps no session alive, and is no look at the queue', async () => {
    const vera = await desk.signIn()
    const seen = async () =>
      (await sql`SELECT seen_queue_at AS seen FROM moderators WHERE id = ${vera.id}`)[0]?.seen
    for (let passed = 0; passed < sessionIdleLimit - minute; passed += 5 * minute) {
      await moveClock(5 * minute)
      const answer = await vera.get(paths.desk.queue, byItself)
      expect(answer.status).toBe(passed + 5 * minute < sessionIdleLimit ? 200 : 401)
    }
    expect(await seen()).toBeNull()
    const ended = await vera.get(paths.desk.queue, byItself)
    expect([ended.status, await ended.text()]).toEqual([401, ''])
    // A person is led to where they sign in.
    expect((await vera.get(paths.desk.queue)).status).toBe(302)
    const again = await desk.signIn()
    await again.get(paths.desk.queue)
    expect(
      (await sql`SELECT seen_queue_at AS seen FROM moderators WHERE id = ${again.id}`)[0]?.seen,
    ).not.toBeNull()
  })
})

describe(`a row, on ${target}`, () => {
  it('tells of notes and of what the representative amended', async () => {
    await waits('Second Forum', 'c@second.example.org')
    await moderator.notes('Second Forum', 'Called once.')
    expect(rowOf(await moderator.open(paths.desk.queue), 'Second Forum')).toMatch(/1 note$/)
    await moderator.notes('Second Forum', 'Called twice.')
    await moderator.returns('Second Forum', 'Which country?')
    await moveClock(minute + 1000)
    await sweep()
    const link = privateLink(await mail.newest('c@second.example.org', /question|change/i))
    const form = readFormTo(await (await visitor.get(link)).text(), `${link}/amend`)
    await visitor.post(`${link}/amend`, { ...form, ...sample, organisation: 'Second Forum', country: 'DE' })
    expect(rowOf(await moderator.open(paths.desk.queue), 'Second Forum')).toMatch(/2 notes Amended$/)
  })

  it('has the name that title, decision, outcome and log have', async () => {
    const [english, main] = ['The Third Forum', 'Трэці форум']
    await waits(main, 'd@third.example.org', { organisation_en: english })
    const path = await moderator.find(main)
    const request = await moderator.open(path)
    expect(titleOf(request)).toMatch(new RegExp(`^${english} — `))
    expect(textOf(/<h1[\s\S]*?<\/h1>/.exec(request)?.[0] ?? '')).toBe(english)
    const page = await moderator.open(`${path}/reject?code=own`)
    expect(titleOf(page)).toContain(english)
    expect(textOf(/<h1[\s\S]*?<\/h1>/.exec(page)?.[0] ?? '')).toContain(english)
    const outcome = await moderator.rejects(main, 'Not one.')
    expect(textOf(/<p role="status">[\s\S]*?<\/p>/.exec(outcome)?.[0] ?? '')).toMatch(
      new RegExp(`^${english} : rejected`),
    )
    const log = await moderator.open(`${paths.desk.log}?q=third`)
    expect(textOf(/<ol class="log"[\s\S]*?<\/ol>/.exec(log)?.[0] ?? '')).toContain(english)
    expect(log).not.toContain(main)
  })
})

describe(`the help by ?, on ${target}`, () => {
  /** The keys that a help lists, and those that the page's own links, buttons and fields have. */
  const keysOf = (html: string) => {
    const [help = ''] = /<details class="keys"[\s\S]*?<\/details>/.exec(html) ?? []
    const listed = [...help.matchAll(/<kbd>([^<]*)<\/kbd>/g)].map(([, key = '']) => key)
    const own = [...html.matchAll(/data-key="([^"]*)"/g)].map(([, key = '']) => key)
    const digits = own.filter(key => /\d/.test(key)).length > 0 ? ['1-9'] : []
    return {
      listed: listed.filter(key => key !== 'u').sort(),
      own: [...own.filter(key => /\D/.test(key) && key !== 'u'), ...digits].sort(),
      hasUndo: listed.includes('u') && html.includes('data-nothing-to-undo="Nothing can be undone here.'),
    }
  }

  it('lists the keys of its page and no others', async () => {
    await waits('Fourth Forum', 'e@fourth.example', { website: 'https://fourth.example' })
    const path = await moderator.find('Fourth Forum')
    const pages = {
      '': /^\?acek?nrw$|^\?acejk?nrw$/,
      '/approve': /^\?kp$/,
      '/reject': /^1-9\?k$/,
      '/reject?code=own': /^\?knp$/,
    }
    const check = async (at: string, keys: RegExp) => {
      const { listed, own, hasUndo } = keysOf(await moderator.open(at))
      expect(listed, at).toEqual(own)
      expect(listed.join(''), at).toMatch(keys)
      expect(hasUndo, at).toBe(true)
    }
    for (const [action, keys] of Object.entries(pages)) await check(path + action, keys)
    await moderator.rejects('Fourth Forum', 'Not one.')
    await check(path, /o/)
    await moderator.reopens('Fourth Forum')
    await moderator.approves('Fourth Forum')
    await check(path, /fk?nw|fj?k?nw/)
    await check(`${path}/correct`, /^\?k$/)
    await moderator.withdraws('Fourth Forum', 'They asked us to.')
    await check(path, /o/)
    await check(`${path}/restore`, /^\?kp$/)
    const queue = keysOf(await moderator.open(paths.desk.queue))
    // Rows have no keys of their own.
    expect(queue.listed).toEqual([...queue.own, 'j', 'k'].sort())
  })
})
