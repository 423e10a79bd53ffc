import { beforeAll, describe, expect, it } from 'vitest'
import { sameAskPeriod } from '../../src/domain/durations.ts'
import { paths } from '../../src/paths.ts'
import { textOf } from '../support/moderator.ts'
import { headline, readFormTo } from '../support/page.ts'
import { confirmLink, day, privateLink, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, moderator, visitor, mail, sql, statusOf, moveClock, sweep } = useStage()

const minute = 60_000
type Person = Awaited<ReturnType<typeof desk.signIn>>
let vera: Person
beforeAll(async () => {
  await sql`UPDATE statements SET second_moderator = 'never'`
  vera = await desk.signIn('administrator', 'Vera Zorka')
})

/** Signs in anew where the clock has moved past a session's end. */
const again = async () => expect((await vera.shows(paths.auth.signIn)).status).toBe(200)
const page = async (path: string) => {
  const answer = await vera.get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}
const entries = (html: string) =>
  [...(/<ol class="log"[\s\S]*?<\/ol>/.exec(html)?.[0] ?? '').matchAll(/<li>([\s\S]*?)<\/li>/g)].map(
    ([, entry = '']) => textOf(entry),
  )
async function waits(organisation: string, email: string) {
  await visitor.asks({ organisation, email })
  await visitor.confirms(await mail.link(email))
}
const choose = (timeZone: string) =>
  vera.post(paths.account.action('preferences'), { language: 'en', time_zone: timeZone, tell_digest: 'yes' })
const status = (html: string) => textOf(/<p role="status">([\s\S]*?)<\/p>/.exec(html)?.[1] ?? '')
const row = async (name: string) => {
  const [newest] = await sql`
    SELECT id, revision FROM endorsements WHERE name = ${name} ORDER BY requested_at DESC LIMIT 1`
  return { id: String(newest?.id), revision: String(newest?.revision) }
}

describe(`a moderator’s time zone, on ${target}`, () => {
  it('is chosen by its name from a list, and nothing typed is lost where there is none of that name', async () => {
    const before = await page(paths.account.page)
    expect(before).toMatch(/<input id="time_zone"[^>]* value="UTC"[^>]* list="time_zone-list"/)
    for (const zone of ['Europe/Warsaw', 'Europe/Kyiv', 'Asia/Kathmandu'])
      expect(before).toContain(`<option value="${zone}"`)
    const refused = await choose('Mars/Base')
    const html = await refused.text()
    expect([refused.status, /id="time_zone"[^>]* value="([^"]*)"/.exec(html)?.[1]]).toEqual([
      422,
      'Mars/Base',
    ])
    expect(html).toMatch(/name="tell_digest"[^>]* checked/)
    expect(html).not.toMatch(/name="tell_waiting"[^>]* checked/)
    expect((await choose('asia/kathmandu')).status).toBe(303)
    expect(await page(paths.account.page)).toMatch(/id="time_zone"[^>]* value="Asia\/Kathmandu"/)
  })

  it('is that of every moment at the desk, and the log has UTC beside it', async () => {
    await sql`
      INSERT INTO log (id, kind, at, moderator_id) VALUES
      (gen_random_uuid(), 'verify', '2002-11-23T11:05:09Z', ${vera.id}),
      (gen_random_uuid(), 'verify', '2002-11-23T18:20:00Z', ${vera.id})`
    const log = await page(`${paths.desk.log}?to=2002-12-31`)
    expect(entries(log).map(entry => entry.split(' Vera')[0])).toEqual([
      '24 November 2002, 00:05 (23 November 2002, 18:20 UTC)',
      '23 November 2002, 16:50 (11:05 UTC)',
    ])
    expect(log).toContain('<time datetime="2002-11-23T11:05:09.000Z">')
    await waits('Clock Watchers', 'clock@forum.example.org')
    await sql`UPDATE endorsements SET waiting_since = '2003-11-23T18:20:00Z' WHERE name = 'Clock Watchers'`
    const { id } = await row('Clock Watchers')
    expect(textOf(await page(paths.desk.request(id)))).toContain(
      'Waits for a decision since 24 November 2003, 00:05',
    )
  })

  it('makes the days of the log’s filter, on the days when clocks change too', async () => {
    await sql`
      INSERT INTO log (id, kind, at, moderator_id)
      SELECT gen_random_uuid(), 'verify', at::timestamptz, ${vera.id} FROM unnest(ARRAY[
        '2001-03-24T22:59:59Z', '2001-03-24T23:00:00Z', '2001-03-25T21:59:59Z', '2001-03-25T22:00:00Z',
        '2001-10-27T21:59:59Z', '2001-10-27T22:00:00Z', '2001-10-28T22:59:59Z', '2001-10-28T23:00:00Z'
      ]) AS at`
    await choose('Europe/Warsaw')
    const on = async (date: string) => {
      const html = await page(`${paths.desk.log}?from=${date}&to=${date}`)
      return [...html.matchAll(/<time datetime="([^"]+)\.000Z"/g)].map(([, at = '']) => at).sort()
    }
    expect(await on('2001-03-25')).toEqual(['2001-03-24T23:00:00', '2001-03-25T21:59:59'])
    expect(await on('2001-10-28')).toEqual(['2001-10-27T22:00:00', '2001-10-28T22:59:59'])
    const html = await page(`${paths.desk.log}?from=2001-03-25`)
    expect(html).toMatch(/<input id="from"[^>]* type="date" value="2001-03-25"/)
    expect(html).toContain('in your time zone (Europe/Warsaw)')
    expect(await page(paths.desk.bulkRejection)).toMatch(/<input id="until"[^>]* type="datetime-local"/)
  })
})

