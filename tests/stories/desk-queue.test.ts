import { beforeAll, describe, expect, it } from 'vitest'
import { writeShownRequests } from '../../src/moderation/bulk-rejection/bulk-form.ts'
import { paths } from '../../src/paths.ts'
import { textOf } from '../support/moderator.ts'
import { headline, readFormTo } from '../support/page.ts'
import { slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, visitor, mail, sql, statusOf, moveClock, sweep } = useStage()

const minute = 60_000
type Person = Awaited<ReturnType<typeof desk.signIn>>
let vera: Person
beforeAll(async () => {
  vera = await desk.signIn('administrator', 'Vera Zorka')
})

/** Asks and confirms, in the language given. */
async function waits(organisation: string, email: string, more: Record<string, string> = {}, lang = 'en') {
  await visitor.asks({ organisation, email, ...more }, lang)
  await visitor.confirms(await mail.link(email))
}
const page = async (path: string) => {
  const answer = await vera.get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}
const names = (html: string) =>
  [...html.matchAll(/data-row="[^"]*"[^>]*>\s*<bdi[^>]*>([^<]*)/g)].map(([, name = '']) => textOf(name))
const entries = (html: string) =>
  [...(/<ol class="log"[\s\S]*?<\/ol>/.exec(html)?.[0] ?? '').matchAll(/<li>([\s\S]*?)<\/li>/g)].map(
    ([, entry = '']) => textOf(entry),
  )
const search = async (q: string) => {
  const answer = await vera.post(paths.desk.queue, { q })
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

describe(`the queue, on ${target}`, () => {
  it('says calmly that nothing waits', async () => {
    expect(await page(paths.desk.queue)).toContain('Nothing waits for a decision.')
  })

  it('says that no mail goes while the provider refuses our account', async () => {
    expect(textOf(await page(paths.desk.queue))).not.toContain('No mail goes out')
    await sql`UPDATE mail_pace SET account_refusal = '403 invalid_api_key'`
    expect(textOf(await page(paths.desk.queue))).toMatch(/No mail goes out .*403 invalid_api_key/)
    await sql`UPDATE mail_pace SET account_refusal = NULL`
  })

  it('shows the oldest first, in the moderator’s language, with what to choose by', async () => {
    await waits('First Forum', 'a@forum.example.org', { organisation_en: 'The First Forum' })
    await moveClock(3 * 60 * minute)
    await waits('Другі форум', 'b@mail.example.org', { country: '', website: '' }, 'be')
    vera = { ...vera, ...(await again(vera)) }
    const html = await page(paths.desk.queue)
    expect(names(html)).toEqual(['The First Forum', 'Другі форум'])
    const [first = '', second = ''] = html.split('data-row=').slice(1).map(textOf)
    expect(first).toMatch(/3 hours .*Lithuania English Mail at its own website’s domain/)
    expect(second).toMatch(/less than a minute Belarusian Nothing for it/)
    expect(textOf(html)).toMatch(
      /Waiting 2 Corrections proposed 0 Returned for changes 0 Not confirmed yet 0 Approved 11/,
    )
    expect(html).toMatch(/<time datetime="[^"]+Z">3 hours<\/time>/)
  })

  it('notes that it was looked at', async () => {
    const [row] = await sql`
      SELECT seen_queue_at AS seen FROM moderators WHERE id = ${vera.id}`
    expect(row?.seen).not.toBeNull()
  })

  it('shows founding signatories among the approved and all, and nowhere else', async () => {
    expect(names(await page(`${paths.desk.queue}?state=approved`))).toHaveLength(11)
    expect(names(await page(`${paths.desk.queue}?state=all`))).toHaveLength(13)
  })

  it('finds across scripts and states, and by an address that no URL repeats', async () => {
    expect(names(await page(await search('treci')))).toEqual([])
    expect(names(await page(await search('druhi')))).toEqual(['Другі форум'])
    expect(names(await page(await search('drugi')))).toEqual(['Другі форум'])
    const byAddress = await search('B@mail.example.org')
    expect(byAddress).not.toMatch(/mail|example|%40|@/)
    const found = await page(byAddress)
    expect(names(found)).toEqual(['Другі форум'])
    expect(found).not.toContain('mail.example.org')
  })

  it.each(['b@', '@mail.example.org', 'b@mail'])(
    'finds nothing by half an address, and says so: %s',
    async half => {
      const answers = [
        await vera.post(paths.desk.queue, { q: half }),
        await vera.get(`${paths.desk.queue}?q=${encodeURIComponent(half)}`),
      ]
      for (const answer of answers) {
        expect(answer.status).toBe(422)
        const html = await answer.text()
        expect(names(html)).toEqual([])
        expect(textOf(html)).toContain('write one whole address, as in name@example.org')
        expect(textOf(html)).toContain('Nothing was searched for.')
      }
    },
  )

  it('carries its filter to a request’s page', async () => {
    const html = await page(`${paths.desk.queue}?state=all&q=forum`)
    const [, href = ''] = /<a href="(\/moderation\/requests\/[^"]+)" data-row/.exec(html) ?? []
    expect(href).toMatch(/\?state=all&amp;q=forum$/)
  })

  it('is for moderators', async () => {
    for (const path of [
      paths.desk.queue,
      paths.desk.log,
      paths.desk.logCsv,
      paths.desk.bulkRejection,
      paths.desk.settings,
    ]) {
      const answer = await visitor.get(path)
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 302, paths.auth.signIn])
    }
    expect((await visitor.post(paths.desk.queue, { q: 'forum' })).status).toBe(401)
    const moderator = await desk.signIn()
    expect((await moderator.get(paths.desk.settings)).status).toBe(403)
    expect((await moderator.post(paths.desk.settings, { statement: slug, second: 'always' })).status).toBe(
      403,
    )
  })
})

