import { describe, expect, it } from 'vitest'
import { headline, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, moderator, sql, sweep } = useStage()

describe(`endorsing the statement, on ${target}`, () => {
  it('begins with the eleven, in their order', async () => {
    const { signatories, count, next } = await visitor.list()
    expect(count).toBe(11)
    expect(next).toBeNull()
    expect(signatories.map(s => s.name)).toEqual([
      'Human Constanta',
      'Belarusian Helsinki Committee',
      'Lawtrend',
      'Belarusian PEN',
      'Respect-Protect-Fulfill',
      'Human Rights Center “Viasna”',
      'Legal Initiative',
      'Belarusian Association of Journalists',
      'Belarusian Human Rights House named after Barys Zvozskau',
      'Office for the Rights of Persons with Disabilities',
      'Right to Defense',
    ])
  })

  it('publishes an approved organisation within two seconds, after the eleven', async () => {
    const asked = await visitor.asks()
    expect(asked.status).toBe(200)
    expect(headline(await asked.text())).toBe('Check your inbox')

    const link = await mail.link(sample.email)
    const confirmed = await visitor.confirms(link)
    expect(confirmed.status).toBe(200)
    expect(headline(await confirmed.text())).toBe('Your address is confirmed')
    await mail.newest(sample.email, /address is confirmed/)
    expect((await visitor.list()).count).toBe(11)

    const shown = await moderator.open(await moderator.find(sample.organisation))
    for (const fact of [
      sample.organisation,
      sample.website,
      sample.representative,
      sample.role,
      sample.email,
    ]) {
      expect(shown).toContain(fact)
    }
    // Somebody reads all the while: the list is asked for anew at its latest.
    const askedInVain: number[] = []
    let isOver = false
    const reads = async () => {
      while (!isOver) {
        const asked = Date.now()
        if ((await visitor.list()).count === 11) askedInVain.push(asked)
      }
    }
    const [page] = await Promise.all([
      moderator.approves(sample.organisation).finally(() => {
        isOver = true
      }),
      reads(),
    ])
    expect(page).toContain('on the list')
    const { count, signatories } = await visitor.list()
    const [row] = await sql`SELECT approved_at FROM endorsements WHERE name = ${sample.organisation}`
    const approvedAt = new Date(row?.approved_at)
    const late = Math.max(...askedInVain) - approvedAt.getTime()
    expect(late, 'readers have it within two seconds').toBeLessThan(2000)
    expect(count).toBe(12)
    expect(signatories.at(-1)).toMatchObject({
      name: sample.organisation,
      names: {},
      country: 'LT',
      website: sample.website,
      comment: sample.comment,
      founding: false,
      version: 1,
      signedOn: approvedAt.toISOString().slice(0, 10),
    })
    for (const lang of ['en', 'be', 'ru']) {
      const page = await (await visitor.get(`/${lang}/${slug}`)).text()
      expect(page).toContain(sample.organisation)
      expect(page).not.toContain(sample.representative)
      expect(page).not.toContain(sample.email)
    }
  })

  it('tells the representative once that it is on the list', async () => {
    const told = async () =>
      (await mail.inbox(sample.email)).filter(m => /public list/.test(m.subject)).length
    await sweep()
    await expect.poll(told).toBe(1)
    await sweep()
    expect(await told()).toBe(1)
  })

  it('gives every visitor the same public answer: bytes, headers, and no pending name', async () => {
    await visitor.asks({ organisation: 'Still Pending', email: 'pending@example.org' })
    const taken = async (path: string, headers: Record<string, string>) => {
      const answer = await visitor.get(path, headers)
      const kept = [...answer.headers].filter(
        ([name]) => !['date', 'connection', 'keep-alive'].includes(name),
      )
      return { status: answer.status, headers: kept, body: await answer.text() }
    }
    for (const path of [`/en/${slug}`, `/be/${slug}`, '/en/privacy', `/api/statements/${slug}/signatories`]) {
      const one = await taken(path, { cookie: 'a=1', 'accept-language': 'be', 'user-agent': 'One' })
      const other = await taken(path, { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Other' })
      expect(one).toEqual(other)
      expect(one.status).toBe(200)
      expect(one.body).not.toContain('Still Pending')
    }
  })

  it('gives the same list as CSV, which begins with a byte order mark', async () => {
    const answer = await visitor.get(`/api/statements/${slug}/signatories.csv`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes).trim().split('\r\n')).toHaveLength(13)
  })

  it('shows readers of a language the name given for it', async () => {
    await visitor.asks({
      organisation: 'Svaboda Foundation',
      organisation_be: 'Фонд «Свабода»',
      email: 's@svaboda.example.org',
    })
    await visitor.confirms(await mail.link('s@svaboda.example.org'))
    await moderator.approves('Svaboda Foundation')
    expect(await (await visitor.get(`/be/${slug}`)).text()).toContain('Фонд «Свабода»')
    expect(await (await visitor.get(`/en/${slug}`)).text()).toContain('Svaboda Foundation')
  })

  it('offers no way to list one organisation twice', async () => {
    await visitor.asks({ organisation: '«SVABODA» foundation', email: 'other@example.org' })
    await visitor.confirms(await mail.link('other@example.org'))
    await expect(moderator.approves('«SVABODA» foundation')).rejects.toThrow(/no form to .*approve/)
  })

  it('offers none for a founding signatory’s name either', async () => {
    await visitor.asks({ organisation: 'human constanta', email: 'hc@example.org' })
    await visitor.confirms(await mail.link('hc@example.org'))
    await expect(moderator.approves('human constanta')).rejects.toThrow(/no form to .*approve/)
  })

  it('refuses a decision on what was not seen, and keeps what was typed', async () => {
    const path = await moderator.find('«SVABODA» foundation')
    const shown = await moderator.open(`${path}/reject?code=own`)
    await moderator.returns('«SVABODA» foundation', 'Which foundation is this?')
    await moderator.undoes('«SVABODA» foundation', 'returned')
    await expect(
      moderator.press(shown, `${path}/reject`, { words: 'Not yours.', shown: 'Not yours.' }),
    ).rejects.toThrow(/has changed since/)
    expect(await moderator.open(path)).toContain('Waits for a decision')
  })

  it('tells why it rejects, and lists nothing', async () => {
    await moderator.rejects('«SVABODA» foundation', 'This name belongs to another organisation.')
    await expect(moderator.find('«SVABODA» foundation')).rejects.toThrow(/does not wait/)
    expect((await visitor.list()).signatories.filter(s => /svaboda/i.test(s.name))).toHaveLength(1)
  })
})
