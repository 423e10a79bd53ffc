import { expect, it } from 'vitest'
import { formatDate, languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import { type StatementFiles, statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, moderator, database } = useStage()

const read = async (path: string) => (await visitor.get(path)).text()
const lineOf = (html: string) =>
  /<p [^>]*id="signed-earlier"[^>]*>(.*?)<\/p>/s.exec(html)?.[1]?.replace(/<[^>]*>/g, '')
/** What a deploy with other files does. */
async function publish(changes: Partial<StatementFiles>) {
  const [real] = statementFiles
  if (!real) throw new Error('no statement')
  const app = connect(database().app, 1)
  await syncStatements({ db: app.db, now: () => new Date(), random: randomBytes }, [{ ...real, ...changes }])
  await app.end()
}
const inTime = { timeout: 10_000, interval: 50 }
const pages = languages.flatMap(lang =>
  [paths.statement.page, paths.statement.document, paths.statement.embed].map(path => ({
    lang,
    path: path(lang, slug),
  })),
)

const other = { en: '# Another title\n\nAnother text.\n' }

it(`says where it was first published, where that is known, on ${target}`, async () => {
  const original = await read(paths.statement.page('en', slug))
  expect(original).toContain('<a href="https://reform.news" rel="noopener" translate="no">Reform.news</a>')
  expect(original, 'the day is not known').not.toContain('datePublished')
  const source = { name: 'Its <first> site', url: 'https://first.example/en/statement', publishedOn: null }
  await publish({ source: { ...source, publishedOn: '2025-12-15' } })
  for (const lang of languages)
    for (const path of [paths.statement.page, paths.statement.document]) {
      await expect.poll(() => read(path(lang, slug)), inTime).toContain('https://first.example/en/statement')
      expect(await read(path(lang, slug))).toContain(`<dt>${translator(lang)('about.source')}</dt>`)
      const page = await read(path(lang, slug))
      expect(page).toContain(
        '<a href="https://first.example/en/statement" rel="noopener" translate="no">Its &lt;first&gt; site</a>',
      )
      expect(page).toContain(formatDate(lang, '2025-12-15'))
    }
  const statement = await read(paths.statement.page('en', slug))
  expect(statement).toContain('"datePublished":"2025-12-15","')
  expect(statement).toContain('"isBasedOn":"https://first.example/en/statement"')
  const json = await (await visitor.get(paths.api.statement(slug))).json()
  expect(json).toMatchObject({ source: { ...source, publishedOn: '2025-12-15' } })
  await publish({ source })
  await expect.poll(() => read(paths.statement.page('en', slug)), inTime).not.toContain('datePublished')
  await publish({})
  await expect.poll(() => read(paths.statement.page('en', slug)), inTime).not.toContain('first.example')
})

it(`a version that says something else is under nobody’s name before they signed it, on ${target}`, async () => {
  const before = await read(paths.statement.page('en', slug))
  expect(lineOf(before)).toBe('')
  expect(before).toContain('By <span translate="no">Human Constanta')

  await publish({ change: 'substantive', texts: other })
  await expect.poll(async () => read(paths.statement.page('en', slug)), inTime).toContain('Another title')
  for (const { lang, path } of pages) {
    const t = translator(lang)
    const page = await read(path)
    expect(lineOf(page), path).toBe(
      `${t('list.signedEarlier', { count: 11 })} ${t('list.signedEarlier.read', { version: 1 })}`,
    )
    expect(page, path).toContain('<span class="figure">0</span>')
    expect(page.split(t('list.signedVersion', { version: 1 })), path).toHaveLength(12)
    expect(page, path).not.toContain('class="byline"')
  }
  const statement = await read(paths.statement.page('en', slug))
  expect(statement).toContain(`href="${paths.statement.version('en', slug, 1)}"`)
  expect(statement).toMatch(/"author":\[\]/)
  expect(statement).toContain('"userInteractionCount":0')
  expect(statement).toContain('content="0 organisations have signed this public statement.')

  await visitor.asks({ version: '2' })
  await visitor.confirms(await mail.link(sample.email))
  await moderator.approves(sample.organisation)
  await expect.poll(async () => (await visitor.list()).count, inTime).toBe(12)
  for (const { lang, path } of pages) {
    const t = translator(lang)
    const some = `${t('list.signedEarlier', { count: 11 })} ${t('list.signedEarlier.read', { version: 1 })}`
    await expect.poll(() => read(path), inTime).toContain('<span class="figure">1</span>')
    expect(lineOf(await read(path))).toBe(some)
  }
})