/** Signs in anew: three hours end any session. */
async function again(person: Person) {
  expect((await person.shows(paths.auth.signIn)).status).toBe(200)
  return person
}

describe(`the log, on ${target}`, () => {
  it('says who did what to whom, newest first, and is searched by each of them', async () => {
    const html = await page(paths.desk.log)
    const all = entries(html)
    expect(all[0]).toMatch(/UTC .*Vera Zorka Signed in|Joined|Passkey added/)
    expect(all.join('\n')).toMatch(/Vera Zorka Joined/)
    const own = entries(await page(`${paths.desk.log}?who=${vera.id}&kind=sign-in`))
    expect(own.length).toBeGreaterThan(0)
    for (const entry of own) expect(entry).toMatch(/Vera Zorka Signed in/)
    expect(await page(`${paths.desk.log}?from=2000-01-01&to=2000-01-02`)).toContain(
      'Nothing was done that matches.',
    )
    expect(await page(`${paths.desk.log}?from=yesterday`)).toContain('Write the day as in 2026-11-23.')
  })

  it('names the organisation and leads to its request', async () => {
    const html = await page(`${paths.desk.queue}?q=first+forum`)
    const [, id = ''] = /data-row="([^"]+)"/.exec(html) ?? []
    const note = paths.desk.action(id, 'note')
    expect((await vera.post(note, { words: 'Seen.' })).status).toBe(303)
    const log = await page(`${paths.desk.log}?q=first`)
    expect(entries(log)).toHaveLength(1)
    expect(entries(log)[0]).toMatch(/Vera Zorka Note The First Forum/)
    expect(log).toContain(`href="${paths.desk.request(id)}"`)
    expect(log).not.toContain('Seen.')
  })

  it('takes no note that is too long, however long, and keeps what was typed', async () => {
    const html = await page(`${paths.desk.queue}?q=first+forum`)
    const [, id = ''] = /data-row="([^"]+)"/.exec(html) ?? []
    const words = `${'Seen twice. '.repeat(900)}The end.`
    const refused = await vera.post(paths.desk.action(id, 'note'), { words })
    expect(refused.status).toBe(422)
    const answer = await refused.text()
    expect(answer).toContain('Shorten it to 2,000 characters.')
    expect(answer).toContain('Seen twice. The end.')
    const decision = { revision: '1', step: 'do', code: 'own', words, shown: words }
    const rejected = await vera.post(paths.desk.action(id, 'reject'), decision)
    expect(await rejected.text()).toContain('Seen twice. The end.')
  })

  it('is exported with ids alone, after a passkey, and the export is logged', async () => {
    const query = `?who=${vera.id}`
    const answer = await vera.get(paths.desk.logCsv + query)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines[0]).toBe(
      '"id","at","kind","moderator_id","subject_id","endorsement_id","revision","statement","code"',
    )
    expect(lines[1]).toContain(`"export","${vera.id}"`)
    expect(lines.at(-1)).toBe('')
    expect(lines.join()).not.toMatch(/Vera|Forum|Seen/)
    for (const line of lines.slice(1, -1)) expect(line).toContain(vera.id)

    await moveClock(5 * minute)
    const stale = await vera.get(paths.desk.logCsv + query)
    const verify = `${paths.auth.verify}?then=log-export&who=${vera.id}`
    expect([stale.status, stale.headers.get('location')]).toEqual([303, verify])
    expect(await sql`SELECT 1 FROM log WHERE kind = 'export'`).toHaveLength(1)
    // The page carries the filter on, and the passkey leads back to it.
    expect(await page(verify)).toContain(`data-answer="${verify.replaceAll('&', '&amp;')}"`)
    expect(await (await vera.shows(verify)).json()).toEqual({
      next: `${paths.desk.log}?who=${vera.id}#export`,
    })
  })

  it('is not exported by a HEAD, which gets the headers alone', async () => {
    const exports = () => sql`SELECT 1 FROM log WHERE kind = 'export'`
    const before = (await exports()).length
    const answer = await vera.head(paths.desk.logCsv)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(await answer.text()).toBe('')
    expect(await exports()).toHaveLength(before)
  })

  it('is exported whole, over many batches', async () => {
    await sql`
      INSERT INTO log (id, kind, at, moderator_id)
      SELECT gen_random_uuid(), 'verify', timestamptz '2001-01-01' + (i / 3) * interval '1 microsecond', ${vera.id}
      FROM generate_series(1, 4501) AS i`
    const csv = await (await vera.get(`${paths.desk.logCsv}?to=2001-01-02`)).text()
    const ids = csv
      .split('\r\n')
      .slice(1, -1)
      .map(line => line.split(',', 1)[0])
    expect(ids).toHaveLength(4501)
    expect(new Set(ids).size).toBe(4501)
  })
})

