import { beforeAll, describe, expect, it } from 'vitest'
import { freshPasskeyPeriod, longestSession, sessionIdleLimit } from '../../src/domain/durations.ts'
import { textHash } from '../../src/domain/statement.ts'
import { paths } from '../../src/paths.ts'
import { textOf } from '../support/moderator.ts'
import { useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'
import { writerAt } from '../support/writer.ts'

const { desk, visitor, sql, moveClock } = useStage()

let vera: ReturnType<typeof writerAt>
let ivan: ReturnType<typeof writerAt>
beforeAll(async () => {
  vera = writerAt(await desk.signIn('administrator', 'Vera Zorka'))
  ivan = writerAt(await desk.signIn('administrator', 'Ivan Lis'))
})

const body =
  'We ask for what was promised.\n\n## What we ask\n\n- Let people return.\n- See [the law](https://example.org/law).'
const whole = {
  'text.en.title': 'A letter on return',
  'text.en.addressees': 'The Council of Europe\nThe European Parliament',
  'text.en.body': body,
}
const markdown = `# A letter on return\n\nThe Council of Europe\\\nThe European Parliament\n\n${body}\n`
const said = (page: string) => textOf(/<p role="(?:status|alert)">([\s\S]*?)<\/p>/.exec(page)?.[1] ?? '')
const locationOf = (answer: Response) => answer.headers.get('location') ?? ''
const logged = async (statement: string) =>
  (await sql`SELECT kind FROM log WHERE statement = ${statement} ORDER BY at, id`).map(({ kind }) =>
    String(kind),
  )

async function drafts(slug: string, typed: Record<string, string> = whole) {
  expect(locationOf(await vera.begins(slug, 'A letter on return'))).toBe(paths.desk.statement(slug))
  await vera.writes(slug, typed)
}

describe(`a statement written at the desk, on ${target}`, () => {
  it('leads to its private address where it begins with a private round', async () => {
    await drafts('quiet-letter')
    const done = await vera.publishes('quiet-letter', { to: 'private' })
    const page = await vera.open(locationOf(done))
    expect(said(page)).toContain('at its private address, and nowhere else')
    expect(page).toMatch(/\/en\/private\/[A-Za-z0-9_-]{43}/)
  })

  it('goes from the first word to its readers, with addressees in what is hashed', async () => {
    await drafts('return-letter')
    const key = /founder\.(desk-[a-z0-9-]+)\.name/.exec(
      await vera.writes('return-letter', {}, 'add-founder'),
    )?.[1]
    await vera.writes('return-letter', {
      [`founder.${key}.name`]: 'Home Again',
      [`founder.${key}.country`]: 'LT',
    })
    const preview = await vera.open(paths.desk.writing('return-letter', 'preview'))
    expect(preview).toContain('<h2>What we ask</h2>')
    expect(preview).toContain('Home Again')
    expect(preview).toContain('<meta name="robots" content="noindex"/>')
    expect((await visitor.get('/en/return-letter')).status).toBe(404)

    const page = await vera.open(paths.desk.writing('return-letter', 'publish'))
    expect(page).toContain(textHash(markdown))
    const done = await vera.publishes('return-letter', { to: 'public' })
    expect(said(await vera.open(locationOf(done)))).toBe('Published.')

    await expect.poll(async () => (await visitor.get('/en/return-letter')).status).toBe(200)
    const read = await (await visitor.get('/en/return-letter')).text()
    expect(read).toContain('A letter on return')
    expect(read).toContain('The Council of Europe<br>The European Parliament')
    expect(read).toContain('Home Again')
    const file = await (await visitor.get('/en/return-letter/v/1.md')).text()
    expect([file, textHash(file)]).toEqual([markdown, textHash(markdown)])
    const json = await (await visitor.get('/api/statements/return-letter')).json()
    expect(json).toMatchObject({ version: 1, sha256: textHash(markdown) })
    expect(await logged('return-letter')).toEqual([
      'draft-begin',
      'draft-save',
      'draft-save',
      'draft-save',
      'publish',
    ])
  })

  it('says before it is published all that is set, and takes a language by its name', async () => {
    const settings = { timeZone: 'Vilnius', closes: '2040-03-31T18:00' }
    await drafts('named-letter', { ...whole, ...settings })
    const founded = await vera.writes('named-letter', {}, 'add-founder')
    expect(founded).toContain('Founding signatory 1')
    const faults = textOf(await vera.open(`${paths.desk.statement('named-letter')}?check=yes`))
    expect(faults).toContain('Time zone: Write the time zone as in Europe/Vilnius.')
    expect(faults).toContain('Founding signatory 1, Name: Nothing is written here yet.')
    const key = /founder\.(desk-[a-z0-9-]+)\.name/.exec(founded)?.[1]
    const named = { [`founder.${key}.name`]: 'Home Again', timeZone: 'Europe/Vilnius' }
    // Enter in the field presses the first button of the form.
    const added = await vera.writes('named-letter', { ...named, language: 'беларуская' })
    expect(added).toContain('name="text.be.title"')
    const refused = await vera.writes('named-letter', { language: 'Belarusian' })
    expect(said(refused)).not.toBe('Saved.')
    expect(refused).toContain('<a href="#language">')
    await vera.writes('named-letter', { 'text.be.title': 'Ліст', 'text.be.body': 'Просім.' })
    const page = textOf(await vera.open(paths.desk.writing('named-letter', 'publish')))
    expect(page).toContain('31 March 2040')
    for (const part of ['Europe/Vilnius', 'organisations', 'By the day of signing', 'When in doubt'])
      expect(page).toContain(part)
  })

  it('has its founding signatories in an order and of a kind that are chosen, until they are founded', async () => {
    const slug = 'founded-letter'
    await drafts(slug, whole)
    await vera.writes(slug, {}, 'add-founder')
    const added = await vera.writes(slug, {}, 'add-founder')
    const keys = [...added.matchAll(/name="founders" value="([^"]+)"/g)].map(([, key = '']) => key)
    const [first = '', second = ''] = keys.slice(-2)
    const names = { [`founder.${first}.name`]: 'Home One', [`founder.${second}.name`]: 'Homes of All' }
    const kind = { [`founder.${second}.kind`]: 'network' }
    const moved = await vera.writes(slug, { ...names, ...kind }, `founder-up:${second}`)
    expect(moved.indexOf(`value="${second}"`)).toBeLessThan(moved.indexOf(`value="${first}"`))
    expect(moved).toContain(`value="founder-up:${first}"`)
    expect(locationOf(await vera.publishes(slug, { to: 'public' }))).toContain('said=published')
    const list = paths.api.signatories(slug)
    await expect.poll(async () => (await visitor.get(list)).status).toBe(200)
    const { signatories } = (await (await visitor.get(list)).json()) as {
      signatories: { name: string; kind: string }[]
    }
    const ofNames = signatories.filter(({ name }) => name.startsWith('Home'))
    expect(ofNames.map(({ name, kind: of }) => [name, of]).slice(-2)).toEqual([
      ['Homes of All', 'network'],
      ['Home One', 'organisation'],
    ])
    const founded = await vera.open(paths.desk.statement(slug))
    expect(founded).not.toContain('value="founder-up:')
    expect(founded).toMatch(new RegExp(`type="hidden" name="founder.${second}.kind" value="network"`))
  })

  it('is listed beside the files’ one, which says whose it is and offers no editing', async () => {
    const list = textOf(await vera.open(paths.desk.statements))
    expect(list).toContain('From the site’s files')
    expect(list).toContain('Written here')
    const files = await vera.open(paths.desk.statement('forcible-expulsion'))
    expect(files).toContain('The site’s files say what this statement says')
    expect(files).not.toContain('<textarea')
    const taken = await vera.begins('forcible-expulsion', 'Another')
    expect(await vera.open(locationOf(taken))).toContain('Another statement has this place already')
    for (const slug of ['privacy', 'new', 'a', 'Upper', '-x-y'])
      expect(locationOf(await vera.begins(slug, 'T'))).toContain('/moderation/statements/new?kept=')
  })

  it('shows a difference and what it means, keeps the old version, and makes another one', async () => {
    const changed = body.replace('what was promised', 'all that was promised')
    await vera.writes('return-letter', { 'text.en.body': changed })
    const page = await vera.open(paths.desk.writing('return-letter', 'publish'))
    expect(page).toContain('<del>what</del>')
    expect(page).toContain('<ins>all that</ins>')
    expect(textOf(page)).toContain('The 1 signatory stays, and is not asked.')
    expect(textOf(page)).toContain('1 more is not asked: a founding one')
    const before = await sql`SELECT *, xmin::text FROM statement_texts WHERE statement = 'return-letter'`
    // Nothing is chosen for whoever publishes.
    const unchosen = await vera.publishes('return-letter')
    expect(said(await vera.open(locationOf(unchosen)))).toContain('Choose what the change means')
    await vera.publishes('return-letter', { change: 'substantive' })
    const versions = await sql`
      SELECT number, change FROM statement_versions WHERE statement = 'return-letter' ORDER BY number`
    expect(versions).toEqual([
      { number: 1, change: 'substantive' },
      { number: 2, change: 'substantive' },
    ])
    expect(
      await sql`SELECT *, xmin::text FROM statement_texts WHERE statement = 'return-letter' AND version = 1`,
    ).toEqual(before)
    await expect.poll(async () => (await visitor.get('/en/return-letter/v/1')).status).toBe(200)
  })

  it('has courtesy texts put right without a version', async () => {
    await vera.writes('return-letter', { language: 'ru', standing: 'courtesy' }, 'add-language')
    await vera.writes('return-letter', {
      'text.ru.title': 'Письмо о возвращении',
      'text.ru.body': 'Мы просим обещанного.',
      'text.ru.translator': 'Vera Zorka',
    })
    expect(textOf(await vera.open(paths.desk.writing('return-letter', 'publish')))).toContain(
      'no new version is made',
    )
    await vera.publishes('return-letter')
    await vera.writes('return-letter', { 'text.ru.body': 'Мы просим всего обещанного.' })
    await vera.publishes('return-letter')
    const texts =
      await sql`SELECT version, markdown, checked_by FROM courtesy_texts WHERE statement = 'return-letter'`
    expect(texts).toEqual([
      { version: 2, markdown: '# Письмо о возвращении\n\nМы просим всего обещанного.\n', checked_by: null },
    ])
    await expect
      .poll(async () => (await visitor.get('/ru/return-letter')).text())
      .toContain('всего обещанного')
  })

  it('cannot be published while it lacks something or is too long, and loses nothing of it', async () => {
    const long = 'Слова. '.repeat(9000)
    await drafts('too-long', { ...whole, 'text.en.body': long })
    const page = await vera.open(paths.desk.statement('too-long'))
    expect(textOf(page)).toContain('63,000 characters, and at most 60,000 fit')
    expect(page).toContain(long.trim())
    expect(locationOf(await vera.get(paths.desk.writing('too-long', 'publish')))).toBe(
      `${paths.desk.statement('too-long')}?check=yes`,
    )
    await vera.writes('too-long', { 'text.en.body': '' })
    expect(textOf(await vera.open(`${paths.desk.statement('too-long')}?check=yes`))).toContain(
      'English, Text: Nothing is written here yet.',
    )
  })

  it('takes what is hostile as text', async () => {
    await drafts('hostile', {
      ...whole,
      'text.en.title': '<script>alert(1)</script> title',
      'text.en.addressees': '# <img src=x onerror=alert(1)>\n[a](javascript:alert(1))',
      'text.en.body': `<script>alert(1)</script>\n\n[a](javascript:alert(1)) ![b](https://example.org/p.png)`,
    })
    await vera.publishes('hostile')
    await expect.poll(async () => (await visitor.get('/en/hostile')).status).toBe(200)
    const page = await (await visitor.get('/en/hostile')).text()
    expect(page).not.toMatch(/<script>|<img|href="javascript/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; title')
  })
})

describe(`two editors, on ${target}`, () => {
  it('are told of each other: the second gets both texts, and loses nothing', async () => {
    await drafts('two-editors')
    const path = paths.desk.statement('two-editors')
    const [veras, ivans] = [await vera.open(path), await ivan.open(path)]
    await ivan.send(ivans, 'two-editors', { 'text.en.body': 'What Ivan wrote.' })
    const answer = await vera.send(veras, 'two-editors', { 'text.en.body': 'What Vera wrote.' })
    const both = await vera.open(locationOf(answer))
    expect(textOf(both)).toContain('Ivan Lis saved the draft after you had opened it')
    expect(both).toContain('What Vera wrote.')
    expect(both).toContain('What Ivan wrote.')
    const [{ content } = {}] = await sql`SELECT content FROM statement_drafts WHERE slug = 'two-editors'`
    expect(String(content)).toContain('What Ivan wrote.')
    await vera.send(both, 'two-editors')
    const [{ content: merged } = {}] =
      await sql`SELECT content FROM statement_drafts WHERE slug = 'two-editors'`
    expect(String(merged)).toContain('What Vera wrote.')
    expect(await vera.open(paths.desk.statements)).not.toContain('What you wrote is kept')
  })

  it('lose nothing to a colleague who deletes the draft', async () => {
    await drafts('deleted-under')
    const page = await vera.open(paths.desk.statement('deleted-under'))
    const remove = paths.desk.writing('deleted-under', 'delete')
    const form = /name="revision" value="(\d+)"/.exec(await ivan.open(remove))?.[1] ?? ''
    expect(locationOf(await ivan.post(remove, { revision: form }))).toContain('deleted=yes')
    const answer = await vera.send(page, 'deleted-under', { 'text.en.body': 'Written in vain?' })
    const kept = locationOf(await vera.get(locationOf(answer)))
    const begin = await vera.open(kept)
    expect(begin).toContain('The draft for which you wrote this was deleted')
    const again = await vera.go(paths.desk.newStatement, {
      method: 'POST',
      body: new URLSearchParams({
        slug: 'written-anew',
        title: 'Anew',
        language: 'en',
        kept: /name="kept" value="([^"]+)"/.exec(begin)?.[1] ?? '',
      }),
    })
    expect(await vera.open(locationOf(again))).toContain('Written in vain?')
  })
})

