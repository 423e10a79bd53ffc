import { createHash } from 'node:crypto'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { assets } from '../../src/ui/assets.ts'
import { day, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const contact = 'mailto:security@countersign.test'
const { origin, visitor, mail, moderator, moveClock } = useStage({ SECURITY_CONTACT: contact })

const statementJson = paths.api.statement(slug)
const listJson = paths.api.signatories(slug)

/** What the page's head says, by name or property. */
const metaOf = (page: string) =>
  [...page.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ])

describe(`the statement as JSON, on ${target}`, () => {
  it('names its version, hash, languages, count and revision, and is one of all statements', async () => {
    const answer = await visitor.get(statementJson)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const statement = await answer.json()
    const list = await visitor.list()
    expect(statement).toMatchObject({
      statement: slug,
      count: 11,
      revision: list.revision,
      version: 1,
      defaultLanguage: 'en',
      languages: ['en'],
      pages: { en: `${origin}/en/${slug}`, be: `${origin}/be/${slug}`, ru: `${origin}/ru/${slug}` },
      versions: [{ version: 1, change: 'substantive', texts: [{ language: 'en' }] }],
    })
    expect(await (await visitor.get(`/en/${slug}`)).text()).toContain(
      (statement as { sha256: string }).sha256,
    )
    expect(await (await visitor.get(paths.api.statements)).json()).toEqual({ statements: [statement] })
  })

  it('counts an approved organisation, and an unchanged answer costs a 304 without a body', async () => {
    const each = [statementJson, paths.api.statements, paths.site.sitemap, paths.api.description]
    const tags = async () =>
      Promise.all(each.map(async path => (await visitor.get(path)).headers.get('etag')))
    const before = await tags()
    for (const [i, path] of each.entries()) {
      const again = await visitor.get(path, { 'if-none-match': before[i] ?? '' })
      expect(again.status, path).toBe(304)
      expect(await again.text(), path).toBe('')
    }
    await visitor.asks()
    await visitor.confirms(await mail.link(sample.email))
    await moderator.approves(sample.organisation)
    expect((await tags()).map((tag, i) => tag === before[i])).toEqual([false, false, true, true])
  })

  it('is not there for a name that no statement has, and says so in JSON', async () => {
    for (const path of [paths.api.statement('unknown'), paths.api.signatories('unknown')]) {
      const answer = await visitor.get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(await answer.json()).toMatchObject({ error: { status: 404 } })
    }
  })
})

type Described = {
  openapi: string
  paths: Record<
    string,
    { get: { responses: Record<string, { content?: Record<string, { schema: object }> }> } }
  >
  components: { schemas: object }
}