describe(`what is exported, on ${target}`, () => {
  const csv = async (query: string) => {
    const answer = await vera.get(paths.desk.logCsv + query)
    const lines = (await answer.text()).split('\r\n').slice(1, -1)
    return { answer, at: lines.map(line => line.split(',')[1]) }
  }

  it('is what the page shows, and the file is called by it', async () => {
    const query = `?who=${vera.id}&kind=verify&q=&from=2001-03-25&to=2001-03-25`
    const { answer, at } = await csv(query)
    expect(at).toEqual(['"2001-03-25T21:59:59.000000Z"', '"2001-03-24T23:00:00.000000Z"'])
    const name = `moderation-log_who-${vera.id}_kind-verify_from-2001-03-25_to-2001-03-25_zone-Europe-Warsaw`
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="${name}.csv"; filename*=UTF-8''${name}.csv`,
    )
    const searched = await csv(`?q=${encodeURIComponent('Сям’я "; \r\n /../ х')}`)
    expect(searched.answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="moderation-log_q-[\w-]*\.csv"; filename\*=UTF-8''moderation-log_q-[\w%-]+\.csv$/,
    )
  })

  it.each(['?from=yesterday', '?kind=everything', '?who=nobody', '?q=vera%40desk.example.org'])(
    'is nothing where the filter cannot be read: %s',
    async query => {
      const exports = () => sql`SELECT 1 FROM log WHERE kind = 'export'`
      const before = (await exports()).length
      const answer = await vera.get(paths.desk.logCsv + query)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'text/html; charset=UTF-8'])
      expect(await answer.text()).toContain('Nothing was exported')
      expect(await exports()).toHaveLength(before)
    },
  )

  it('is still what was asked for once the passkey was shown', async () => {
    await moveClock(5 * minute)
    const asked = '?kind=verify&q=%D0%A1%D1%8F%D0%BC%E2%80%99%D1%8F&from=2001-03-25'
    const stale = await vera.get(paths.desk.logCsv + asked)
    const verify = stale.headers.get('location') ?? ''
    expect([stale.status, verify]).toEqual([303, `${paths.auth.verify}?then=log-export&${asked.slice(1)}`])
    const { next } = (await (await vera.shows(verify)).json()) as { next: string }
    expect(next).toBe(`${paths.desk.log}${asked}#export`)
    const html = await page(next)
    expect(html).toContain(`href="${paths.desk.logCsv}${asked.replaceAll('&', '&amp;')}"`)
    expect(html).toContain('id="export"')
  })
})

