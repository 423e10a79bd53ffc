import { describe, expect, it } from 'vitest'
import { languages } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor } = useStage()

const nobody = '00000000-0000-4000-8000-000000000000'
const list = paths.list.page('en', slug)
const live = [
  ...languages.map(lang => paths.statement.page(lang, slug)),
  list,
  `${list}?country=BY&sort=name`,
]
const framed = languages.map(lang => paths.statement.embed(lang, slug))
const still = [
  ...languages.flatMap(lang => [
    paths.site.privacy(lang),
    paths.site.help(lang),
    paths.site.criteria(lang),
    paths.site.safety(lang),
    paths.endorsement.lostLink(lang),
  ]),
  `${list}?q=human`,
  `${list}?after=${nobody}`,
  paths.list.signatory('en', slug, nobody),
  paths.statement.version('en', slug, 1),
  paths.statement.document('en', slug),
  paths.endorsement.confirm('en', 'A'.repeat(43)),
  paths.endorsement.privatePage('en', 'A'.repeat(43)),
  // Nothing is at these, though they look like a live page and a frame.
  paths.statement.page('en', 'nothing-here'),
  paths.statement.embed('en', 'nothing-here'),
  paths.home,
  paths.api.statements,
  paths.api.signatories(slug),
  paths.site.robots,
]

const scriptsOf = (html: string) => [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src)
const headersOf = ({ headers }: Response) => ({
  policy: headers.get('content-security-policy') ?? '',
  frames: headers.get('x-frame-options'),
  resource: headers.get('cross-origin-resource-policy'),
})

describe(`what a page may run and who may frame it, on ${target}`, () => {
  it.each(live)('%s runs our one script, which asks this site alone', async path => {
    const answer = await visitor.get(path)
    const { policy, frames, resource } = headersOf(answer)
    expect(policy).toContain("script-src 'self'; connect-src 'self'")
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect([frames, resource]).toEqual(['DENY', 'same-origin'])
    expect(scriptsOf(await answer.text())).toEqual([
      expect.stringMatching(/^\/assets\/live\.[0-9a-f]{10}\.js$/),
    ])
    // The browser takes the headers of a 304 for those of the page that it has.
    const same = await visitor.get(path, { 'if-none-match': answer.headers.get('etag') ?? '' })
    expect(same.status).toBe(304)
    expect(headersOf(same)).toEqual({ policy, frames, resource })
  })

  it('so does a signatory’s page, until the signatory has left', async () => {
    const { signatories } = await visitor.list()
    const path = paths.list.signatory('be', slug, signatories[0]?.id ?? '')
    const answer = await visitor.get(path)
    expect(headersOf(answer).policy).toContain("script-src 'self'; connect-src 'self'")
    expect(scriptsOf(await answer.text())).toEqual([expect.stringMatching(/^\/assets\/live\./)])
    const same = await visitor.get(path, { 'if-none-match': answer.headers.get('etag') ?? '' })
    expect(same.status).toBe(304)
    expect(headersOf(same)).toEqual(headersOf(answer))
  })

  it.each(framed)('%s alone may be framed, by any site', async path => {
    const answer = await visitor.get(path)
    const { policy, frames, resource } = headersOf(answer)
    expect(policy).toContain("script-src 'self'; connect-src 'self'")
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('frame-ancestors *')
    expect(policy).not.toContain('unsafe')
    expect([frames, resource]).toEqual([null, 'cross-origin'])
    const scripts = scriptsOf(await answer.text())
    expect(scripts).toHaveLength(2)
    for (const script of scripts) expect(script).toMatch(/^\/assets\/(live|embed)\.[0-9a-f]{10}\.js$/)
  })

  it.each(languages)('the form in %s runs its counter alone', async lang => {
    const answer = await visitor.get(paths.endorsement.ask(lang, slug))
    const { policy, frames } = headersOf(answer)
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(frames).toBe('DENY')
    expect(scriptsOf(await answer.text())).toEqual([
      expect.stringMatching(/^\/assets\/count\.[0-9a-f]{10}\.js$/),
    ])
  })

  it.each(still)('%s runs nothing and is framed by nobody', async path => {
    const answer = await visitor.get(path)
    const { policy, frames } = headersOf(answer)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src|connect-src|unsafe/)
    expect(frames).toBe('DENY')
    expect(scriptsOf(await answer.text())).toEqual([])
  })
})