describe(`the description of the API, on ${target}`, () => {
  /** The schema of an answer, to be met exactly: a field that nobody described fails. */
  function schemaOf({ paths, components }: Described, path: string, status: number, type: string) {
    const schema = paths[path]?.get.responses[status]?.content?.[type]?.schema
    if (!schema) throw new Error(`${path} describes no ${type} for ${status}`)
    const local = JSON.stringify({ ...schema, $defs: components.schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    )
    const exact = JSON.parse(local, (_, value) =>
      value?.type === 'object' && value.properties && value.additionalProperties === undefined
        ? { ...value, additionalProperties: false }
        : value,
    )
    return z.fromJSONSchema(exact)
  }

  const describedApi = async () => (await (await visitor.get(paths.api.description)).json()) as Described

  it('is true of every answer, to the field', async () => {
    const api = await describedApi()
    expect(api.openapi).toMatch(/^3\.1\./)
    const [first] = (await visitor.list()).signatories
    const asked: [path: string, query: string, status: number][] = [
      [paths.api.statements, '', 200],
      [paths.api.statement('{slug}'), '', 200],
      [paths.api.signatories('{slug}'), '', 200],
      [paths.api.signatories('{slug}'), `?after=${first?.id}&limit=2`, 200],
      [paths.api.signatories('{slug}'), '?q=center&country=none&sort=name&lang=be', 200],
      [paths.api.signatories('{slug}'), '?limit=0', 400],
      [paths.api.signatories('{slug}'), `?after=${crypto.randomUUID()}`, 410],
      [paths.api.signatoriesCsv('{slug}'), '', 200],
      [paths.api.signatoriesCsv('{slug}'), '?lang=be', 200],
      [paths.api.signatoriesCsv('{slug}'), '?lang=xx', 400],
      [paths.api.signatoriesAtom('{slug}'), '', 200],
      [paths.api.signatoriesAtom('{slug}'), '?lang=xx', 400],
      // There is none before a deadline: tests/stories/deadline.test.ts has one.
      [paths.api.final('{slug}'), '', 404],
      [paths.api.finalNames('{slug}'), '', 404],
      [paths.api.description, '', 200],
      [paths.api.representativeData, '', 200],
    ]
    expect(new Set(asked.map(([path]) => path))).toEqual(new Set(Object.keys(api.paths)))
    for (const [path, query, status] of asked) {
      const answer = await visitor.get(path.replace('{slug}', slug) + query)
      expect(answer.status, path + query).toBe(status)
      const [type = ''] = (answer.headers.get('content-type') ?? '').split(';')
      const body: unknown = /[/+]json$/.test(type) ? await answer.json() : await answer.text()
      const met = schemaOf(api, path, status, type).safeParse(body)
      expect(met.error?.issues ?? [], path + query).toEqual([])
    }
    const unknown = await visitor.get(paths.api.statement('unknown'))
    const fault = schemaOf(api, paths.api.statement('{slug}'), 404, 'application/json')
    expect(fault.safeParse(await unknown.json()).success).toBe(true)
  })

  it('would be untrue of an answer with one field more, or one less', async () => {
    const schema = schemaOf(await describedApi(), paths.api.statement('{slug}'), 200, 'application/json')
    const statement = (await (await visitor.get(statementJson)).json()) as Record<string, unknown>
    expect(schema.safeParse(statement).success).toBe(true)
    expect(schema.safeParse({ ...statement, more: 1 }).success).toBe(false)
    expect(schema.safeParse({ ...statement, sha256: undefined }).success).toBe(false)
    expect(schema.safeParse({ ...statement, sha256: 'ABC' }).success).toBe(false)
  })
})

describe(`what search engines look for, on ${target}`, () => {
  it('robots.txt lets the statement be read and no link of a mail, and names the sitemap', async () => {
    const answer = await visitor.get(paths.site.robots)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
    const text = await answer.text()
    expect(text).toContain('Disallow: /ru/confirm/\n')
    expect(text).toContain(`Sitemap: ${origin}${paths.site.sitemap}\n`)
  })

  it('the sitemap names only pages that are there, each as it names itself', async () => {
    const answer = await visitor.get(paths.site.sitemap)
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
    const entries = [...(await answer.text()).matchAll(/<url><loc>([^<]+)<\/loc>(.*?)<\/url>/g)]
    const pages = ['', '/signatories']
      .map(rest => `${slug}${rest}`)
      .concat('help', 'help/criteria', 'help/safety', 'privacy')
    expect(entries.map(([, address]) => address)).toEqual(
      pages.flatMap(page => languages.map(lang => `${origin}/${lang}/${page}`)),
    )
    const links = (text: string) =>
      [...text.matchAll(/rel="alternate" hreflang="([\w-]+)" href="(http[^"]+)"/g)].map(m => m.slice(1))
    for (const [, address = '', alternates = ''] of entries) {
      const page = await visitor.get(address.slice(origin.length))
      expect(page.status, address).toBe(200)
      const [head = ''] = (await page.text()).split('</head>')
      expect(head, address).toContain(`<link rel="canonical" href="${address}"`)
      expect(head, address).not.toContain('noindex')
      expect(links(alternates), address).toHaveLength(languages.length + 1)
      expect(links(head), address).toEqual(links(alternates))
    }
  })

  it.each(languages)(
    'the statement’s page in %s says that it is a statement, and no more, to whoever shares it',
    async lang => {
      const page = await (await visitor.get(`/${lang}/${slug}`)).text()
      const meta = metaOf(page)
      const one = (name: string) => meta.flatMap(([named, value]) => (named === name ? value : []))
      expect(one('og:type')).toEqual(['article'])
      // Its readers are in danger: see readers-in-danger.test.ts.
      expect(one('og:title')).toEqual([translator(lang)('statement.neutral')])
      expect(one('og:description')).toEqual(one('description'))
      expect(one('og:url')).toEqual([`${origin}/${lang}/${slug}`])
      const locales: Record<string, string> = { en: 'en_GB', be: 'be_BY', ru: 'ru_RU' }
      expect(one('og:locale')).toEqual([locales[lang]])
      expect([...one('og:locale'), ...one('og:locale:alternate')].sort()).toEqual(
        Object.values(locales).sort(),
      )

      const [, json = ''] = /<script type="application\/ld\+json">([^<]+)<\/script>/.exec(page) ?? []
      const linked = JSON.parse(json) as { author: unknown[] }
      expect(linked).toMatchObject({
        '@context': 'https://schema.org',
        '@type': 'Article',
        inLanguage: 'en',
        version: 1,
        url: `${origin}/${lang}/${slug}`,
      })
      expect(linked.author).toHaveLength(11)
      // Beside it stands one script that runs, ours: see policy.test.ts.
      expect(page.split('<script')).toHaveLength(3)
    },
  )

  it.each(languages)(
    'who shares the statement in %s shows a picture without its title, from any site',
    async lang => {
      const page = await (await visitor.get(`/${lang}/${slug}`)).text()
      const meta = Object.fromEntries(metaOf(page))
      const title = translator(lang)('statement.neutral')
      expect(meta).toMatchObject({
        'og:image:type': 'image/png',
        'og:image:width': '1200',
        'og:image:height': '630',
        'og:image:alt': title,
        'twitter:card': 'summary_large_image',
      })
      const address = meta['og:image'] ?? ''
      expect(address.startsWith(`${origin}${paths.site.asset(`share-${slug}-${lang}.`)}`), address).toBe(true)
      const answer = await visitor.get(address.slice(origin.length))
      expect(answer.status).toBe(200)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
      })
      const { width, height, text } = decode(new Uint8Array(await answer.arrayBuffer()))
      expect({ width, height, lang: text.Language }).toEqual({ width: 1200, height: 630, lang })
    },
  )

  it('a page that is nobody else’s business says nothing of itself', async () => {
    for (const path of [`/en/${slug}/endorse`, `/en/confirm/${'A'.repeat(43)}`, '/en/nothing-here']) {
      const page = await (await visitor.get(path)).text()
      expect(page, path).not.toMatch(/og:|ld\+json|rel="canonical"/)
      expect(page, path).toContain('noindex')
    }
  })

  it.each([
    statementJson,
    listJson,
    paths.api.description,
    paths.site.robots,
    paths.site.sitemap,
    paths.site.securityTxt,
  ])('HEAD %s is GET without the body', async path => {
    const head = await visitor.send(path, { method: 'HEAD' })
    const get = await visitor.get(path)
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    for (const name of ['content-type', 'cache-control', 'etag', 'content-security-policy'])
      expect(head.headers.get(name), name).toBe(get.headers.get(name))
  })
})