describe(`the settings, on ${target}`, () => {
  it('say when two moderators are needed, and log each change', async () => {
    const html = await page(paths.desk.settings)
    expect(html).toMatch(/value="doubt" checked/)
    const answer = await vera.post(paths.desk.settings, { statement: slug, second: 'always' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${paths.desk.settings}?saved=yes`])
    expect(await page(`${paths.desk.settings}?saved=yes`)).toMatch(/value="always" checked/)
    await vera.post(paths.desk.settings, { statement: slug, second: 'always' })
    await vera.post(paths.desk.settings, { statement: 'no-such', second: 'always' })
    for (const second of ['sometimes', 'weak'])
      await vera.post(paths.desk.settings, { statement: slug, second })
    expect(entries(await page(`${paths.desk.log}?kind=setting`))).toEqual([
      expect.stringMatching(/Vera Zorka Setting changed · a second moderator: always/),
    ])
    await vera.post(paths.desk.settings, { statement: slug, second: 'never' })
  })
})

describe(`a flood, on ${target}`, () => {
  const look = (query: Record<string, string>) =>
    vera.get(`${paths.desk.bulkRejection}?${new URLSearchParams(query)}`)
  const spam = { step: 'look', q: 'spam', code: 'abuse' }
  const press = (html: string, more: Record<string, string>) =>
    vera.sends(paths.desk.bulkRejection, {
      ...readFormTo(html, paths.desk.bulkRejection),
      ...wordsOn(html),
      ...more,
    })
  const wordsOn = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)].map(
        ([, name = '', words = '']) => [name, words.replaceAll('&#39;', "'")],
      ),
    )

  it('is shown before it is rejected, and nothing is rejected without the box', async () => {
    await waits('Spam One', 'one@spam.example.org')
    await waits('Спам Два', 'two@spam.example.org', {}, 'ru')
    await waits('Honest', 'honest@honest.example.org')
    expect((await look({ step: 'look' })).status).toBe(422)
    const html = await (await look(spam)).text()
    expect(headline(html)).toBe('This rejects 2 requests')
    expect(names(html)).toEqual(['Spam One', 'Спам Два'])
    expect(html).toContain('does not appear to have been made in good faith')
    expect(html).toContain('сделан недобросовестно')
    const unticked = await press(html, { step: 'do' })
    expect(unticked.status).toBe(422)
    const reworded = await press(html, { step: 'do', looked: 'yes', words_en: 'Because it is spam.' })
    expect(reworded.status).toBe(200)
    expect(await reworded.text()).toMatch(/<pre lang="en">[\s\S]*Because it is spam\./)
    expect([await statusOf('Spam One'), await statusOf('Спам Два')]).toEqual(['confirmed', 'confirmed'])
  })

  it('leaves out, and names, what changed since, and leaves out who joined since', async () => {
    const html = await (await look(spam)).text()
    await waits('Spam Three', 'three@spam.example.org')
    await sql`UPDATE endorsements SET revision = revision + 1 WHERE name = 'Spam One'`
    const reworded = { words_en: 'Because it is spam.', words_ru: 'Это спам.' }
    const again = await (await press(html, { step: 'look', ...reworded })).text()
    expect(names(again)).toEqual(['Спам Два'])
    expect(textOf(again)).toContain(
      '1 request changed meanwhile and is left out Spam One : it changed meanwhile',
    )

    const done = await (await press(html, { step: 'do', looked: 'yes' })).text()
    expect(headline(done)).toBe('1 request was rejected')
    expect(textOf(done)).toContain('1 was left as it is Spam One : it changed meanwhile')
    const statuses = await Promise.all(['Spam One', 'Спам Два', 'Spam Three', 'Honest'].map(statusOf))
    expect(statuses).toEqual(['confirmed', 'rejected', 'confirmed', 'confirmed'])
    expect(entries(await page(`${paths.desk.log}?kind=reject`))).toHaveLength(1)
  })

  it('is undone within the minute, even when the passkey was shown a while ago; then its mails go', async () => {
    const html = await (await look(spam)).text()
    const done = await (await press(html, { step: 'do', looked: 'yes' })).text()
    expect(headline(done)).toBe('2 requests were rejected')
    await moveClock(30_000)
    const undone = await vera.sends(paths.desk.bulkRejection, {
      ...readFormTo(done, paths.desk.bulkRejection),
      step: 'undo',
    })
    expect(headline(await undone.text())).toBe('2 rejections were undone')
    expect(await statusOf('Spam Three')).toBe('confirmed')

    await moveClock(minute)
    await sweep()
    const told = await mail.newest('two@spam.example.org', /Решение|запрос/i)
    expect(told.text).toContain('сделан недобросовестно')
    expect((await mail.inbox('three@spam.example.org')).map(({ text }) => text).join()).not.toContain('faith')
  })

  it('is told in mails that went: too late to undo', async () => {
    const [row] = await sql`
      SELECT id, revision FROM endorsements WHERE name = 'Спам Два'`
    const shown = [{ id: String(row?.id), revision: Number(row?.revision) }]
    const late = await vera.sends(paths.desk.bulkRejection, { step: 'undo', done: writeShownRequests(shown) })
    expect(await late.text()).toContain('its mail has gone')
    expect(await statusOf('Спам Два')).toBe('rejected')
  })

  it('takes a passkey that was shown just now', async () => {
    await moveClock(5 * minute)
    for (const answer of [
      await look(spam),
      await vera.post(paths.desk.bulkRejection, { ...spam, step: 'do' }),
    ])
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        `${paths.auth.verify}?then=flood&step=look&q=spam&code=abuse`,
      ])
  })
})

it(`the queue says that no mail has gone for minutes, on ${target}`, async () => {
  await mail.fails(500, 50)
  await visitor.asks({ organisation: 'Still Forum', email: 'still@forum.example.org' })
  await moveClock(6 * minute)
  expect(textOf(await page(paths.desk.queue))).toMatch(/No mail goes out .*in 5 minutes/)
})
