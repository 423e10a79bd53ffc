import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { formatMomentInZone, languages, translator } from '../../src/i18n/index.ts'
import { fieldValue } from '../../src/moderation/statements/times-form.ts'
import { paths } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import { connect } from '../../src/storage/client.ts'
import { createSealing } from '../../src/storage/sealing.ts'
import { addStatement, quiet, setDeadline } from '../support/private-round.ts'
import { day, privateLink, readForm, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'
import { testKey } from '../support/test-keys.ts'

const stage = useStage()
const { visitor, mail, moderator, database } = stage
const t = translator('en')
const inTime = { timeout: 10_000, interval: 50 }
const zone = 'Europe/Warsaw'
const moment = (at: Date, lang: (typeof languages)[number] = 'en') => formatMomentInZone(lang, at, zone)

let moved = 0
async function moveTo(at: Date) {
  const by = at.getTime() - Date.now() - moved
  moved += by
  await stage.moveClock(by)
}
/** Full minutes from now. */
const inDays = (days: number) => new Date(Math.ceil((Date.now() + moved + days * day) / 60_000) * 60_000)

const read = async (path: string) => (await visitor.get(path)).text()
const timesPath = paths.desk.writing(quiet, 'times')
const press = async (action: string, more: Record<string, string> = {}) => {
  const page = await moderator.open(timesPath)
  return moderator.press(page, timesPath, { ...readForm(page, action), ...more })
}
type Answer = {
  deadline: { at: string; timeZone: string } | null
  extensions: { from: string | null; to: string }[]
  final: { sha256: string; count: number; url: string; names: string } | null
}
const statement = async () => JSON.parse(await read(paths.api.statement(quiet))) as Answer

let people = 0
async function asks(organisation: string): Promise<string> {
  const email = `signs-${++people}@deadline.example.org`
  await visitor.post(paths.endorsement.ask('en', quiet), { ...sample, website: '', organisation, email })
  await visitor.confirms(await mail.link(email))
  return email
}
async function signs(organisation: string): Promise<string> {
  const email = await asks(organisation)
  await moderator.approves(organisation)
  return email
}

describe(`a deadline, on ${target}`, () => {
  let closesAt = new Date()
  let email = ''

  it('is said with its zone on page, document, form and embed, in mails, and as a calendar file', async () => {
    const app = connect(database().app, 1)
    const sealing = createSealing([testKey(7)], randomBytes)
    const deps = { db: app.db, now: () => new Date(), random: randomBytes, sealing }
    await addStatement(deps, database().sql, 'public')
    await app.end()
    closesAt = inDays(2)
    await setDeadline(database().sql, closesAt, zone)
    await expect.poll(() => read(paths.statement.page('en', quiet)), inTime).toContain(moment(closesAt))
    for (const lang of languages) {
      const said = moment(closesAt, lang)
      for (const path of [paths.statement.page, paths.statement.document, paths.statement.embed])
        expect(await read(path(lang, quiet)), path(lang, quiet)).toContain(said)
      const form = await read(paths.endorsement.ask(lang, quiet))
      expect(form).toContain(said)
      expect(form).toContain(translator(lang)('deadline.meaning'))
    }
    email = await signs('Early Bird')
    const subjects = [/Please confirm/, /is confirmed/]
    for (const subject of subjects) {
      const { text } = await mail.newest(email, subject)
      expect(text.replaceAll('\n', ' ')).toContain(moment(closesAt))
    }
    const file = await visitor.get(paths.statement.deadline('be', quiet))
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const calendar = await file.text()
    const stamp = closesAt.toISOString().replace(/[-:]|\.\d+/g, '')
    expect(calendar).toContain(`DTSTART:${stamp}\r\n`)
    expect(calendar).toMatch(/^UID:deadline-quiet-words@countersign\.test\r$/m)
    expect((await visitor.get(paths.statement.deadline('en', slug))).status, 'it has none').toBe(404)
  })

  it('is extended in the open: on the page, the document, in the API and the calendar', async () => {
    const before = closesAt
    closesAt = inDays(4)
    const page = await press('extend', { closes_at: fieldValue(closesAt, zone) })
    expect(page).toContain(t('times.said.done'))
    const words = `from ${moment(before)} to ${moment(closesAt)}`
    await expect.poll(() => read(paths.statement.page('en', quiet)), inTime).toContain(words)
    expect(await read(paths.statement.document('en', quiet))).toContain(words)
    const { deadline, extensions } = await statement()
    expect(deadline).toMatchObject({ at: closesAt.toISOString(), timeZone: zone })
    expect(extensions).toMatchObject([{ from: before.toISOString(), to: closesAt.toISOString() }])
    expect(await read(paths.statement.deadline('en', quiet))).toContain('SEQUENCE:1')
    const earlier = moderator.press(await moderator.open(timesPath), timesPath, {
      action: 'extend',
      shown: closesAt.toISOString(),
      closes_at: fieldValue(before, zone),
    })
    await expect(earlier).rejects.toThrow(t('times.said.notLater'))
  })

  it('of a statement of the files is the file’s', async () => {
    const page = await moderator.open(paths.desk.writing(slug, 'times'))
    expect(page).toContain(t('times.ofTheFiles'))
    expect(page).not.toContain('value="extend"')
  })

  it('passes: the form closes, and the final list is frozen, with its hash for anybody to compute', async () => {
    await signs('Second Bird')
    await asks('Waiting Bird')
    await moveTo(closesAt)
    const form = await visitor.get(paths.endorsement.ask('en', quiet))
    expect(await form.text()).toContain(t('opening.closed.title'))
    await stage.sweep()
    await stage.sweep()
    await expect.poll(async () => (await statement()).final?.count, inTime).toBe(2)
    const { final } = await statement()
    const bytes = await (await visitor.get(paths.api.final(quiet))).arrayBuffer()
    const known = { 'if-none-match': `"${final?.sha256}"` }
    expect((await visitor.get(paths.api.final(quiet), known)).status, 'it never changes').toBe(304)
    const sha256 = createHash('sha256').update(Buffer.from(bytes)).digest('hex')
    expect(final?.sha256).toBe(sha256)
    for (const lang of languages) {
      const page = await read(paths.statement.final(lang, quiet))
      expect(page).toContain(sha256)
      expect(page).toContain(`curl -fsSL ${stage.origin}${paths.api.final(quiet)} | sha256sum`)
      expect(page).toMatch(/<li value="1"><p class="name"><bdi[^>]*>Early Bird/)
      expect(page).toMatch(/<li value="2"><p class="name"><bdi[^>]*>Second Bird/)
      expect(page).not.toContain('Waiting Bird')
    }
    const names = JSON.parse(await read(paths.api.finalNames(quiet)))
    const list = JSON.parse(Buffer.from(bytes).toString())
    for (const { number, salt, fields } of names.openings) {
      const hash = createHash('sha256').update(Buffer.from(salt, 'hex')).update(fields).digest('hex')
      expect(list.signatories[number - 1]).toEqual({ number, commitment: hash })
    }
    expect(await read(paths.statement.page('en', quiet))).toContain(paths.statement.final('en', quiet))
  })

  it('has passed: who is approved after it stands apart, and later ones where that is allowed', async () => {
    await moderator.approves('Waiting Bird')
    await press('late', { allowed: 'yes' })
    await expect.poll(() => read(paths.endorsement.ask('en', quiet)), inTime).toContain(t('form.submit'))
    await signs('Late Bird')
    const page = await expect
      .poll(() => read(paths.statement.page('en', quiet)), inTime)
      .toContain('Late Bird')
      .then(() => read(paths.statement.page('en', quiet)))
    const [inTimeNames = '', later = ''] = page.split(t('list.later'))
    expect(inTimeNames).toContain('Second Bird')
    expect(inTimeNames).not.toContain('Waiting Bird')
    for (const name of ['Waiting Bird', 'Late Bird']) expect(later).toContain(name)
    expect(await read(paths.list.page('en', quiet))).toContain(t('list.late'))
    const list = JSON.parse(await read(paths.api.signatories(quiet)))
    expect(list.signatories.map(({ late }: { late: boolean }) => late)).toEqual([false, false, true, true])
    await expect(press('extend')).rejects.toThrow()
  })

  it('has passed: who leaves is named nowhere, and the list proves what it proved', async () => {
    const before = await read(paths.api.final(quiet))
    await moderator.withdraws('Second Bird', 'It asked for that.')
    await expect.poll(() => read(paths.statement.final('en', quiet)), inTime).not.toContain('Second Bird')
    expect(await read(paths.statement.final('en', quiet))).toContain('<li value="2" class="gone">')
    expect(await read(paths.api.finalNames(quiet))).not.toContain('Second Bird')
    expect(await read(paths.api.final(quiet))).toBe(before)
    expect(privateLink(await mail.newest(email, /public list/))).toContain('/endorsement/')
  })
})
