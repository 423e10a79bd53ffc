import { describe, expect, it } from 'vitest'
import { languages } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { answerSchemas } from '../../src/signatories/formats/answer-schemas.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { origin, visitor, mail, moderator } = useStage()
const listJson = paths.api.signatories(slug)
const csv = paths.api.signatoriesCsv(slug)
const atom = paths.api.signatoriesAtom(slug)

/** A name that a spreadsheet, an XML parser and a page would each take for something else. */
const hostile = '=HYPERLINK("https://evil.test") ]]> & <b>Форум</b>'

async function join(fields: typeof sample) {
  const { count } = await visitor.list()
  await visitor.asks(fields)
  await visitor.confirms(await mail.link(fields.email))
  await moderator.approves(fields.organisation)
  await expect
    .poll(async () => (await visitor.list()).count, { timeout: 30_000, interval: 50 })
    .toBe(count + 1)
}

const read = async (query: string) => {
  const answer = await visitor.get(listJson + query)
  expect(answer.status, query).toBe(200)
  return answerSchemas.SignatoryPage.parse(await answer.json())
}
const names = async (query: string) => (await read(query)).signatories.map(({ name }) => name)

describe(`the list for machines, on ${target}`, () => {
  it('is found by any name, in any script, and by country, and says how many', async () => {
    await join({ ...sample, organisation: hostile, email: 'one@forum.example.org' })
    await join({ ...sample, organisation: 'Вільнюская рада', country: 'PL', email: 'two@rada.example.org' })
    expect(await read('?q=vilniuskaia+RADA')).toMatchObject({ count: 13, found: 1, more: false, next: null })
    expect(await names('?q=vilniuskaia+RADA')).toEqual(['Вільнюская рада'])
    expect(await names('?country=LT')).toEqual([hostile])
    expect(await read('?country=BY')).toMatchObject({ count: 13, found: 0 })
    expect(await read('?country=none')).toMatchObject({ count: 13, found: 11 })
    expect(await names('?q=nobody+has+this')).toEqual([])
  })

  it('says nothing of found where nothing is looked for, whatever the order', async () => {
    for (const query of ['', '?sort=newest', '?limit=2', '?q=+&lang=be'])
      expect(Object.keys(await read(query)), query).toEqual([
        'statement',
        'count',
        'withheld',
        'revision',
        'kinds',
        'withheldKinds',
        'order',
        'signatories',
        'next',
      ])
  })

  it('comes in the order asked for, page by page, each signatory once', async () => {
    const whole = await names('')
    expect(await names('?sort=newest')).toEqual(whole.toReversed())
    const byName = await names('?sort=name&lang=be')
    expect(byName).not.toEqual(whole)
    expect(byName.toSorted()).toEqual(whole.toSorted())
    const met: string[] = []
    for (let after = ''; met.length < 20; ) {
      const { signatories, next } = await read(`?sort=name&lang=be&limit=4${after}`)
      met.push(...signatories.map(({ name }) => name))
      if (next === null) break
      after = `&after=${next}`
    }
    expect(met).toEqual(byName)
  })

  it.each([
    '?limit=0',
    '?limit=1001',
    '?sort=random',
    '?lang=xx',
    '?after=1',
    '?country=lt',
    '?country=XX%27',
    `?q=${'a'.repeat(201)}`,
    ...['%00', '%25', '_', "'", '\\', '%F0%9F%95%8A', '((((', '%E2%80%AE'].map(q => `?q=${q}`),
  ])('refuses %s, and says what it takes', async query => {
    const answer = await visitor.get(listJson + query)
    expect(answer.status).toBe(400)
    const { error } = answerSchemas.Error.parse(await answer.json())
    expect(error.status).toBe(400)
    expect(error.message).toMatch(new RegExp(`^${query.slice(1, query.indexOf('='))}: `))
  })

  it.each(['NULL', '%ED%A0%80', 'a%00', '%25a', 'a_', "a'--", 'a\\', 'a('])(
    'breaks at nothing, for %s',
    async q => {
      const { found, signatories } = await read(`?q=${q}`)
      expect(signatories.length).toBe(found)
    },
  )

  it('can be asked by a script of any site, which is told whether it changed and how old it is', async () => {
    const answer = await visitor.send(listJson, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-headers')).toBe('if-none-match')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    const read = await visitor.get(listJson)
    // RFC 9110, 5.6.1: a list, with or without blanks.
    expect(read.headers.get('access-control-expose-headers')?.split(/, */)).toEqual(['etag', 'age'])
  })
})

describe(`the list as a table, on ${target}`, () => {
  it('has every signatory, and no formula', async () => {
    const answer = await visitor.get(csv)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${slug}-signatories.csv"`)
    const bytes = await answer.bytes()
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n').slice(1, -1)
    expect(lines).toHaveLength((await visitor.list()).count)
    expect(lines.join('\n')).toContain(`"'${hostile.replaceAll('"', '""')}"`)
  })
})

describe(`the feed, on ${target}`, () => {
  const feed = async (query = '') => (await visitor.get(atom + query)).text()

  it('has who joined, newest first, and no founding signatory', async () => {
    const answer = await visitor.get(atom)
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const titles = [...(await answer.text()).matchAll(/<entry>.*?<title>(.*?)<\/title>/g)].map(
      ([, title]) => title,
    )
    expect(titles).toEqual([
      'Вільнюская рада',
      '=HYPERLINK(&quot;https://evil.test&quot;) ]]&gt; &amp; &lt;b&gt;Форум&lt;/b&gt;',
    ])
  })

  it('is the statement’s own language unless one is asked for, and refuses others', async () => {
    expect(await feed('?lang=en')).toBe(await feed())
    for (const lang of languages) expect(await feed(`?lang=${lang}`)).toContain(`xml:lang="${lang}"`)
    expect((await visitor.get(`${atom}?lang=de`)).status).toBe(400)
  })

  it('keeps of a signatory that left an id and a day, and its name is nowhere', async () => {
    const { signatories } = await visitor.list()
    const left = signatories.find(({ name }) => name === 'Вільнюская рада')
    await moderator.withdraws('Вільнюская рада', 'They asked for it.')
    await expect.poll(() => feed(), { timeout: 30_000, interval: 50 }).not.toContain('Вільнюская рада')
    expect(await feed()).toMatch(
      new RegExp(`<at:deleted-entry ref="urn:uuid:${left?.id}" when="\\d{4}-\\d\\d-\\d\\dT00:00:00Z"/>`),
    )
    for (const path of [csv, listJson, `${atom}?lang=be`, paths.statement.embed('be', slug)])
      expect(await (await visitor.get(path)).text(), path).not.toContain('рада')
  })
})

describe(`what is taken away, on ${target}`, () => {
  const each = [listJson, csv, atom, `${atom}?lang=ru`, paths.statement.embed('en', slug)]

  it.each(each)('%s costs a 304 without a body while nothing changes', async path => {
    const first = await visitor.get(path)
    // Its readers are in danger, so no browser keeps it: see readers-in-danger.test.ts.
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('cloudflare-cdn-cache-control')).toBe('public, max-age=1, stale-if-error=3600')
    await first.text()
    const again = await visitor.get(path, { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('only the embed may be framed, on any site, and it has nothing to press and no cookie', async () => {
    for (const lang of languages) {
      const embed = await visitor.get(paths.statement.embed(lang, slug))
      const page = await embed.text()
      const policy = embed.headers.get('content-security-policy') ?? ''
      expect(policy).toContain('frame-ancestors *')
      expect(policy).not.toMatch(/unsafe|https?:/)
      expect(embed.headers.get('x-frame-options')).toBeNull()
      expect(embed.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(embed.headers.getSetCookie()).toEqual([])
      expect(page).toContain(`<link rel="canonical" href="${origin}/${lang}/${slug}"`)
      expect(page).toContain('<meta name="robots" content="noindex"')
      expect(page).not.toMatch(/<(form|button|input|iframe|img)\b/)

      const others = [
        paths.statement.page,
        paths.list.page,
        paths.statement.document,
        paths.endorsement.ask,
      ].map(of => of(lang, slug))
      const faults = [paths.statement.embed(lang, 'unknown'), `${paths.statement.embed(lang, slug)}/more`]
      for (const path of [...others, ...faults, paths.site.help(lang), paths.site.privacy(lang)]) {
        const { headers } = await visitor.get(path)
        expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
        expect(headers.get('x-frame-options'), path).toBe('DENY')
      }
    }
  })
})
