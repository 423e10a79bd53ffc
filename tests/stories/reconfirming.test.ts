import { expect, it } from 'vitest'
import { formatDate, languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { someOf } from '../support/exhaustive.ts'
import { headline, privateLink, readFormTo, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const stage = useStage()
const { visitor, mail, moderator, database } = stage
const inTime = { timeout: 15_000, interval: 50 }
const read = async (path: string) => (await visitor.get(path)).text()

/** What a deploy with another text does. */
async function publish(change: 'editorial' | 'substantive', edition: number) {
  const [real] = statementFiles
  if (!real) throw new Error('no statement')
  const app = connect(database().app, 1)
  const texts = { en: `# Title of edition ${edition}\n\nIts text.\n` }
  await syncStatements({ db: app.db, now: () => new Date(), random: randomBytes }, [
    { ...real, change, texts },
  ])
  await app.end()
}

const subjects = Object.fromEntries(
  languages.map(lang => [
    lang,
    new RegExp(translator(lang)('mail.reconfirm.subject').replaceAll('?', '\\?')),
  ]),
)
const hashes = async () => {
  const rows = await stage.sql`SELECT sha256 FROM statement_versions ORDER BY number`
  return rows.map(({ sha256 }) => sha256 as string)
}

it.each(someOf(languages, 1))(
  `a signatory is asked in %s and signs the new text, on ${target}`,
  async lang => {
    const t = translator(lang)
    const organisation = `Signs Anew ${lang}`
    const email = `anew-${lang}@forum.example.org`
    const newest = (await hashes()).length
    await visitor.asks({ organisation, email, version: String(newest) }, lang)
    await visitor.confirms(await mail.link(email))
    await moderator.approves(organisation)

    await publish('substantive', newest + 1)
    await stage.sweep()
    await stage.sweep()
    const path = privateLink(await mail.newest(email, subjects[lang] ?? /$^/))
    const before = await read(path)
    expect(headline(before)).toBe(t('private.approved.title'))
    for (const hash of (await hashes()).slice(-2)) expect(before).toContain(hash)
    expect(before).toContain(`href="${paths.statement.version(lang, slug, newest)}"`)
    const form = readFormTo(before, `${path}/reconfirm`)

    const unticked = await visitor.post(`${path}/reconfirm`, form)
    expect(unticked.status).toBe(422)
    expect(await unticked.text()).toContain(t('hour.unticked'))

    // Another version comes between the page and the press.
    await publish('editorial', newest + 2)
    const stale = await visitor.post(`${path}/reconfirm`, { ...form, agreed: 'yes' })
    expect(stale.status).toBe(409)
    const anew = await stale.text()
    expect(anew).toContain(t('private.said.versionChanged'))
    const fresh = readFormTo(anew, `${path}/reconfirm`)
    expect(fresh.version).toBe(String(newest + 2))

    const signed = await visitor.post(`${path}/reconfirm`, { ...fresh, agreed: 'yes' })
    expect(signed.status).toBe(200)
    const after = await signed.text()
    expect(after).toContain(t('private.said.signed'))
    expect(after).toContain(t('private.history.reconfirmed'))
    expect(after).not.toContain('/reconfirm"')
    const again = await visitor.post(`${path}/reconfirm`, { ...fresh, agreed: 'yes' })
    expect(again.status).toBe(200)

    const [row] =
      await stage.sql`SELECT id, version, signed_on::text FROM endorsements WHERE name = ${organisation}`
    expect(row?.version).toBe(newest + 2)
    await expect
      .poll(() => read(paths.list.signatory(lang, slug, row?.id)), inTime)
      .toContain(t('confirm.version', { version: newest + 2 }))
    const page = await read(paths.list.signatory(lang, slug, row?.id))
    expect(page).toContain(t('signatory.since', { date: formatDate(lang, row?.signed_on) }))
    expect(page).not.toContain(t('signatory.saidElse'))
    const { signatories } = (await visitor.list()) as unknown as {
      signatories: { id: string; version: number }[]
    }
    expect(signatories.find(({ id }) => id === row?.id)?.version).toBe(newest + 2)
  },
)

it(`who signed an earlier text is listed with it, everywhere, on ${target}`, async () => {
  const { signatories } = await visitor.list()
  const [founder] = signatories
  for (const lang of languages) {
    const t = translator(lang)
    expect(await read(paths.list.signatory(lang, slug, founder?.id ?? ''))).toContain(t('signatory.saidElse'))
    expect(await read(paths.list.page(lang, slug))).toContain(t('list.signedVersion', { version: 1 }))
  }
  const csv = await read(paths.api.signatoriesCsv(slug))
  // `founding`, then `version`.
  expect(csv).toContain('"true","1",')
})
