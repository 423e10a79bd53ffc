import { beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import { type StatementFiles, statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

// A statement whose text exists in languages that are none of the interface, one of them written from the right.

const { visitor, mail, moderator, database } = useStage()
const read = async (path: string, status = 200) => {
  const answer = await visitor.get(path)
  expect(answer.status, path).toBe(status)
  return answer.text()
}
/** What a form carries unseen. */
const hidden = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
const inTime = { timeout: 10_000, interval: 50 }
const text = (tag: string, lang = 'en') => paths.statement.text(lang, slug, tag)
const arabic = '# أوقفوا الطرد\n\nنص البيان.\n'
const persian = '# اخراج را متوقف کنید\n\nمتن بیانیه.\n'

async function publish(changes: Partial<StatementFiles>) {
  const [real] = statementFiles
  if (!real) throw new Error('no statement')
  const app = connect(database().app, 1)
  const files = { ...real, ...changes }
  await syncStatements({ db: app.db, now: () => new Date(), random: randomBytes }, [files])
  await app.end()
  return real
}

beforeAll(async () => {
  const [real] = statementFiles
  const signed = real?.texts.en ?? ''
  const translates = real?.courtesy?.be?.translates ?? ''
  await publish({
    texts: { en: signed, ar: arabic },
    courtesy: {
      ...real?.courtesy,
      fa: { markdown: persian, translator: 'Ina <of the board>', checkedBy: null, translates },
    },
  })
})

it(`shows a text as soon as a deploy has brought it, on ${target}`, () =>
  expect.poll(() => read(paths.statement.page('en', slug)), inTime).toContain('أوقفوا الطرد'))

describe(`a statement in several languages, on ${target}`, () => {
  it('offers each of them by its title, and says what each text is worth', async () => {
    const page = await read(paths.statement.page('en', slug))
    const [nav = ''] = /<nav class="text-languages".*?<\/nav>/s.exec(page) ?? []
    expect(nav).toContain(`<a href="${text('ar')}" hreflang="ar" lang="ar" dir="rtl">أوقفوا الطرد</a>`)
    expect(nav).toContain('Arabic — authoritative text')
    expect(nav).toContain(`<a href="${text('fa')}" hreflang="fa" lang="fa" dir="rtl">`)
    expect(nav).toContain(
      'Persian — unofficial translation. Translated by Ina &lt;of the board&gt;. Nobody has checked it yet.',
    )
    expect(nav.match(/aria-current="page"/g)).toHaveLength(1)
    const document = await read(paths.statement.document('ru', slug))
    expect(document).toContain('арабский — аутентичный текст')
    expect(document).toContain('персидский — неофициальный перевод')
  })

  it('has a page for each, in its direction, with its standing above it', async () => {
    const signed = await read(text('ar'))
    expect(signed).toContain('<h1 lang="ar" dir="rtl">أوقفوا الطرد</h1>')
    expect(signed).toContain('<div class="prose" lang="ar" dir="rtl"><p>نص البيان.</p>')
    expect(signed).toContain('Version 1 of the authoritative text, in Arabic')
    expect(signed).toContain('<html lang="en">')
    const courtesy = await read(text('fa', 'be'))
    expect(courtesy).toContain('<div class="prose" lang="fa" dir="rtl"><p>متن بیانیه.</p>')
    expect(courtesy).toContain('Неафіцыйны пераклад')
    expect(courtesy.indexOf('Неафіцыйны пераклад')).toBeLessThan(courtesy.indexOf('متن بیانیه'))
    expect(courtesy, 'what is signed stands below').toContain(
      '<summary>Тэкст, які падпісваюць арганізацыі, па-англійску',
    )
  })

  it('leads from the language of the page itself to the page of the statement', async () => {
    const answer = await visitor.get(text('en'))
    expect([answer.status, answer.headers.get('location')]).toEqual([302, paths.statement.page('en', slug)])
    const version = await visitor.get(paths.statement.versionText('en', slug, 1, 'ar'))
    expect([version.status, version.headers.get('location')]).toEqual([302, text('ar')])
  })

  it('has no page for any other language, or for none', async () => {
    for (const tag of ['uk', 'AR', 'ar-', 'constructor', '__proto__', '%00', 'ar.md'])
      await read(text(tag), 404)
    await read(paths.statement.versionText('en', slug, 2, 'ar'), 404)
    await read(paths.statement.versionText('en', slug, 1, 'uk.md'), 404)
  })

  it('gives each text as a file, byte for byte', async () => {
    expect(await read(paths.statement.versionText('en', slug, 1, 'ar.md'))).toBe(arabic)
    expect(await read(paths.statement.versionText('ru', slug, 1, 'fa.md'))).toBe(persian)
  })

  it('says all of it to machines', async () => {
    const { versions, languages } = (await (await visitor.get(paths.api.statement(slug))).json()) as {
      versions: { texts: object[]; courtesyTexts: object[] }[]
      languages: string[]
    }
    expect(languages).toEqual(['en', 'ar'])
    expect(versions[0]?.texts).toContainEqual(
      expect.objectContaining({
        language: 'ar',
        direction: 'rtl',
        standing: 'authoritative',
        page: `http://countersign.test${text('ar')}`,
      }),
    )
    expect(versions[0]?.courtesyTexts).toContainEqual(
      expect.objectContaining({ language: 'fa', direction: 'rtl', standing: 'courtesy', checkedBy: null }),
    )
  })
})

describe(`what is signed, on ${target}`, () => {
  const ask = paths.endorsement.ask('en', slug)
  const organisation = 'Reading Circle'

  it('is the text that was read: the form shows it, and carries it', async () => {
    const page = await read(text('ar'))
    expect(page).toContain(`href="${ask}?text=ar"`)
    const form = await read(`${ask}?text=ar`)
    expect(hidden(form)).toMatchObject({ text: 'ar', version: '1' })
    expect(form).toContain('lang="ar" dir="rtl">أوقفوا الطرد</a>')
    expect(form).toContain('You sign version 1 of the text, in Arabic.')
    // Nobody signs a translation that binds nobody, or a language that there is not.
    for (const other of ['fa', 'uk', 'x'.repeat(500)])
      expect(hidden(await read(`${ask}?text=${other}`))).toMatchObject({ text: 'en' })
    expect(await read(text('fa'))).toContain(`href="${ask}"`)
  })

  it('asks for the name in every language of the text', async () => {
    const form = await read(ask)
    for (const tag of ['be', 'ru', 'ar', 'fa']) expect(form).toContain(`name="organisation_${tag}"`)
    expect(form).toContain('Name in Arabic')
  })

  it('stands beside the name, for people and machines', async () => {
    const names = { organisation_ar: 'حلقة القراءة', organisation_be: 'Чытальня' }
    await visitor.post(ask, { ...sample, organisation, email: 'ina@circle.example', ...names, text: 'ar' })
    const link = await mail.link('ina@circle.example')
    expect(await read(link)).toContain('حلقة القراءة')
    await visitor.confirms(link)
    await moderator.approves(organisation)
    const find = async () => (await visitor.list()).signatories.find(({ name }) => name === organisation)
    await expect.poll(find, inTime).toBeDefined()
    const listed = await find()
    expect(listed).toMatchObject({
      names: { en: null, be: 'Чытальня', ru: null, ar: 'حلقة القراءة' },
      textLanguage: 'ar',
    })
    const page = await read(paths.list.signatory('en', slug, listed?.id ?? ''))
    expect(page).toContain('version 1, in Arabic')
    expect(page).toContain('<dd lang="ar" dir="rtl"><bdi translate="no">حلقة القراءة</bdi>')
    const privatePage =
      /http\S+\/endorsement\/\S+/.exec((await mail.newest('ina@circle.example', /list/)).text)?.[0] ?? ''
    const path = privatePage.replace('http://countersign.test', '')
    expect(await read(path)).toContain('أوقفوا الطرد')
    const data = (await (await visitor.get(`${path}/data.json`)).json()) as object
    expect(data).toMatchObject({
      signed: { language: 'ar', title: 'أوقفوا الطرد' },
      publicDetails: { names: { en: null, be: 'Чытальня', ru: null, ar: 'حلقة القراءة' } },
    })
    // A search finds it by that name, and shows it.
    expect(await read(`${paths.list.page('en', slug)}?q=${encodeURIComponent('القراءة')}`)).toContain(
      '<p class="also"><bdi lang="ar" dir="rtl" translate="no">حلقة القراءة</bdi></p>',
    )
  })
})