describe(`security.txt, on ${target}`, () => {
  it('says where to write, and is always good for most of a year', async () => {
    const read = async () => {
      const answer = await visitor.get(paths.site.securityTxt)
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      const text = await answer.text()
      expect(text).toContain(`Contact: ${contact}\n`)
      expect(text).toContain(`Canonical: ${origin}${paths.site.securityTxt}\n`)
      return Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')
    }
    const now = Date.now()
    const expires = await read()
    expect(expires - now).toBeGreaterThan(363 * day)
    expect(expires - now).toBeLessThanOrEqual(365 * day)
    await moveClock(10 * day)
    expect((await read()) - expires).toBeGreaterThanOrEqual(10 * day)
  })

  describe('without a contact', () => {
    const other = useStage()
    it('names whoever reads our mail', async () => {
      const text = await (await other.visitor.get(paths.site.securityTxt)).text()
      expect(text).toMatch(/^Contact: mailto:[^@\s<>]+@[^@\s<>]+\nExpires: /)
    })
  })
})

describe(`what lies beside a page, on ${target}`, () => {
  it('is served whole, by its hashed address alone, with the headers of this site', async () => {
    expect(assets.size).toBeGreaterThan(20)
    for (const [path, { file, type }] of assets) {
      const answer = await visitor.get(path)
      expect(answer.status, path).toBe(200)
      expect(Object.fromEntries(answer.headers), path).toMatchObject({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cross-origin-resource-policy': type === 'image/png' ? 'cross-origin' : 'same-origin',
      })
      const body = new Uint8Array(await answer.arrayBuffer())
      const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
      expect(file.split('.').at(-2), path).toBe(hash)
      // Where a Worker's files lie, were they served past it.
      expect((await visitor.get(`/${file}`)).status, file).toBe(404)
    }
  })

  it('under another hash is not there, and nobody keeps that', async () => {
    const answer = await visitor.get(paths.site.asset('style.0000000000.css'))
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