describe(`a link to the preview, on ${target}`, () => {
  it('is read by whoever has it, indexed by nobody, kept nowhere, and can be taken back', async () => {
    await drafts('previewed')
    const path = paths.desk.writing('previewed', 'preview-link')
    const made = await vera.open(locationOf(await vera.post(path, { do: 'make' })))
    const link = /http:\/\/countersign\.test(\/en\/preview\/[\w-]{43})/.exec(made)?.[1] ?? ''
    const read = await visitor.get(link)
    const page = await read.text()
    expect([read.status, read.headers.get('cache-control'), read.headers.get('x-robots-tag')]).toEqual([
      200,
      'no-store',
      'noindex',
    ])
    expect(page).toContain('What we ask')
    expect(page).not.toContain('<form')
    await vera.post(path, { do: 'end' })
    expect((await visitor.get(link)).status).toBe(404)
    expect((await visitor.get(link.replace(/.{43}$/, 'a'.repeat(43)))).status).toBe(404)
  })
})

describe(`a translation that a new version is without, on ${target}`, () => {
  it('is still read at its address, beside the version that it translates', async () => {
    await drafts('dropped-letter')
    await vera.writes('dropped-letter', { language: 'French', standing: 'courtesy' }, 'add-language')
    const french = { 'text.fr.title': 'Une lettre', 'text.fr.body': 'Nous.', 'text.fr.translator': 'Vera' }
    await vera.writes('dropped-letter', french)
    await vera.publishes('dropped-letter', { to: 'public' })
    const path = paths.statement.text('en', 'dropped-letter', 'fr')
    await expect.poll(async () => (await visitor.get(path)).status).toBe(200)
    await vera.writes('dropped-letter', { 'text.en.body': 'We ask for something else.' })
    await vera.publishes('dropped-letter', { change: 'substantive' })
    await expect.poll(async () => (await visitor.get(path)).status).toBe(302)
    const led = locationOf(await visitor.get(path))
    expect(led).toBe(paths.statement.versionText('en', 'dropped-letter', 1, 'fr'))
    expect(await (await visitor.get(led)).text()).toContain('Une lettre')
    expect((await visitor.get(paths.statement.text('en', 'dropped-letter', 'de'))).status).toBe(404)
  })
})

