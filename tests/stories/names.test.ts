import { beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { oneOfEach } from '../support/hostile.ts'
import { textOf } from '../support/moderator.ts'
import { slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'
import { readWholeForm } from '../support/whole-form.ts'

// One organisation by the names, spellings and addresses that people type.

const { desk, moderator, visitor, mail } = useStage()
let vera: Awaited<ReturnType<typeof desk.signIn>>
beforeAll(async () => {
  vera = await desk.signIn()
})

async function waits(fields: Record<string, string>) {
  await visitor.asks(fields)
  await visitor.confirms(await mail.link(fields.email ?? ''))
}
const read = async (path: string) => (await visitor.get(path)).text()
const search = (q: string) => `${paths.list.page('en', slug)}?q=${encodeURIComponent(q)}`
const namesIn = (page: string) =>
  [...page.matchAll(/<p class="name"><a [^>]*><bdi[^>]*>([^<]+)</g)].map(([, name = '']) => name)

describe(`names, on ${target}`, () => {
  it('are found however their signs are typed', async () => {
    const first = {
      organisation: 'Сям’я і права',
      organisation_en: 'Family and Rights',
      email: 'jo@family.example.org',
      website: 'https://правозащита.бел',
    }
    await waits(first)
    await moderator.approves('Сям’я і права')
    await expect
      .poll(async () => namesIn(await read(search('Сямʼя'))), { timeout: 30_000, interval: 50 })
      .toEqual(['Family and Rights'])
    for (const q of ["сям'я", 'семя правозащита', 'Family-and-Rights.', 'правозащита.бел'])
      expect(namesIn(await read(search(q))), q).toEqual(q.startsWith('семя') ? [] : ['Family and Rights'])
  })

  it('have their host in its own script, and no browser translates either', async () => {
    const page = await read(search('Family and Rights'))
    expect(page).toContain('<bdi translate="no">правозащита.бел</bdi>')
    // A text, as readers are in danger; programs get the address that works.
    expect(page).not.toContain('xn--')
    expect(await read(paths.api.signatories(slug))).toContain('"https://xn--80aaagzh3bfj0a9e.xn--90ais"')
    expect(page).toContain('<bdi translate="no">Family and Rights</bdi>')
  })

  it.each([
    ['Сямʼя і права', 'b@twin.example.org'],
    ['family and rights', 'c@twin.example.org'],
  ])('are not published twice, and the desk does not offer it: %s', async (organisation, email) => {
    await waits({ organisation, email })
    const queue = await (await vera.get(paths.desk.queue)).text()
    const [, id = ''] = /data-row="([^"]+)"/.exec(queue) ?? []
    const page = await (await vera.get(paths.desk.request(id))).text()
    expect(page).not.toContain(`href="${paths.desk.action(id, 'approve')}`)
    expect(textOf(page)).toContain('while another signatory has one of its names there: Сям’я і права')
    const offered = await vera.get(paths.desk.action(id, 'approve'))
    expect([offered.status, offered.headers.get('location')]).toEqual([303, paths.desk.request(id)])
    const refused = await vera.post(paths.desk.action(id, 'approve'), { revision: '2' })
    expect(refused.status).toBe(409)
    expect((await visitor.list()).count).toBe(12)
    await moderator.rejects(organisation, 'It is on the list already.')
  })

  it('of an address in its own script are written to in A-labels', async () => {
    await visitor.asks({ organisation: 'IDN Forum', email: 'jo@правозащита.бел' })
    expect(await mail.link('jo@xn--80aaagzh3bfj0a9e.xn--90ais')).toContain('/confirm/')
  })

  it('show the whole of what becomes public to whoever confirms', async () => {
    const website = 'https://forum.example.org/a,b/пра-нас?x=1#y'
    await visitor.asks({ organisation: 'Whole Forum', email: 'w@whole.example.org', website })
    const page = await read(await mail.link('w@whole.example.org'))
    expect(textOf(page)).toContain(new URL(website).href)
  })

  it.each(oneOfEach)(
    'that are $kind are shown as they were typed, or come back with a word on it',
    async typed => {
      const { text } = typed
      const email = `kind-${oneOfEach.indexOf(typed)}@kinds.example.org`
      const answer = await visitor.asks({ organisation: text, comment: text, email })
      const page = await answer.text()
      expect([200, 422]).toContain(answer.status)
      if (answer.status === 422) {
        expect(page).toContain('id="organisation-error"')
        const kept = Object.fromEntries(readWholeForm(page, paths.endorsement.ask('en', slug)))
        expect([kept.organisation, kept.comment, kept.email].map(unbroken)).toEqual(
          [text, text, email].map(unbroken),
        )
      } else {
        const preview = await read(await mail.link(email))
        for (const name of ['name', 'comment'])
          expect(
            plain(new RegExp(`<p class="${name}"[^>]*>([^]*?)</p>`).exec(preview)?.[1] ?? ''),
            name,
          ).toBe(text)
      }
    },
  )
})

/** A browser ends lines in one way. */
const unbroken = (text: string | undefined) => text?.replace(/\r\n?/g, '\n')
/** What a browser shows of an element: its text without its tags. */
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