describe(`what is said of a decision, on ${target}`, () => {
  it('is what was done: an approval, a correction and a restoration are three things', async () => {
    const email = 'kvetka@forum.example.org'
    await waits('Kvetka Forum', email)
    expect(status(await moderator.approves('Kvetka Forum'))).toBe(
      'Kvetka Forum : on the list; the mail is on its way',
    )
    await mail.newest(email, /is on the public list/)

    const { id, revision } = await row('Kvetka Forum')
    const correction = {
      organisation: 'Kvetka Rights Forum',
      country: 'LT',
      website: 'https://forum.example.org',
    }
    const corrected = await vera.sends(paths.desk.action(id, 'correct'), {
      ...correction,
      revision,
      step: 'do',
    })
    expect(status(await corrected.text())).toBe(
      'Kvetka Rights Forum : its entry on the list is corrected; the mail is on its way',
    )
    await mail.newest(email, /entry was corrected/)

    const taken = await moderator.withdraws('Kvetka Rights Forum', 'Its board asked for it.')
    expect(status(taken)).toBe('Kvetka Rights Forum : taken off the list; the mail is on its way')
    expect(status(await moderator.restores('Kvetka Rights Forum'))).toBe(
      'Kvetka Rights Forum : back on the list; the mail is on its way',
    )
    const restored = await mail.newest(email, /is on the list again/)
    expect(restored.text).toContain('> Its board asked for it.')
    expect(await headlineOf(visitor.get(privateLink(restored)))).toBe(
      'The organisation is on the public list',
    )
    const subjects = (await mail.inbox(email)).map(({ subject }) => subject)
    expect(subjects.filter(subject => /is on the public list/.test(subject))).toHaveLength(1)

    const log = entries(await page(`${paths.desk.log}?q=kvetka`)).map(entry => entry.split('·')[0] ?? '')
    for (const word of ['Restored', 'Withdrawn', 'Corrected', 'Approved'])
      expect(log.filter(entry => entry.includes(word))).toHaveLength(1)
  })

  it('is nothing of a mail where nobody is told', async () => {
    await waits('Undone Forum', 'undone@forum.example.org')
    expect(status(await moderator.rejects('Undone Forum', 'Not found.'))).toBe(
      'Undone Forum : rejected; the mail goes out when it can no longer be undone',
    )
    expect(status(await moderator.undoes('Undone Forum'))).toBe(
      'Undone Forum : the decision is undone, and nobody was told of it',
    )
    await moderator.rejects('Undone Forum', 'Not found.')
    expect(status(await moderator.reopens('Undone Forum'))).toBe(
      'Undone Forum : waits for a decision again; nobody is mailed',
    )
  })
})

const headlineOf = async (answer: Promise<Response>) => headline(await (await answer).text())

describe(`mails after an end, on ${target}`, () => {
  it.each([
    ['rejected', 'The decision about', 'The request was not approved'],
    ['withdrawn', 'was withdrawn', 'The organisation is no longer on the list'],
  ] as const)('promise what holds, once it is %s', async (end, subject, title) => {
    const email = `${end}@forum.example.org`
    const name = `Ended by ${end}`
    await waits(name, email)
    if (end === 'rejected') await moderator.rejects(name, 'Not found.')
    else {
      await moderator.approves(name)
      await moderator.withdraws(name, 'Not found.')
    }
    await moveClock(minute)
    await sweep()
    const told = await mail.newest(email, new RegExp(subject))
    // The page is there, and says the reason.
    const link = privateLink(told)
    expect(await headlineOf(visitor.get(link))).toBe(title)
    // They can ask anew, from the same address and in the same name; sooner it would be the same ask.
    await moveClock(sameAskPeriod)
    await visitor.asks({ organisation: name, email })
    const links = async () => (await mail.inbox(email)).filter(each => /^Please confirm/.test(each.subject))
    await expect.poll(async () => (await links()).length).toBe(2)
    const [newest] = await links()
    if (newest) await visitor.confirms(confirmLink(newest))
    expect(await statusOf(name)).toBe('confirmed')
    // The page is there to the last day, and then nothing of theirs is.
    expect(told.text.replace(/\s+/g, ' ')).toContain('30 days after this the page is erased')
    await moveClock(29 * day)
    await sweep()
    expect((await visitor.get(link)).status).toBe(200)
    await moveClock(day)
    await sweep()
    expect((await visitor.get(link)).status).toBe(404)
  })

  it('say that “This was not us” in the first mail stops a request, however long it has waited', async () => {
    const email = 'patient@forum.example.org'
    await visitor.asks({ organisation: 'Patient Forum', email })
    const link = await mail.link(email)
    await visitor.confirms(link)
    await moveClock(40 * day)
    await sweep()
    await moderator.returns('Patient Forum', 'Who are you?')
    await moveClock(minute)
    await sweep()
    const question = await mail.newest(email, /A question/)
    expect(question.text.replace(/\s+/g, ' ')).toContain('open the page above and withdraw it there')
    const html = await (await visitor.get(link)).text()
    await visitor.post(link, readFormTo(html, link))
    expect(await statusOf('Patient Forum')).toBe('withdrawn')
  })
})

