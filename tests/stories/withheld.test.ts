import { describe, expect, it } from 'vitest'
import { languages } from '../../src/domain/language.ts'
import { translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { someOf } from '../support/exhaustive.ts'
import { headline, privateLink, readFormTo, slug, useStage } from '../support/stage.ts'
import { many } from '../support/target.ts'
import { withinTwoSeconds } from '../support/within-two-seconds.ts'

const stage = useStage()
const { visitor, mail, moderator } = stage
const inTime = { timeout: 10_000, interval: 50 }
const hour = 3_600_000

/** All that the organisation says of itself has one of these words; searches below have `Zirkon` and `example`. */
const canaries = /Kanarienvogel|Канарэйк|Канарейк|kanarienvogel/i
const asked = {
  organisation: 'Zirkon Kanarienvogel',
  organisation_be: 'Цыркон Канарэйка',
  organisation_ru: 'Циркон Канарейка',
  country: 'IS',
  website: 'https://kanarienvogel.example',
  comment: 'Kanarienvogel sings.',
  representative: 'Kara Kanarienvogel',
  role: 'Kanarienvogel',
  email: 'kara@kanarienvogel.example',
}
const bystander = { organisation: 'Bystander', website: '', email: 'by@stander.example' }

let id = ''
let confirmPage = ''
let deskPages: string[] = []

it('an organisation asks to be counted and not named, confirms, and is approved', async () => {
  await visitor.asks(bystander)
  await visitor.confirms(await mail.link(bystander.email))
  await moderator.approves(bystander.organisation)
  await visitor.asks({ ...asked, withheld: 'yes' })
  const link = await mail.link(asked.email)
  confirmPage = await (await visitor.get(link)).text()
  await visitor.confirms(link)
  const path = await moderator.find(asked.organisation)
  id = path.split('/').at(-1) ?? ''
  deskPages = [
    await moderator.open('/moderation'),
    await moderator.open(path),
    await moderator.open(`${path}/approve`),
  ]
  await moderator.approves(asked.organisation)
  await expect.poll(async () => (await visitor.list()).withheld, inTime).toBe(1)
})

/** Every address that anybody may ask, with what a reader might look for. */
const publicAddresses = () => [
  '/',
  `/s/${id}`,
  ...languages.flatMap(lang => [
    `/${lang}`,
    paths.statement.page(lang, slug),
    paths.statement.document(lang, slug),
    paths.statement.embed(lang, slug),
    paths.endorsement.ask(lang, slug),
    paths.list.signatory(lang, slug, id),
    paths.site.help(lang),
    paths.site.privacy(lang),
    ...[
      '',
      '?sort=name',
      '?sort=newest',
      '?country=IS',
      '?country=none',
      '?q=zirkon',
      '?q=цыркон',
      `?after=${id}`,
    ].map(query => paths.list.page(lang, slug) + query),
    `${paths.api.signatoriesAtom(slug)}?lang=${lang}`,
    paths.api.signatoriesCsvIn(lang, slug),
  ]),
  paths.api.statements,
  paths.api.statement(slug),
  ...[
    '',
    '?q=zirkon',
    '?country=IS',
    '?sort=newest',
    '?sort=name&lang=be',
    `?after=${id}`,
    '?limit=1000',
  ].map(query => paths.api.signatories(slug) + query),
  paths.api.signatoriesCsv(slug),
  paths.api.signatoriesAtom(slug),
  paths.api.description,
  paths.site.sitemap,
  paths.site.robots,
]

/** The addresses whose answers, headers included, have something of the organisation. */
async function whereItIsNamed(): Promise<string[]> {
  const named: string[] = []
  for (const address of publicAddresses()) {
    const answer = await visitor.get(address)
    const headers = [...answer.headers].flat().join('\n')
    // What was asked for comes back in the page's own addresses: the id that we look for, too.
    const text = (headers + (await answer.text())).replaceAll(address, '')
    const isAskedFor = address.includes(id)
    if (canaries.test(text) || (!isAskedFor && text.includes(id))) named.push(address)
  }
  return named
}

type Purpose = 'withhold' | 'reveal'
const en = translator('en')
const privatePage = async () =>
  privateLink(await mail.newest(asked.email, /counted among the signatories|name is (?:shown|withheld)/))

/** Asks on the private page for the link that shows or withholds the name, and gives where it leads. */
async function oneHourLink(purpose: Purpose): Promise<string> {
  const path = await privatePage()
  const page = await (await visitor.get(path)).text()
  expect(page).toContain(en(`private.${purpose}.title`))
  expect(page).not.toContain(en(`private.${purpose === 'reveal' ? 'withhold' : 'reveal'}.sendLink`))
  const answer = await visitor.post(`${path}/send-link`, { purpose })
  expect(answer.status).toBe(200)
  return privateLink(await mail.newest(asked.email, new RegExp(en(`mail.hour.${purpose}.subject`))))
}

/** What the button of a page sends, with the box ticked. */
const formOf = (page: string, path: string) => ({ ...readFormTo(page, path), agreed: 'yes' })

describe('an organisation that is counted and not named', () => {
  it('reads before it confirms that nothing of it will be published', () => {
    const t = translator('en')
    for (const key of ['withheld.notice', 'withheld.preview', 'withheld.box', 'withheld.step'] as const)
      expect(confirmPage, key).toContain(t(key))
    expect(confirmPage).not.toContain(t('confirm.preview'))
    expect(confirmPage).toMatch(/<input[^>]*name="withheld"[^>]*checked/)
  })

  it('is marked at the desk wherever a moderator sees it', () => {
    const [queue, request, approve] = deskPages
    expect(queue).toContain('name withheld')
    expect(request).toContain('Counted, not named: for moderators alone')
    expect(approve).toContain('its name withheld')
    expect(approve).toContain('Your organisation is counted among the signatories')
  })

  it('is in no public answer, and the count has it', async () => {
    expect(await whereItIsNamed()).toEqual([])
    const list = await visitor.list()
    expect(list).toMatchObject({ count: 12, withheld: 1 })
    expect(list.signatories).toHaveLength(12)
    const statement = await (await visitor.get(paths.api.statement(slug))).json()
    expect(statement).toMatchObject({ count: 12, withheld: 1 })
  })

  it.each(someOf(languages, 1))('pages in %s say that there is one, under the count of all', async lang => {
    const t = translator(lang)
    const line = t('withheld.line', { named: 12, count: 1 })
    for (const path of [paths.statement.page, paths.statement.document, paths.statement.embed]) {
      const page = await (await visitor.get(path(lang, slug))).text()
      const text = page.replace(/<[^>]+>/g, '')
      expect(text, path(lang, slug)).toContain(t('statement.signed', { count: 13 }))
      expect(text, path(lang, slug)).toContain(line)
    }
    const list = async (query = '') => (await visitor.get(paths.list.page(lang, slug) + query)).text()
    expect(await list()).toContain(t('withheld.more', { count: 1 }))
    expect(await list('?sort=name')).toContain(t('withheld.more', { count: 1 }))
    for (const query of ['?q=bystander', '?country=LT', '?country=IS'])
      expect(await list(query), query).not.toContain(t('withheld.more', { count: 1 }))
  })

  it('has the count of all in the linked data, and no figure by country', async () => {
    const page = await (await visitor.get(paths.statement.page('en', slug))).text()
    expect(page).toContain('"userInteractionCount":13')
    const list = await (await visitor.get(paths.list.page('en', slug))).text()
    expect(list).not.toMatch(/<option[^>]*value="IS"/)
    const found = await (await visitor.get(`${paths.api.signatories(slug)}?country=IS`)).json()
    expect(found).toMatchObject({ found: 0, signatories: [] })
  })

  it('has no page: whoever knows its id learns no more than of any other id', async () => {
    for (const address of [`/s/${id}`, ...languages.map(lang => paths.list.signatory(lang, slug, id))])
      expect((await visitor.get(address)).status, address).toBe(404)
  })

  it('learns at its private page how it stands', async () => {
    const told = await mail.newest(asked.email, /counted among the signatories/)
    const page = await (await visitor.get(privateLink(told))).text()
    expect(page).toContain(translator('en')('withheld.counted.title'))
    expect(page).toContain(translator('en')('withheld.preview'))
    expect(told.text).not.toContain(id)
  })

  it('is in no mail to anybody else, though somebody asks under its name', async () => {
    await visitor.asks({ ...bystander, organisation: 'ZIRKON kanarienvogeL', email: 'rival@rival.example' })
    await visitor.confirms(await mail.link('rival@rival.example'))
    const path = await moderator.find('ZIRKON kanarienvogeL')
    expect(await moderator.open(path)).toContain('(name withheld)')
    await moderator.rejects('ZIRKON kanarienvogeL', 'It is not clear who asks.')
    await stage.moveClock(2 * 60_000)
    await stage.sweep()
    await mail.newest('rival@rival.example', /decision/i)
    const others = (await mail.inbox()).filter(({ to }) => !to.includes(asked.email))
    expect(others.length).toBeGreaterThan(3)
    for (const { text, html, subject } of others) {
      // What the rival typed comes back to the rival.
      const own = (subject + text + html).replaceAll('ZIRKON kanarienvogeL', '')
      expect(own).not.toMatch(canaries)
      expect(own).not.toContain(id)
    }
  })

  it('is in no line of the log', () => {
    expect(stage.logged().join('\n')).not.toMatch(canaries)
  })

  it('shows its name by a link of an hour alone, whose page has all that will be public', async () => {
    const path = await privatePage()
    expect((await visitor.post(`${path}/reveal`, { agreed: 'yes', revision: '3' })).status).toBe(404)
    const link = await oneHourLink('reveal')
    const page = await (await visitor.get(link)).text()
    expect(headline(page)).toBe(en('hour.reveal.title'))
    for (const words of [asked.organisation, asked.organisation_be, asked.comment, asked.website])
      expect(page).toContain(words)
    for (const key of ['confirm.preview', 'withheld.change.public', 'withheld.change.unseen'] as const)
      expect(page).toContain(en(key))
    expect(page).not.toContain(en('withheld.notice'))
    expect((await visitor.post(`${link}/reveal`, readFormTo(page, `${link}/reveal`))).status).toBe(422)
    expect((await visitor.post(`${link}/withhold`, { agreed: 'yes' })).status).toBe(404)
    expect((await visitor.list()).withheld).toBe(1)
  })

  it('shows no other details than those that the page had', async () => {
    const link = await oneHourLink('reveal')
    const before = await (await visitor.get(link)).text()
    // One moderator alone may correct it here, though somebody asked under its name.
    await stage.sql`UPDATE statements SET second_moderator = 'never'`
    const correction = `/moderation/requests/${id}/correct`
    const comment = 'Kanarienvogel sings aloud.'
    const right = { ...asked, comment, step: 'do' }
    await moderator.press(await moderator.open(correction), correction, right)
    const late = await visitor.post(`${link}/reveal`, formOf(before, `${link}/reveal`))
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain(en('private.said.changed'))
    expect(page).toContain(comment)
    expect((await visitor.list()).withheld).toBe(1)
  })

  it('stands on the list at once when it says so, by one press of many', async () => {
    const link = await oneHourLink('reveal')
    const page = await (await visitor.get(link)).text()
    const press = () => visitor.post(`${link}/reveal`, formOf(page, `${link}/reveal`))
    const answers = await Promise.all(Array.from({ length: many }, press))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(headline((await answers[0]?.text()) ?? '')).toBe(en('hour.reveal.done'))
    await withinTwoSeconds(visitor.list, ({ count }) => count === 13)
    expect((await visitor.list()).withheld).toBe(0)
    expect((await visitor.get(paths.list.signatory('en', slug, id))).status).toBe(200)
    // The search for it is one that finds: in every kind of answer.
    expect((await whereItIsNamed()).length).toBeGreaterThan(25)
    const subject = new RegExp(en('mail.visibility.reveal.subject'))
    await mail.newest(asked.email, subject)
    expect((await mail.inbox(asked.email)).filter(one => subject.test(one.subject))).toHaveLength(1)
    const events =
      await stage.sql`SELECT kind FROM events WHERE endorsement_id = ${id} AND kind = 'name_revealed'`
    expect(events).toHaveLength(1)
    const [opened] = await stage.sql`
      SELECT e.entry FROM record_openings JOIN record_entries e USING (seq) WHERE e.endorsement_id = ${id}`
    expect(JSON.parse(opened?.entry)).toMatchObject({ type: 'amend' })
    expect((await visitor.get(link)).status).toBe(410)
  })

  it('and leaves the list like one that left when it has the name withheld', async () => {
    const link = await oneHourLink('withhold')
    const page = await (await visitor.get(link)).text()
    expect(page).toContain(en('leave.copies'))
    const done = await visitor.post(`${link}/withhold`, formOf(page, `${link}/withhold`))
    expect(headline(await done.text())).toBe(en('hour.withhold.done'))
    await withinTwoSeconds(visitor.list, ({ withheld }) => withheld === 1)
    for (const lang of languages) {
      const gone = await visitor.get(paths.list.signatory(lang, slug, id))
      expect(gone.status).toBe(410)
      expect(await gone.text()).toContain(translator(lang)('signatory.gone.title'))
    }
    const feed = await (await visitor.get(paths.api.signatoriesAtom(slug))).text()
    expect(feed).toContain(`<at:deleted-entry ref="urn:uuid:${id}"`)
    const feeds = [
      paths.api.signatoriesAtom(slug),
      ...languages.map(lang => `${paths.api.signatoriesAtom(slug)}?lang=${lang}`),
    ]
    expect((await whereItIsNamed()).filter(address => !feeds.includes(address))).toEqual([])
    expect(feed).not.toMatch(canaries)
    const again = await visitor.post(`${link}/withhold`, formOf(page, `${link}/withhold`))
    expect(headline(await again.text())).toBe(en('hour.withhold.done'))
    await mail.newest(asked.email, new RegExp(en('mail.visibility.withhold.subject')))
  })

  // Last, as it moves the clock.
  it('and an old link does nothing', async () => {
    const link = await oneHourLink('reveal')
    const page = await (await visitor.get(link)).text()
    await stage.moveClock(hour)
    expect((await visitor.get(link)).status).toBe(410)
    const late = await visitor.post(`${link}/reveal`, formOf(page, `${link}/reveal`))
    expect(late.status).toBe(410)
    expect(headline(await late.text())).toBe(en('hour.expired.title'))
    expect((await visitor.list()).withheld).toBe(1)
  })
})
