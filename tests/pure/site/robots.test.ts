import { describe, expect, it } from 'vitest'
import { languages } from '../../../src/i18n/index.ts'
import { paths } from '../../../src/paths.ts'
import { robotsText } from '../../../src/site/robots.ts'

const origin = 'https://countersign.example'

describe('robots.txt', () => {
  const lines = robotsText(origin).split('\n')
  const closed = lines.flatMap(line => /^Disallow: (.+)$/.exec(line)?.[1] ?? [])
  const mayRead = (path: string) => !closed.some(start => path.startsWith(start))

  it('speaks to everyone and names the sitemap', () => {
    expect(lines[0]).toBe('User-agent: *')
    expect(lines).toContain(`Sitemap: ${origin}/sitemap.xml`)
    expect(closed.every(start => start.startsWith('/') && start.length > 1)).toBe(true)
  })

  it.each(languages)('opens the public pages in %s and closes what a link in a mail opens', lang => {
    const open = [
      paths.statement.page(lang, 'confirmed'),
      paths.statement.version(lang, 'x', 1),
      paths.endorsement.ask(lang, 'x'),
      paths.list.page(lang, 'x'),
      paths.list.signatory(lang, 'x', 'id'),
      paths.statement.document(lang, 'x'),
      paths.site.help(lang),
      paths.site.privacy(lang),
    ]
    for (const path of open) expect(mayRead(path), path).toBe(true)
    for (const path of [paths.endorsement.confirm(lang, 'secret'), paths.endorsement.amend(lang, 'secret')])
      expect(mayRead(path), path).toBe(false)
  })

  it('opens the start, the lists, the styles and the pictures, and closes the desk', () => {
    const open = [
      paths.home,
      paths.api.signatories('x'),
      paths.api.description,
      paths.site.asset('style.css'),
      paths.site.asset('share-x-en.png'),
    ]
    for (const path of open) expect(mayRead(path), path).toBe(true)
    for (const path of [paths.desk.queue, paths.team.page, paths.auth.signIn, paths.auth.join('secret')])
      expect(mayRead(path), path).toBe(false)
  })
})
