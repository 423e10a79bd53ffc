import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { headline, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const { visitor, mail, sql, url } = useStage()
const form = `/en/${slug}/endorse`
const stored = async () => (await sql`SELECT 1 FROM endorsements WHERE founding_key IS NULL`).length

describe(`what is refused, on ${target}`, () => {
  it.each([
    ['a missing name', { organisation: '' }, 'Enter the organisation’s name.'],
    ['blanks for a name', { organisation: ' \u00a0 ' }, 'Enter the organisation’s name.'],
    ['a name of punctuation', { organisation: '—…!' }, 'needs at least one letter or digit'],
    ['a name too long', { organisation: 'ж'.repeat(201) }, 'Shorten the organisation’s name'],
    ['a zero-width space', { organisation: 'Via\u200Bsna' }, 'an invisible character (U+200B) after “Via”'],
    ['a bidi override', { organisation: 'Via\u202Esna' }, 'an invisible character (U+202E)'],
    ['a NUL', { organisation: 'Via\u0000sna' }, 'an invisible character (U+0000)'],
    [
      'a line break in a name',
      { organisation: 'Viasna\r\nBcc: x@example.org' },
      'a line break or a tab (U+000D) after “Viasna”',
    ],
    ['a zero-width joiner in a role', { role: 'Dir\u200Dector' }, 'an invisible character (U+200D)'],
    ['a country that is none', { country: 'QQ' }, 'Choose a country'],
    ['a country in small letters', { country: 'lt' }, 'Choose a country'],
    ['a website of another scheme', { website: 'javascript:alert(1)' }, 'Enter one website address'],
    ['an ftp site', { website: 'ftp://example.org' }, 'Enter one website address'],
    ['a website with a password', { website: 'https://user:pass@example.org' }, 'before the @'],
    ['two websites', { website: 'https://example.org/ https://example.net/' }, 'Enter one website address'],
    ['a website with a backslash', { website: 'https://example.org\\@example.net' }, 'website address'],
    [
      'a website of 501 Cyrillic letters',
      { website: `https://example.org/${'ж'.repeat(481)}` },
      'Shorten the website',
    ],
    ['no representative', { representative: '' }, 'Enter your name'],
    ['no role', { role: '' }, 'Enter your role'],
    ['no address', { email: '' }, 'Enter your e-mail address'],
    ['half an address', { email: 'someone@localhost' }, 'name@example.org'],
    [
      'an address of two lines',
      { email: 'a@example.org\r\nBcc: b@example.org' },
      'a line break or a tab (U+000D)',
    ],
    ['a public line too long', { comment: 'x'.repeat(281) }, 'Shorten the public line'],
    ['an unticked box', { authority: '' }, 'Tick the box if you are authorised'],
    ['no version', { version: '' }, 'which version of the text'],
  ])('%s, at its field, with everything typed kept', async (_, wrong, message) => {
    const answer = await visitor.asks({ organisation: 'Kept & “Typed”', ...wrong })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(message)
    const [field = ''] = Object.keys(wrong)
    if (field !== 'version') expect(page).toMatch(new RegExp(`href="#${field}"`))
    for (const [name, typed] of Object.entries(sample)) {
      if (name !== field && !['organisation', 'country', 'comment', 'authority', 'version'].includes(name)) {
        expect(page).toContain(`value="${typed}"`)
      }
    }
    expect(await stored()).toBe(0)
  })

  it('names every fault at once', async () => {
    const answer = await visitor.post(form, {})
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const field of ['organisation', 'representative', 'role', 'email', 'authority']) {
      expect(page).toContain(`href="#${field}"`)
    }
  })

  it('a repeated field, a file for a text, and fields nobody asked for do no harm', async () => {
    const twice = new URLSearchParams(sample)
    twice.append('organisation', 'Second')
    expect((await visitor.sends(form, { method: 'POST', body: twice })).status).toBe(422)
    const upload = new FormData()
    for (const [name, value] of Object.entries(sample)) upload.append(name, value)
    upload.set('role', new Blob(['x']), 'role.txt')
    expect((await visitor.sends(form, { method: 'POST', body: upload })).status).toBe(422)
    expect(await stored()).toBe(0)
  })

  it('a form that is compressed is of a kind that is not read', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' }
    expect((await visitor.send(form, { method: 'POST', body: 'a=b', headers })).status).toBe(415)
    expect(await stored()).toBe(0)
  })

  it('keeps what was typed when the text has changed meanwhile', async () => {
    const answer = await visitor.asks({ version: '2' })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('The text has changed')
    expect(page).toContain(`value="${sample.representative}"`)
    expect(page).toContain('name="version" value="1"')
    expect(await stored()).toBe(0)
  })

  it('never makes a present version of an old one in silence, also where something else is wrong', async () => {
    const page = await (await visitor.asks({ version: '2', email: 'nonsense' })).text()
    expect(page).toContain('name="version" value="1"')
    expect(page).toContain('The text has changed')
    const other = await (await visitor.asks({ email: 'nonsense' })).text()
    expect(other).not.toContain('The text has changed')
  })

  it.each([
    [
      'a body over 64 KB',
      { body: `organisation=${'x'.repeat(65 * 1024)}`, type: 'application/x-www-form-urlencoded' },
      413,
    ],
    ['JSON', { body: JSON.stringify(sample), type: 'application/json' }, 415],
    ['plain text', { body: 'organisation=x', type: 'text/plain' }, 415],
    ['no type at all', { body: new Uint8Array([1, 2, 3]), type: '' }, 415],
    ['a torn multipart body', { body: '--x\r\nContent-Disp', type: 'multipart/form-data; boundary=x' }, 400],
    ['multipart without a boundary', { body: 'x', type: 'multipart/form-data' }, 400],
    [
      'broken escapes',
      { body: 'organisation=%E0%A4%A&email=%FF%FE', type: 'application/x-www-form-urlencoded' },
      422,
    ],
    [
      'bytes that are no text',
      { body: new Uint8Array(2000).fill(0xff), type: 'application/x-www-form-urlencoded' },
      422,
    ],
    ['nothing', { body: '', type: 'application/x-www-form-urlencoded' }, 422],
  ])('%s, with a page that says so', async (_, { body, type }, status) => {
    const answer = await visitor.sends(form, {
      method: 'POST',
      body,
      headers: type ? { 'content-type': type } : {},
    })
    expect(answer.status).toBe(status)
    expect(headline(await answer.text())).not.toBe('')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('a large body that does not say how large it is', async () => {
    const status = await new Promise((resolve, reject) => {
      // A connection of its own: what follows a refused body is anyone's guess.
      const upload = request(url() + form, {
        method: 'POST',
        agent: false,
        headers: { origin: 'http://countersign.test', 'content-type': 'application/x-www-form-urlencoded' },
      })
      upload.on('response', answer => resolve(answer.statusCode)).on('error', reject)
      // Just more than is taken, and never at its end: what is sent after the answer would cut that off, now and then.
      for (let i = 0; i < 5; i++) upload.write('organisation=x&'.repeat(1000))
    })
    expect(status).toBe(413)
  })

  it('a form that another site sends', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await visitor.post(form, sample, headers)
      expect(answer.status).toBe(403)
    }
    expect(await stored()).toBe(0)
  })

  it('pages and methods that are not there, in the reader’s language', async () => {
    for (const path of [
      '/xx/nothing',
      '/en/nothing',
      '/en/confirm',
      '/be/няма',
      '/en/forcible-expulsion/x',
      '/%00',
      '/en/%E0%A4%A',
      '/assets/../x',
    ]) {
      expect((await visitor.get(path)).status, path).toBe(404)
    }
    const page = await (await visitor.get('/nowhere', { 'accept-language': 'be' })).text()
    expect(page).toContain('<html lang="be"')
    expect((await visitor.post('/nowhere', {})).status).toBe(404)
    const api = await visitor.get('/api/statements/none/signatories')
    expect(api.status).toBe(404)
    expect(api.headers.get('content-type')).toContain('application/json')
  })

  it('bad questions to the list', async () => {
    for (const query of [
      'limit=0',
      'limit=x',
      'limit=99999',
      'after=x',
      "after=1' OR 1=1",
      'limit=1&limit=2',
    ]) {
      expect((await visitor.get(`/api/statements/${slug}/signatories?${query}`)).status, query).toBe(400)
    }
  })

  it('links made from anything but PUBLIC_URL', async () => {
    await visitor.asks({ email: 'host@example.org' })
    await visitor.post(
      form,
      { ...sample, email: 'poisoned@example.org' },
      {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      },
    )
    const poisoned = await mail.newest('poisoned@example.org', /confirm/i)
    expect(poisoned.text).not.toContain('evil.example')
    expect(poisoned.html).not.toContain('evil.example')
    const page = await (await visitor.get(`/en/${slug}`, { 'x-forwarded-host': 'evil.example' })).text()
    expect(page).toContain('href="http://countersign.test/')
    expect(page).not.toContain('evil.example')
  })
})