describe(`a second administrator, on ${target}`, () => {
  const set = (publishing: string) => vera.post(paths.desk.siteSettings, { publishing })

  it('agrees on exactly what both saw, and is not the first, nor a newcomer', async () => {
    await drafts('by-two')
    await set('two')
    const proposed = await vera.publishes('by-two')
    expect(said(await vera.open(locationOf(proposed)))).toContain(
      'Another administrator publishes it by agreeing',
    )
    expect((await visitor.get('/en/by-two')).status).toBe(404)
    const own = await vera.publishes('by-two', {}, 'agree')
    expect(locationOf(own)).toContain('refused=same_administrator')

    const invited = await desk.invite('administrator', 'New Person')
    const newcomer = desk.visitor()
    await newcomer.makes(invited.path)
    const fresh = writerAt({ ...newcomer, id: invited.id, person: invited.person })
    expect(locationOf(await fresh.publishes('by-two', {}, 'agree'))).toContain('refused=newcomer')

    const seen = await ivan.open(paths.desk.writing('by-two', 'publish'))
    await vera.writes('by-two', { 'text.en.body': 'Something else.' })
    expect(locationOf(await ivan.presses(seen, 'by-two', 'agree'))).toContain('refused=not_proposed')
    await vera.publishes('by-two')
    expect(locationOf(await ivan.presses(seen, 'by-two', 'agree'))).toContain('refused=changed_meanwhile')
    expect((await visitor.get('/en/by-two')).status).toBe(404)
    expect(said(await ivan.open(locationOf(await ivan.publishes('by-two', {}, 'agree'))))).toBe('Published.')
    await expect.poll(async () => (await visitor.get('/en/by-two')).status).toBe(200)
    expect(await logged('by-two')).toContain('publish-propose')
    await set('one')
    const codes = await sql`SELECT code FROM log WHERE kind = 'setting' ORDER BY at`
    expect(codes).toEqual([{ code: 'publishing-two' }, { code: 'publishing-one' }])
  })
})

