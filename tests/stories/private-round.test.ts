import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { formatMomentInZone, languages, translator } from '../../src/i18n/index.ts'
import { fieldValue } from '../../src/moderation/statements/times-form.ts'
import { paths, privatePlace } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import { connect } from '../../src/storage/client.ts'
import { createSealing } from '../../src/storage/sealing.ts'
import { addStatement, changeText, quiet } from '../support/private-round.ts'
import { privateLink, readForm, readFormTo, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'
import { testKey } from '../support/test-keys.ts'
import { withinTwoSeconds } from '../support/within-two-seconds.ts'

const stage = useStage()
const { visitor, mail, moderator, database } = stage
const hour = 60 * 60 * 1000
const t = translator('en')

// Each word stands in the round alone.
const canaries = {
  title: 'Zebrafinch Statement',
  text: 'Chaffinch paragraph',
  founder: 'Goldfinch Founders',
  signatory: 'Greenfinch Forum',
  website: 'greenfinch.example.org',
  comment: 'Hawfinch comment',
  hidden: 'Bullfinch Withheld',
  left: 'Rosefinch Left',
  slug: quiet,
}
const text = (more = '') => ({ en: `# ${canaries.title}\n\n${canaries.text}.${more}\n` })
const founders = [
  { key: 'one', name: canaries.founder, country: null, names: {}, knownAs: { names: [], domains: [] } },
]
const files = { texts: text(), foundingSignatories: founders, timeZone: 'Europe/Warsaw' }

let moved = 0
async function inDatabase(work: (deps: Parameters<typeof addStatement>[0]) => Promise<unknown>) {
  const app = connect(database().app, 1)
  const sealing = createSealing([testKey(7)], randomBytes)
  await work({ db: app.db, now: () => new Date(Date.now() + moved), random: randomBytes, sealing })
  await app.end()
}
async function moveClock(milliseconds: number) {
  moved += milliseconds
  await stage.moveClock(milliseconds)
}

const timesPath = paths.desk.writing(quiet, 'times')
const times = () => moderator.open(timesPath)
const press = async (action: string, more: Record<string, string> = {}) => {
  const page = await times()
  return moderator.press(page, timesPath, { ...readForm(page, action), ...more })
}
const addressIn = (page: string) => /\/en\/private\/([A-Za-z0-9_-]{43})/.exec(page)?.[1] ?? ''
const at = (address: string, lang = 'en') => paths.statement.page(lang, privatePlace(address))
const read = async (path: string) => (await visitor.get(path)).text()

let people = 0
async function asks(address: string, fields: Record<string, string>) {
  const email = `finch-${++people}@${canaries.website}`
  const form = paths.endorsement.ask('en', privatePlace(address))
  const answer = await visitor.post(form, { ...sample, website: '', comment: '', ...fields, email })
  return { answer, email }
}
async function signs(address: string, fields: Record<string, string>) {
  const { email } = await asks(address, fields)
  await visitor.confirms(await mail.link(email))
  const page = await moderator.open(`${await moderator.find(fields.organisation ?? '')}/approve`)
  const lead = fields.withheld ? 'round.desk.approve.withheld' : 'round.desk.approve.lead'
  expect(page).toContain(t(lead))
  expect(page).not.toContain(`>${t('desk.approve.submit')}<`)
  await moderator.approves(fields.organisation ?? '')
  return email
}

let address = ''
let email = ''
let hiddenEmail = ''
/** Every address that anybody may ask for, as the app itself lists them, with what could lead to the round. */
async function publicAddresses(): Promise<string[]> {
  const app = createApp(() => {
    throw new Error('asked for nothing')
  })
  const rows = await stage.sql`SELECT id FROM endorsements WHERE statement = ${quiet}`
  const ids = rows.map(({ id }) => String(id))
  const patterns = app.routes
    .filter(({ method, path }) => method === 'GET' && !/^\/(?:moderation|auth)/.test(path))
    .map(({ path }) => path.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, ''))
  const unknown = 'A'.repeat(43)
  const values: Record<string, readonly string[]> = {
    lang: languages,
    slug: [quiet, slug],
    id: ids,
    token: [unknown],
    answer: [unknown],
    address: [unknown],
    name: [`share-${quiet}.en.png`, 'none.css'],
    number: ['1', '2'],
    file: ['1.md'],
  }
  const filled = [...new Set(patterns)].flatMap(pattern =>
    Object.entries(values).reduce<string[]>(
      (paths, [name, all]) =>
        paths.flatMap(path =>
          path.includes(`:${name}`) ? all.map(value => path.replaceAll(`:${name}`, value)) : [path],
        ),
      [pattern],
    ),
  )
  const queries = languages.flatMap(lang => [
    `${paths.list.page(lang, slug)}?q=finch`,
    `${paths.list.page(lang, slug)}?q=greenf&sort=name`,
    `${paths.list.page(lang, quiet)}?q=finch`,
  ])
  const api = [slug, quiet].flatMap(one => [
    `${paths.api.signatories(one)}?q=finch`,
    `${paths.api.signatories(one)}?country=LT`,
    `${paths.api.signatories(one)}?limit=1000&sort=newest`,
    ...ids.map(id => `${paths.api.signatories(one)}?after=${id}`),
  ])
  return [...filled, ...queries, ...api, '/nowhere', `/en/${quiet}/`, `/en/${quiet}/nothing`, '/api/nothing']
}

