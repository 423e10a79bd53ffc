import { beforeAll, describe, expect, it, vi } from 'vitest'
import { andList, type Language, languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { answerSchemas } from '../../src/signatories/formats/answer-schemas.ts'
import { textOf } from '../support/moderator.ts'
import { privateLink, readFormTo, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, moderator, sql } = useStage()
const inTime = { timeout: 30_000, interval: 50 }
const read = async (answer: Response | Promise<Response>) => (await answer).text()
const form = (lang: Language) => paths.endorsement.ask(lang, slug)

beforeAll(async () => {
  await sql`
    UPDATE statements SET signers = '{organisation,network,person}', second_moderator = 'never',
      revision = revision + 1`
  await vi.waitFor(
    async () => expect(await read(visitor.get(form('en')))).toContain('value="person"'),
    inTime,
  )
})

const signing = (kind: string, name: string, more: Record<string, string> = {}) => ({
  kind,
  organisation: name,
  country: 'LT',
  email: `${name.toLowerCase().replace(/\W+/g, '-')}@persons.example.org`,
  comment: '',
  authority: 'yes',
  version: '1',
  ...more,
})
const personal = (name: string, more: Record<string, string> = {}) =>
  signing('person', name, { title: 'Editor', affiliation: 'Belarusian PEN', ...more })

async function list(fields: ReturnType<typeof signing>, lang: Language = 'en') {
  await visitor.asks(fields, lang)
  await visitor.confirms(await mail.link(fields.email))
  const subject = new RegExp(`^${translator(lang)('mail.received.subject')}$`)
  const path = privateLink(await mail.newest(fields.email, subject))
  await moderator.approves(fields.organisation)
  return path
}
const answers = async (lang: Language) => {
  const addresses = [
    paths.statement.page(lang, slug),
    paths.statement.document(lang, slug),
    paths.statement.embed(lang, slug),
    paths.list.page(lang, slug),
    paths.api.statements,
    paths.api.signatories(slug),
    paths.api.signatoriesCsvIn(lang, slug),
    `${paths.api.signatoriesAtom(slug)}?lang=${lang}`,
  ]
  return Promise.all(addresses.map(address => read(visitor.get(address))))
}

describe(`organisations, networks and persons, on ${target}`, () => {
  it('are asked first as whom they sign, and nothing typed is lost on a mistake', async () => {
    const page = await read(visitor.get(form('en')))
    for (const kind of ['organisation', 'network', 'person']) expect(page).toContain(`value="${kind}"`)
    const unsaid = await visitor.post(form('en'), { ...personal('Ina Bykava'), kind: '' })
    expect(unsaid.status).toBe(422)
    const again = await unsaid.text()
    expect(textOf(again)).toContain('Choose as whom you sign.')
    for (const typed of ['Ina Bykava', 'Editor', 'Belarusian PEN'])
      expect(again).toContain(`value="${typed}"`)
    const unticked = await read(visitor.post(form('en'), { ...personal('Ina Bykava'), authority: '' }))
    expect(textOf(unticked)).toContain(
      'Tick the box if you sign for yourself and agree to what becomes public.',
    )
    expect(unticked).toMatch(/value="person"[^>]*checked|checked[^>]*value="person"/)
  })

  it('stand in sections of their own on page, document, embed, list, and in every file', async () => {
    await list({ ...sample, ...signing('organisation', 'Forum House') })
    await list({ ...sample, ...signing('network', 'Baltic Network') })
    await list(personal('Ina Bykava'))
    // The document may be held a second longer than the page.
    for (const lang of languages)
      for (const address of [paths.statement.page(lang, slug), paths.statement.document(lang, slug)])
        await expect.poll(() => read(visitor.get(address)), inTime).toContain('Ina Bykava')
    for (const lang of languages) {
      const t = translator(lang)
      const [page, document, embed, listed, , json, csv, atom] = await answers(lang)
      for (const html of [page, document, embed, listed]) {
        const text = textOf(html ?? '')
        expect(text).toContain(t('list.person'))
        expect(text).toContain(t('list.network'))
        expect(text).toContain(`Editor, Belarusian PEN (${t('signer.identification')})`)
      }
      const counts = andList(lang, [
        t('signer.count.organisation', { count: 12 }),
        t('signer.count.network', { count: 1 }),
        t('signer.count.person', { count: 1 }),
      ])
      expect(textOf(page ?? '')).toContain(counts)
      const answer = answerSchemas.SignatoryPage.parse(JSON.parse(json ?? ''))
      expect(answer).toMatchObject({
        count: 14,
        kinds: { organisation: 12, network: 1, person: 1 },
        order: 'date',
      })
      expect(answer.signatories.at(-1)).toMatchObject({
        name: 'Ina Bykava',
        kind: 'person',
        title: 'Editor',
        affiliation: 'Belarusian PEN',
      })
      expect(csv).toContain('Belarusian PEN')
      expect(atom).toContain('<category term="person"')
      expect(atom).toContain(t('signer.identification'))
    }
  })

  it('never show a person’s address', async () => {
    const { email } = personal('Ina Bykava')
    for (const lang of languages)
      for (const answer of await answers(lang)) expect(answer).not.toContain(email)
  })

  it.each(languages)('a person is told “you” in %s, on every page and in every mail', async lang => {
    const t = translator(lang)
    const name = `Alena ${lang.toUpperCase()}`
    const path = await list(personal(name), lang)
    await expect
      .poll(async () => textOf(await read(visitor.get(path))), inTime)
      .toContain(translator(lang, 'person')('private.approved.title'))
    const page = textOf(await read(visitor.get(path)))
    expect(page).toContain(translator(lang, 'person')('private.contact.title'))
    expect(page).toContain(translator(lang, 'person')('private.withhold.title'))
    expect(page).not.toContain(t('private.approved.title'))
    expect(page).not.toContain(t('private.person.title'))
    const { email } = personal(name)
    const approved = await mail.newest(email, new RegExp(translator(lang, 'person')('mail.approved.subject')))
    expect(approved.text).not.toContain(t('mail.why'))
    const confirm = (await mail.inbox(email)).find(
      ({ subject }) => subject === translator(lang, 'person')('mail.confirm.subject'),
    )
    expect(confirm?.text.replace(/\s+/g, ' ')).toContain(translator(lang, 'person')('mail.confirm.intro'))
  })

  it('move between sections with their own yes only', async () => {
    const path = await list(
      signing('organisation', 'Piotr Forum', {
        ...sample,
        organisation: 'Piotr Forum',
        email: 'piotr@persons.example.org',
        kind: 'organisation',
      }),
    )
    const desk = await moderator.find('Piotr Forum', 'approved')
    const request = await moderator.open(desk)
    await moderator.press(request, `${desk}/section`, { kind: 'person' })
    const { text } = await mail.newest('piotr@persons.example.org', /A question about your entry/)
    expect(text).toContain('Person')
    const kindOf = async () =>
      (await visitor.list()).signatories.find(({ name }) => name === 'Piotr Forum') as
        | { kind?: string }
        | undefined
    await expect.poll(kindOf, inTime).toMatchObject({ kind: 'organisation' })
    const page = await read(visitor.get(path))
    const fields = readFormTo(page, `${path}/section`)
    const answered = await visitor.post(`${path}/section`, { ...fields, answer: 'yes' })
    expect(textOf(await answered.text())).toContain('The entry stands in the other section now.')
    await expect.poll(kindOf, inTime).toMatchObject({ kind: 'person', website: null })
  })

  it('the order of the list is the statement’s, and is said in words', async () => {
    await sql`UPDATE statements SET list_order = 'name', revision = revision + 1`
    await expect
      .poll(() => read(visitor.get(paths.statement.page('en', slug))), inTime)
      .toContain('in alphabetical order')
    for (const lang of languages) {
      const order = translator(lang)('list.order.name')
      const [page, document, embed, listed, , json] = await answers(lang)
      for (const html of [page, document, embed, listed]) expect(textOf(html ?? '')).toContain(order)
      expect(JSON.parse(json ?? '')).toMatchObject({ order: 'name' })
    }
  })
})