describe(`a lost session, on ${target}`, () => {
  const again = async (person: typeof vera, path: string) => {
    const answer = await person.shows(path)
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { next: string }).next
  }
  const follow = async (person: typeof vera, path: string): Promise<string> => {
    const answer = await person.get(path)
    return answer.status === 303 ? follow(person, locationOf(answer)) : answer.text()
  }

  it('leads back to beginning a statement, where the passkey was asked for there', async () => {
    await moveClock(freshPasskeyPeriod + 1000)
    const verify = locationOf(await vera.get(paths.desk.newStatement))
    expect(verify).toContain(paths.auth.verify)
    expect(await again(vera, verify.replace(paths.auth.verify, '/auth/verify'))).toBe(paths.desk.newStatement)
  })

  it('costs nobody a word: a stale passkey, a session that rested, one that is long gone', async () => {
    await drafts('long-writing')
    const path = paths.desk.statement('long-writing')
    const open = await vera.open(path)
    await moveClock(freshPasskeyPeriod + 1000)
    const stale = await vera.send(open, 'long-writing', { 'text.en.body': 'After the passkey was stale.' })
    const verify = locationOf(stale)
    expect(verify).toContain(paths.auth.verify)
    const back = await follow(vera, await again(vera, verify.replace(paths.auth.verify, '/auth/verify')))
    expect(back).toContain('After the passkey was stale.')
    expect(textOf(back)).toContain('It is not saved yet')
    await vera.send(back, 'long-writing')

    for (const [away, words] of [
      [sessionIdleLimit, 'After half an hour.'],
      [longestSession, 'After half a day.'],
    ] as const) {
      const page = await vera.open(path)
      await moveClock(away + 1000)
      const ended = await vera.send(page, 'long-writing', { 'text.en.body': words })
      const answer = await ended.text()
      expect([ended.status, textOf(answer)]).toEqual([401, expect.stringContaining('What you wrote is kept')])
      expect(answer).not.toContain(words)
      const signIn = /href="(\/auth\/sign-in\?[^"]+)"/.exec(answer)?.[1]?.replaceAll('&amp;', '&') ?? ''
      const kept = await follow(vera, await again(vera, signIn))
      expect(kept).toContain(words)
      await vera.send(kept, 'long-writing')
      expect(await vera.open(path)).toContain(words)
    }
  })

  it('keeps nothing of a stranger, and gives nobody what is another’s', async () => {
    await again(vera, paths.auth.signIn)
    await again(ivan, paths.auth.signIn)
    const before = await sql`SELECT count(*)::int AS n FROM kept_writings`
    const path = paths.desk.statement('long-writing')
    for (const mark of ['', 'f'.repeat(64)]) {
      const answer = await visitor.send(path, {
        method: 'POST',
        body: new URLSearchParams({ writer: vera.id, mark, 'text.en.body': 'Of nobody.' }),
      })
      expect(answer.status).toBe(401)
    }
    expect(await sql`SELECT count(*)::int AS n FROM kept_writings`).toEqual(before)
    const page = await vera.open(path)
    await ivan.send(await ivan.open(path), 'long-writing', {})
    const kept = locationOf(await vera.send(page, 'long-writing', { 'text.en.body': 'Of Vera alone.' }))
    expect(await ivan.open(kept)).not.toContain('Of Vera alone.')
    expect(await vera.open(kept)).toContain('Of Vera alone.')
    const dump = JSON.stringify(await sql`SELECT slug, encode(sealed, 'escape') AS sealed FROM kept_writings`)
    expect(dump).not.toContain('Of Vera alone.')
  })
})