const found = (body: string): string[] =>
  Object.entries(canaries)
    .filter(([, word]) => body.toLowerCase().includes(word.toLowerCase()))
    .map(([name]) => name)

describe(`a private round, on ${target}`, () => {
  it('has its address at the desk, and organisations sign in it by the form, the mail and the desk', async () => {
    await inDatabase(deps => addStatement(deps, database().sql, 'private', files))
    address = addressIn(await times())
    email = await signs(address, {
      organisation: canaries.signatory,
      website: `https://${canaries.website}`,
      comment: canaries.comment,
    })
    hiddenEmail = await signs(address, { organisation: canaries.hidden, withheld: 'yes' })
    await signs(address, { organisation: canaries.left })
    await moderator.withdraws(canaries.left, 'It asked for that.')
    const found = await moderator.find(canaries.signatory, 'approved')
    const request = await moderator.open(found)
    for (const action of ['withdraw', 'correct'] as const) {
      const decision = await moderator.open(`${found}/${action}`)
      expect(decision).toContain(t(`round.desk.${action}.lead`))
      expect(decision).not.toContain(t(`desk.${action}.lead`))
    }
    const corrections = await moderator.open(`${found}/correct`)
    expect(corrections).toContain(t('round.desk.correct.note'))
    expect(corrections).not.toContain(t('desk.correct.note'))
    expect(request).toContain(t('round.desk.notice'))
    expect(request).toContain(t('round.desk.standing'))
    expect(request).not.toContain(t('desk.standing.approved'))
    const counts = await times()
    expect(counts).toContain(t('times.state.private'))
    expect(counts).not.toContain(t('times.left'))
  }, 60_000)

  it('is read at its address, in every language, and tells nobody else', async () => {
    for (const lang of languages) {
      const answer = await visitor.get(at(address, lang))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('x-robots-tag')).toContain('noindex')
      const page = await answer.text()
      expect(page).toContain('<meta name="robots" content="noindex"')
      expect(page).toContain(translator(lang)('round.notice.title'))
      expect(page).toContain(translator(lang)('round.byHand'))
      expect(page).toContain(canaries.text)
      expect(page).not.toMatch(/og:|rel="canonical"|atom\+xml|application\/ld\+json/)
      for (const name of ['founder', 'signatory', 'hidden', 'comment'] as const)
        expect(page, name).not.toContain(canaries[name])
      expect(/<title>([^<]*)/.exec(page)?.[1]).not.toContain(canaries.title)
    }
    const form = await visitor.get(paths.endorsement.ask('en', privatePlace(address)))
    expect(form.headers.get('cache-control')).toBe('no-store')
    expect(form.headers.get('x-robots-tag')).toContain('noindex')
    const asking = await form.text()
    expect(asking).toContain(t('round.form'))
    expect(asking).not.toContain(t('steps.listed', { kind: 'mixed' }))
    expect(asking).toContain('public together with the statement')
  })

  it('is in no public answer, whatever is asked for', async () => {
    await stage.sweep()
    const addresses = await publicAddresses()
    expect(addresses.length).toBeGreaterThan(150)
    for (const path of addresses) {
      const answer = await visitor.get(path)
      const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
      // A slash too many is taken off the address that was asked for.
      const said = path.endsWith('/') ? '' : headers
      expect(found(`${said}\n${await answer.text()}`), path).toEqual([])
      const of = path.includes(`/${quiet}`) && !path.endsWith('/')
      if (of) expect([400, 404], path).toContain(answer.status)
    }
    const posted = await visitor.post(paths.endorsement.ask('en', quiet), sample)
    expect(posted.status).toBe(404)
    expect(found(await posted.text())).toEqual([])
  }, 120_000)

  it('is in no mail but to those who hold the address, and in no line of the log', async () => {
    const mails = await mail.inbox()
    expect(mails.some(one => found(one.text).length > 0)).toBe(true)
    for (const one of mails) {
      if (one.to.every(to => to.endsWith(canaries.website))) continue
      expect(found(one.text + one.html + one.subject), one.subject).toEqual([])
    }
    const log = stage.logged().join('\n')
    expect(log).not.toContain(address)
    expect(found(log)).toEqual([])
  })

  it('tells a signatory how it stands: by mail, and on the private page with the way to the text', async () => {
    const approved = await mail.newest(email, /has signed the statement/)
    expect(approved.text.replaceAll('\n', ' ')).toContain(t('round.mail'))
    expect(approved.text).not.toContain('/signatories/')
    const page = await read(privateLink(approved))
    expect(page).toContain(t('round.mail.approved.intro'))
    expect(page).not.toContain(t('private.approved.title'))
    expect(page).not.toContain(t('private.withdraw.listed'))
    expect(page).toContain(`href="${at(address)}"`)
    expect(page).not.toContain(`/en/${quiet}`)
    const counted = await mail.newest(
      hiddenEmail,
      /is counted among the signatories|has signed the statement/,
    )
    const itsPage = await read(privateLink(counted))
    expect(itsPage).toContain(t('round.reveal'))
    expect(itsPage).not.toContain(t('private.reveal.text'))
    const data = JSON.parse(await read(`${privateLink(approved)}/data.json`))
    expect(new URL(data.signed.page).pathname).toBe(paths.statement.version('en', privatePlace(address), 1))
    expect((await visitor.get(new URL(data.signed.page).pathname)).status).toBe(302)
  })

  it('does not tell who only asked where it is: the address may have ended since', async () => {
    const { answer, email: asker } = await asks(address, { organisation: 'Siskin Waits' })
    expect(answer.status).toBe(200)
    const page = await read(await mail.link(asker))
    expect(page).toContain(canaries.title)
    expect(page).not.toContain('/private/')
    expect(page).not.toContain(`/en/${quiet}`)
  })

  it('ends at an old address, for its forms too', async () => {
    const old = address
    const administrator = await stage.desk.signIn('administrator')
    const unsure = await administrator.post(timesPath, { action: 'new-address' })
    expect(unsure.status).toBe(409)
    const page = await unsure.text()
    expect(page).toContain('id="sure-address-error"')
    expect(page).not.toContain('id="sure-publish-error"')
    address = addressIn(await press('new-address', { sure: 'yes' }))
    expect(address).not.toBe(old)
    expect((await visitor.get(at(old))).status).toBe(404)
    expect((await visitor.get(paths.endorsement.ask('en', privatePlace(old)))).status).toBe(404)
    expect((await asks(old, { organisation: 'Too Late' })).answer.status).toBe(404)
    expect((await visitor.get(at(address))).status).toBe(200)
  })

  it('asks each signatory of a text that changed, and shows them both', async () => {
    await inDatabase(deps => changeText(deps, database().sql, { ...files, texts: text('\n\nAnd this.') }))
    // One sweep owes the mail, the next one sends it.
    await stage.sweep()
    await stage.sweep()
    const asked = await mail.newest(email, /sign the changed statement/)
    expect(asked.text.replaceAll('\n', ' ')).toContain('its name does not come onto the public list')
    const path = privateLink(asked)
    const page = await read(path)
    expect(page).toContain(t('round.newer', { signed: 1 }))
    expect(page).not.toContain(t('private.newer.lead', { signed: 1 }))
    const earlier = paths.statement.version('en', privatePlace(address), 1)
    expect(page).toContain(`href="${earlier}"`)
    expect(await read(earlier)).toContain(t('version.newer.title'))
    const form = readFormTo(page, `${path}/reconfirm`)
    const signed = await visitor.post(`${path}/reconfirm`, { ...form, agreed: 'yes' })
    const after = await signed.text()
    expect(after).toContain(t('round.signed'))
    expect(after).not.toContain(t('private.said.signed'))
    expect(await times()).toContain(t('times.left'))
  })

  it('has the changed text signed for its founding signatories by an administrator', async () => {
    const question = t('times.founders.sure', { count: 1, version: 2 })
    expect(await times()).toContain(question)
    expect(await press('sign-for-founders', { sure: 'yes' })).not.toContain(question)
  })

  it('goes public at the hour that is set, in its zone, and leads there', async () => {
    const publishAt = new Date(Math.ceil((Date.now() + moved + hour) / 60_000) * 60_000)
    const past = press('schedule', { publish_at: '2001-02-03T04:05' })
    await expect(past).rejects.toThrow(t('times.said.past'))
    const page = await press('schedule', { publish_at: fieldValue(publishAt, 'Europe/Warsaw') })
    expect(page).toContain(t('times.said.done'))
    const moment = formatMomentInZone('en', publishAt, 'Europe/Warsaw')
    expect(await read(at(address))).toContain(moment)
    await stage.sweep()
    expect((await visitor.get(paths.statement.page('en', quiet))).status).toBe(404)
    await moveClock(publishAt.getTime() - Date.now() - moved)
    await stage.sweep()
    const statusOf = async (path: string) => (await visitor.get(path)).status
    await withinTwoSeconds(
      () => statusOf(paths.statement.page('en', quiet)),
      status => status === 200,
    )
    expect(await times()).toContain(`href="${paths.statement.page('en', quiet)}"`)
    const shown = await read(paths.statement.page('en', quiet))
    const all = ['comment', 'founder', 'signatory', 'slug', 'text', 'title', 'website']
    expect(found(shown).sort()).toEqual(all)
    const list = await read(paths.api.signatories(quiet))
    expect(JSON.parse(list)).toMatchObject({ count: 2, withheld: 0 })
    const moved302 = await visitor.get(at(address, 'ru'))
    expect([moved302.status, moved302.headers.get('location')]).toEqual([
      302,
      paths.statement.page('ru', quiet),
    ])
    expect((await visitor.get(paths.statement.version('en', quiet, 1))).status).toBe(404)
    expect(await read(paths.api.statements)).toContain(canaries.title)
  })

  it('has its founding signatories on the list once they stand under what it says', async () => {
    const { signatories } = JSON.parse(await read(paths.api.signatories(quiet)))
    expect(signatories).toMatchObject([
      { name: canaries.founder, founding: true, version: 2 },
      { name: canaries.signatory, founding: false, version: 2 },
    ])
    expect(await read(paths.statement.document('en', quiet))).toContain(canaries.founder)
  })
})
