import { expect, it } from 'vitest'
import { randomBytes } from '../../src/deploy.ts'
import { languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, moderator, database } = useStage()

const read = async (path: string) => (await visitor.get(path)).text()
const lineOf = (html: string) =>
  /<p [^>]*id="signed-earlier"[^>]*>(.*?)<\/p>/s.exec(html)?.[1]?.replace(/<[^>]*>/g, '')
const inTime = { timeout: 10_000, interval: 50 }
const pages = languages.flatMap(lang =>
  [paths.statement, paths.document, paths.embed].map(path => ({ lang, path: path(lang, slug) })),
)

it(`a version that says something else is under nobody’s name before they signed it, on ${target}`, async () => {
  const before = await read(paths.statement('en', slug))
  expect(lineOf(before)).toBe('')
  expect(before).toContain('By Human Constanta')

  const [real] = statementFiles
  if (!real) throw new Error('no statement')
  const app = connect(database().app, 1)
  const other = {
    ...real,
    change: 'substantive' as const,
    texts: { en: '# Another title\n\nAnother text.\n' },
  }
  await syncStatements({ db: app.db, now: () => new Date(), random: randomBytes }, [other])
  await app.end()

  await expect.poll(async () => read(paths.statement('en', slug)), inTime).toContain('Another title')
  for (const { lang, path } of pages) {
    const t = translator(lang)
    const page = await read(path)
    expect(lineOf(page), path).toBe(`${t('signedEarlier.all')} ${t('signedEarlier.read', { version: 1 })}`)
    expect(page.split(t('list.signedVersion', { version: 1 })), path).toHaveLength(12)
    expect(page, path).not.toContain('class="byline"')
  }
  const statement = await read(paths.statement('en', slug))
  expect(statement).toContain(`href="${paths.version('en', slug, 1)}"`)
  expect(statement).toMatch(/"author":\[\]/)
  expect(statement).toContain('"userInteractionCount":0')
  expect(statement).toContain('content="0 organisations have signed this public statement.')

  await visitor.asks({ version: '2' })
  await visitor.confirms(await mail.link(sample.email))
  await moderator.approves(sample.organisation)
  await expect.poll(async () => (await visitor.list()).count, inTime).toBe(12)
  for (const { lang, path } of pages) {
    const t = translator(lang)
    const some = `${t('signedEarlier.some', { count: 11 })} ${t('signedEarlier.read', { version: 1 })}`
    await expect.poll(async () => lineOf(await read(path)), inTime).toBe(some)
  }
})