describe(`who may write, on ${target}`, () => {
  it('is an administrator with a fresh passkey, and nobody else', async () => {
    const moderator = await desk.signIn('moderator')
    for (const path of [
      paths.desk.statements,
      paths.desk.newStatement,
      paths.desk.statement('long-writing'),
      paths.desk.writing('long-writing', 'preview'),
      paths.desk.writing('long-writing', 'publish'),
      paths.desk.writing('long-writing', 'delete'),
    ]) {
      expect((await moderator.get(path)).status, path).toBe(403)
      expect((await visitor.get(path)).status, path).toBe(302)
    }
    expect((await moderator.post(paths.desk.statement('long-writing'), {})).status).toBe(403)
    expect((await moderator.post(paths.desk.writing('long-writing', 'publish'), {})).status).toBe(403)
  })

  it('sees a text as its readers will while it is written, without a fresh passkey', async () => {
    const live = (text: object, person: Pick<typeof vera, 'json'> = vera) =>
      person.json(paths.desk.writing('long-writing', 'live'), text, { origin: 'http://countersign.test' })
    const answer = await live({ title: 'T', addressees: 'To you', body: '## A\n\n<b>x</b>' })
    expect(await answer.json()).toMatchObject({
      html: '<p class="writing-preview-title">T</p><div class="prose"><p>To you</p>\n<h2>A</h2>\n<p>&lt;b&gt;x&lt;/b&gt;</p>\n</div>',
    })
    expect((await live({ title: 'T' })).status).toBe(400)
    expect((await live({}, await desk.signIn('moderator'))).status).toBe(403)
  })
})
