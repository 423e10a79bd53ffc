import { beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import founding from '../../src/statements/forcible-expulsion/statement.json' with { type: 'json' }
import { textOf } from '../support/moderator.ts'
import { slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { desk, visitor, mail, sql } = useStage()

type Person = Awaited<ReturnType<typeof desk.signIn>>
let vera: Person
beforeAll(async () => {
  vera = await desk.signIn('administrator', 'Vera Zorka')
})

let asked = 0
/** Asks from a domain of its own, where the website is too, and confirms; gives the request's page at the desk. */
async function weighed(organisation: string, more: Record<string, string> = {}): Promise<string> {
  const domain = `own-${asked++}.example`
  const email = `office@${domain}`
  await visitor.asks({ organisation, email, website: `https://${domain}`, ...more })
  await visitor.confirms(await mail.link(email))
  const [row] = await sql`
    SELECT id FROM endorsements WHERE website = ${more.website ?? `https://${domain}`} AND founding_key IS NULL`
  return textOf(await (await vera.get(paths.desk.request(String(row?.id)))).text())
}
const idOf = async (name: string) => {
  const [row] = await sql`SELECT id FROM endorsements WHERE name = ${name}`
  return String(row?.id)
}

describe(`an imitation of a signatory, on ${target}`, () => {
  it.each([
    ['Белорусский ПЕН-центр', /Against Its name is a known name of a signatory: Belarusian PEN/],
    ['Правовая инициатива', /Against Its name is a known name of a signatory: Legal Initiative/],
    ['БАЖ', /Against Its name is a known name of a signatory: Belarusian Association of Journalists/],
    ['BHC', /Against Its name is nearly a known name of a signatory: Belarusian Helsinki Committee/],
    ['RPF', /Against Its name and a signatory’s shorten to the same letters: Respect-Protect-Fulfill/],
    ['Belarus Helsinki Committee', /Against Nearly the name of a signatory: Belarusian Helsinki Committee/],
    ['Lawternd', /Against Nearly the name of a signatory: Lawtrend/],
    ['Rigth to Defense', /Against Nearly the name of a signatory: Right to Defense/],
    [
      'КГБ Республики Беларусь',
      /Against The name of a body of the Belarusian state: КГБ Республики Беларусь/,
    ],
    ['BUY CHEAP FOLLOWERS www.followers.example', /Against The name reads as advertising: BUY CHEAP/],
  ])('%s has something against it', async (name, reason) => {
    expect(await weighed(name)).toMatch(reason)
  })

  it('is against also where only one of its names imitates, and its mail is nowhere near', async () => {
    const page = await weighed('Нашы людзі', { organisation_be: 'Беларускі Хельсінкскі Камітэт' })
    expect(page).toMatch(/Against The same name as a signatory: Belarusian Helsinki Committee/)
    expect(page).toMatch(
      /Against Its mail is not at belhelcom\.org, where that of this signatory is: Belarusian Helsinki/,
    )
    const known = await weighed('Дом людзей', { organisation_ru: 'Белорусский Хельсинкский Комитет' })
    expect(known).toMatch(/Against Its name in Russian is a known name of a signatory: Belarusian Helsinki/)
  })

  it('is none where honest organisations have words in common', async () => {
    for (const name of ['Norwegian Helsinki Committee', 'PEN America', 'Belarusian Students’ Association']) {
      expect(await weighed(name), name).not.toMatch(/ Against /)
    }
  })
})

describe(`what a signatory is known by, on ${target}`, () => {
  const page = async (id: string) => textOf(await (await vera.get(paths.desk.request(id))).text())
  const post = (id: string, action: string, kind: string, known: string, revision = '1') =>
    vera.post(paths.desk.action(id, action), { revision, kind, known })

  it('is added at the desk, compared with, logged, and taken away again', async () => {
    const id = await idOf('Lawtrend')
    expect((await post(id, 'know', 'name', ' Canary  Songbird ')).status).toBe(303)
    expect((await post(id, 'know', 'domain', 'https://www.songbird-canary.example/x')).status).toBe(303)
    const shown = await page(id)
    expect(shown).toContain('Canary Songbird Remove')
    expect(shown).toContain('songbird-canary.example Remove')
    expect(shown).toMatch(/lawtrend\.org from the statement’s files/)
    expect(shown).toMatch(/Known name or domain added · Vera Zorka Canary Songbird/)
    expect(await weighed('Canary Songbird')).toMatch(
      /Against Its name is a known name of a signatory: Lawtrend/,
    )
    expect((await post(id, 'forget', 'name', 'Canary Songbird')).status).toBe(303)
    expect(await page(id)).not.toContain('Canary Songbird Remove')
    expect((await post(id, 'forget', 'domain', 'lawtrend.org')).status).toBe(303)
    expect(await page(id), 'the files’ own stays').toContain('lawtrend.org from')
  })

  it('is refused on another revision than was shown, and where it cannot be anybody’s', async () => {
    const id = await idOf('Lawtrend')
    expect((await post(id, 'know', 'name', 'Other', '7')).status).toBe(409)
    for (const [kind, typed, error] of [
      ['domain', 'gmail.com', 'Anyone can have an address'],
      ['domain', 'no host', 'Write a name with letters, or a domain'],
      ['name', ' ', 'Write a name or a domain first'],
    ] as const) {
      const answer = await post(id, 'know', kind, typed)
      expect([typed, answer.status]).toEqual([typed, 422])
      expect(textOf(await answer.text())).toContain(error)
    }
  })

  it('is in no public answer', async () => {
    const id = await idOf('Lawtrend')
    const names = founding.foundingSignatories.flatMap(({ name, names = {} }) => [
      name,
      ...Object.values(names),
    ])
    const canaries = [
      'Songbird',
      'songbird-canary',
      ...founding.foundingSignatories.flatMap(({ knownAs }) => [...knownAs.names, ...knownAs.domains]),
    ].filter(canary => !names.some(name => name.toLowerCase().includes(canary.toLowerCase())))
    expect(canaries.length).toBeGreaterThan(30)
    const answers = [
      ...(['en', 'be', 'ru'] as const).flatMap(lang => [
        paths.statement.page(lang, slug),
        paths.statement.document(lang, slug),
        paths.statement.embed(lang, slug),
        paths.list.page(lang, slug),
        `${paths.list.page(lang, slug)}?q=lawtrend.org`,
        paths.list.signatory(lang, slug, id),
        paths.endorsement.ask(lang, slug),
      ]),
      paths.api.statements,
      paths.api.statement(slug),
      paths.api.signatories(slug),
      `${paths.api.signatories(slug)}?q=${encodeURIComponent('БХК')}`,
      paths.api.signatoriesCsv(slug),
      paths.api.signatoriesAtom(slug),
      paths.api.description,
      '/sitemap.xml',
    ]
    for (const path of answers) {
      const answer = await visitor.get(path)
      expect([path, answer.status]).toEqual([path, 200])
      // What was searched for is on the page that says it was not found.
      const text = (await answer.text()).replaceAll(
        'lawtrend.org',
        path.includes('?q=') ? '' : 'lawtrend.org',
      )
      expect(
        canaries.filter(canary => text.includes(canary)),
        path,
      ).toEqual([])
    }
    const recorded = await sql`
      SELECT fields AS text FROM record_openings UNION ALL SELECT entry FROM record_entries
      UNION ALL SELECT row_to_json(p)::text FROM public_signatories p`
    const all = recorded.map(({ text }) => String(text)).join('\n')
    expect(canaries.filter(canary => all.includes(canary))).toEqual([])
  })
})