describe(`a form’s answer at the desk, on ${target}`, () => {
  it('is a page that can be loaded again: an invitation goes once', async () => {
    await again()
    const answer = await vera.post(paths.team.page, {
      name: 'Anna Sharamet',
      email: 'anna@desk.example.org',
      role: 'moderator',
      language: 'en',
    })
    const sent = answer.headers.get('location') ?? ''
    expect(answer.status).toBe(303)
    for (const _ of [1, 2]) expect(headline(await page(sent))).toBe('The link was sent')
    expect(await mail.newest('anna@desk.example.org', /invitation/)).toBeDefined()
    await sweep()
    expect(await mail.inbox('anna@desk.example.org')).toHaveLength(1)
    const log = await page(`${paths.desk.log}?kind=invite`)
    expect(entries(log).filter(entry => entry.includes('Anna Sharamet'))).toHaveLength(1)
  })

  it('is a look at what was typed, which does nothing however often, and nobody else sees', async () => {
    await waits('Looked At', 'looked@forum.example.org')
    const { id, revision } = await row('Looked At')
    const reject = paths.desk.action(id, 'reject')
    const typed = { revision, code: 'own', words: 'Nobody knows you.', shown: '', step: 'do' }
    const looked = await vera.post(reject, typed)
    const look = looked.headers.get('location') ?? ''
    expect([looked.status, look.split('=')[0]]).toEqual([303, `${reject}?look`])
    for (const _ of [1, 2]) expect(await page(look)).toMatch(/<pre lang="en">[\s\S]*Nobody knows you\./)
    const colleague = await desk.signIn('administrator')
    expect(await (await colleague.get(look)).text()).not.toContain('Nobody knows you.')

    const correct = paths.desk.action(id, 'correct')
    await vera.post(paths.desk.action(id, 'approve'), { revision })
    const details = { organisation: 'Looked At Anew', country: 'LT', website: 'https://forum.example.org' }
    const form = { ...details, revision: (await row('Looked At')).revision, step: 'look' }
    const preview = (await vera.post(correct, form)).headers.get('location') ?? ''
    for (const _ of [1, 2]) expect(await page(preview)).toContain('Looked At Anew')
    expect(await statusOf('Looked At')).toBe('approved')
    // What is looked at is not what stands any more.
    expect((await vera.sends(correct, { ...form, step: 'do' })).status).toBe(200)
    expect((await vera.get(preview)).status).toBe(409)
    expect((await vera.get(look)).status).toBe(303)
  })

  it('is what the log says of a flood, with the way back while there is one', async () => {
    await waits('Spam Again', 'again@spam.example.org')
    const first = await vera.post(paths.desk.bulkRejection, { step: 'look', q: 'spam again' })
    const look = first.headers.get('location') ?? ''
    expect([first.status, look]).toEqual([303, `${paths.desk.bulkRejection}?step=look&q=spam+again`])
    const html = await page(look)
    const words = { words_en: 'Because it is spam.' }
    const reworded = await (
      await vera.post(paths.desk.bulkRejection, {
        ...readFormTo(html, paths.desk.bulkRejection),
        ...words,
        step: 'look',
      })
    ).text()
    const done = await vera.post(paths.desk.bulkRejection, {
      ...readFormTo(reworded, paths.desk.bulkRejection),
      ...words,
      step: 'do',
      looked: 'yes',
    })
    const outcome = done.headers.get('location') ?? ''
    expect(done.status).toBe(303)
    for (const _ of [1, 2]) {
      const shown = await page(outcome)
      expect(headline(shown)).toBe('1 request was rejected')
      expect(shown).toContain('value="undo"')
    }
    expect(await sql`SELECT 1 FROM log WHERE kind = 'reject' AND moderator_id = ${vera.id}`).toHaveLength(1)
    // A colleague did nothing of it, and nobody can take it back any more a minute later.
    const colleague = await desk.signIn('administrator')
    expect(headline(await (await colleague.get(outcome)).text())).toBe('0 requests were rejected')
    await moveClock(minute)
    expect(await page(outcome)).not.toContain('value="undo"')
    expect((await vera.get(`${paths.desk.bulkRejectionDone}?kind=reject&since=x`)).status).toBe(303)
  })
})
