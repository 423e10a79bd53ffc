import { describe, expect, it } from 'vitest'
import {
  confirmLink,
  day,
  type Fields,
  headline,
  privateLink,
  sample,
  slug,
  useStage,
} from '../support/stage.ts'
import { many, target } from '../support/target.ts'

const stage = useStage()
const { visitor, mail, sql } = stage
const { moderator, moveClock } = stage
const minute = 60_000

const subjects = /^(Your address is confirmed|Ваш адрас пацверджаны)$/

/** Asks and confirms; gives the path of the private page that the mail leads to. */
async function asked(fields: Fields & { organisation: string; email: string }, lang = 'en') {
  await visitor.asks(fields, lang)
  await visitor.confirms(await mail.link(fields.email))
  return privateLink(await mail.newest(fields.email, subjects))
}

const row = async (organisation: string) =>
  (await sql`SELECT * FROM endorsements WHERE name = ${organisation} OR name_en = ${organisation}`)[0] ?? {}

/** What the form on the page would send: every field with its value. */
function formOn(page: string): Fields {
  const [form = ''] = /<form method="post" action="[^"]*\/amend"[\s\S]*?<\/form>/.exec(page) ?? []
  const fields: Fields = {}
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    // A box that nobody ticked is not sent.
    if (/type="checkbox"/.test(input) && !/ checked/.test(input)) continue
    const name = /name="([^"]*)"/.exec(input)?.[1] ?? ''
    fields[name] = decode(/value="([^"]*)"/.exec(input)?.[1] ?? '')
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>\n([\s\S]*?)<\/textarea>/g,
  ))
    fields[name] = decode(text)
  fields.country = /<option value="([^"]*)" selected/.exec(form)?.[1] ?? ''
  return fields
}
const marks: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const decode = (html: string) => html.replace(/&[#\w]+;/g, mark => marks[mark] ?? mark)
const textOf = (page: string) => decode(page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '))
const read = async (answer: Response | Promise<Response>) => (await answer).text()
const amend = (path: string, fields: Fields) => visitor.post(`${path}/amend`, fields)

describe(`the private page, on ${target}`, () => {
  it('opens from the mail and says where the request stands, what will be public and what is kept', async () => {
    const path = await asked({ organisation: 'Opened Page', email: 'opened@example.org' })
    const answer = await visitor.get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('set-cookie')).toBeNull()
    const page = await answer.text()
    expect(page).toContain('<meta name="robots" content="noindex"')
    expect(page).not.toMatch(/<script|<link rel="canonical"/)
    expect(headline(page)).toBe('Your request waits for a moderator')
    for (const fact of ['Opened Page', 'Lithuania', 'forum.example.org', sample.comment]) {
      expect(textOf(/<figure class="preview">[\s\S]*?<\/figure>/.exec(page)?.[0] ?? '')).toContain(fact)
    }
    for (const kept of [sample.representative, sample.role, 'opened@example.org'])
      expect(page).toContain(kept)
    expect(formOn(page)).toEqual({
      // The form asks for the name in other languages than its own.
      organisation: 'Opened Page',
      organisation_be: '',
      organisation_ru: '',
      country: 'LT',
      website: sample.website,
      comment: sample.comment,
      revision: '1',
    })
  })

  it('changes nothing when it is opened, however often and by whatever method', async () => {
    const path = await asked({ organisation: 'Opened Often', email: 'often@example.org' })
    // It is weighed for the queue, which has nothing to do with who opens it.
    await stage.sweep()
    const before = await row('Opened Often')
    const answers = await Promise.all(
      Array.from({ length: many }, (_, i) => visitor.send(path, { method: i % 2 ? 'HEAD' : 'GET' })),
    )
    expect(new Set(answers.map(a => a.status))).toEqual(new Set([200]))
    expect(await row('Opened Often')).toEqual(before)
    expect(await sql`SELECT 1 FROM tokens WHERE purpose = 'private' AND used_at IS NOT NULL`).toHaveLength(0)
  })

  it('takes other details, shows them, and hands the request in again', async () => {
    const path = await asked({ organisation: 'Old Name', email: 'old@example.org' })
    const form = formOn(await read(visitor.get(path)))
    const answer = await amend(path, { ...form, organisation: 'New Name', organisation_be: 'Новая назва' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const page = await answer.text()
    expect(page).toContain('Your request is handed in as it stands here')
    expect(page).toContain('Новая назва')
    expect(await row('New Name')).toMatchObject({ status: 'confirmed', revision: 3, name_be: 'Новая назва' })
    expect(formOn(await read(visitor.get(path)))).toMatchObject({ organisation: 'New Name', revision: '3' })

    const back = await visitor.get(`${path}/amend`)
    expect([back.status, back.headers.get('location')]).toEqual([303, path])
  })

  it('says so when nothing differs', async () => {
    const path = await asked({ organisation: 'Same As Ever', email: 'same@example.org' })
    const answer = await amend(path, formOn(await read(visitor.get(path))))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Nothing differs from what we have')
    expect((await row('Same As Ever')).revision).toBe(2)
  })

  it('says what has to be put right and keeps what was typed', async () => {
    const path = await asked({ organisation: 'Typed Wrong', email: 'wrong@example.org' })
    const typed = {
      organisation: '',
      organisation_en: 'Ty\u202eped',
      website: 'javascript:alert(1)',
      country: 'ZZ',
      comment: 'x'.repeat(281),
      revision: '1',
    }
    const answer = await amend(path, typed)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect([...page.matchAll(/<li><a href="#(\w+)"/g)].map(([, field]) => field)).toEqual([
      'organisation',
      'organisation_en',
      'country',
      'website',
      'comment',
    ])
    expect(page).toContain('autofocus')
    expect(formOn(page)).toMatchObject({ ...typed, country: '' })
    expect((await row('Typed Wrong')).revision).toBe(2)
  })

  it('refuses a form that is out of date, shows how things stand and keeps what was typed', async () => {
    const path = await asked({ organisation: 'First Version', email: 'first@example.org' })
    const form = formOn(await read(visitor.get(path)))
    await amend(path, { ...form, organisation: 'Second Version' })
    const late = await amend(path, { ...form, organisation: 'Third Version' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('The request has changed since you opened this page')
    expect(/<figure class="preview">[\s\S]*?<\/figure>/.exec(page)?.[0]).toContain('Second Version')
    expect(formOn(page)).toMatchObject({ organisation: 'Third Version', revision: '3' })
    expect((await row('Second Version')).revision).toBe(3)
    expect((await amend(path, formOn(page))).status).toBe(200)
    expect((await row('Third Version')).revision).toBe(4)
    expect((await amend(path, { organisation: 'No revision' })).status).toBe(409)
  })

  it('takes five changes an hour, says so in each language, and keeps what was typed', async () => {
    const path = await asked({ organisation: 'Restless', email: 'restless@example.org' })
    let form = formOn(await read(visitor.get(path)))
    for (let i = 1; i <= 5; i++) {
      const answer = await amend(path, { ...form, organisation: `Restless ${i}` })
      expect(answer.status).toBe(200)
      form = formOn(await answer.text())
    }
    const says = { en: /in an hour/, be: /праз гадзіну/, ru: /через час/ }
    for (const [lang, words] of Object.entries(says)) {
      const answer = await amend(path.replace(/^\/en/, `/${lang}`), { ...form, organisation: 'Restless 6' })
      expect(answer.status).toBe(429)
      const page = await answer.text()
      expect(textOf(/<div class="notice stop">[\s\S]*?<\/div>/.exec(page)?.[0] ?? '')).toMatch(words)
      expect(formOn(page).organisation).toBe('Restless 6')
    }
    expect((await row('Restless 5')).revision).toBe(7)
    await sql`
      INSERT INTO events (endorsement_id, kind, revision, actor, at)
      SELECT endorsement_id, kind, revision, actor, at - interval '1 day' FROM events, generate_series(1, 15)
      WHERE kind = 'amended' AND revision = 7
        AND endorsement_id = (SELECT id FROM endorsements WHERE name = 'Restless 5')`
    const spent = await amend(path, { ...form, organisation: 'Restless 6' })
    expect(spent.status).toBe(429)
    expect(textOf(await spent.text())).toContain('write to us what should be different')
  })

  it('is the same to the byte after a first approval', async () => {
    const path = await asked({ organisation: 'Half Approved', email: 'half@example.org' })
    const before = await read(visitor.get(path))
    await sql`UPDATE statements SET second_moderator = 'always'`
    await moderator.approvesOnce('Half Approved')
    await sql`UPDATE statements SET second_moderator = 'never'`
    expect(await row('Half Approved')).toMatchObject({ status: 'confirmed', revision: 3 })
    expect(await read(visitor.get(path))).toBe(before)
    expect((await amend(path, { ...formOn(before), comment: 'A new line' })).status).toBe(200)
  })

  it('takes one of twenty forms that are sent at the same moment', async () => {
    const path = await asked({ organisation: 'Sent At Once', email: 'once@example.org' })
    const form = formOn(await read(visitor.get(path)))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => amend(path, { ...form, comment: `Line ${i}` })),
    )
    const statuses = answers.map(a => a.status)
    expect(statuses.filter(s => s === 200)).toHaveLength(1)
    expect(statuses.filter(s => s === 409)).toHaveLength(19)
    expect((await row('Sent At Once')).revision).toBe(3)
  })

  it('shows the moderator’s question once it is mailed, and takes the answer', async () => {
    const path = await asked({ organisation: 'Asked Back', email: 'back@example.org' })
    const before = await read(visitor.get(path))
    const words = 'Is it <b>registered</b>?\nSee https://example.org/rules'
    await moderator.returns('Asked Back', words)
    expect(await read(visitor.get(path))).toBe(before)
    await moveClock(minute)
    const page = await read(visitor.get(path))
    expect(headline(page)).toBe('A moderator has a question')
    expect(page).toContain('Is it &lt;b&gt;registered&lt;/b&gt;?<br/>See https://example.org/rules')
    expect(textOf(page)).toContain('You answer the moderator’s question.')

    expect((await amend(path, formOn(before))).status).toBe(409)
    const answered = await amend(path, formOn(page))
    expect(answered.status).toBe(200)
    const after = await answered.text()
    expect(headline(after)).toBe('Your request waits for a moderator')
    expect(after).not.toContain('registered')
    expect(await row('Asked Back')).toMatchObject({ status: 'confirmed', revision: 4 })
  })

  it('never shows a rejection that was taken back', async () => {
    const path = await asked({ organisation: 'Taken Back', email: 'taken@example.org' })
    const before = await read(visitor.get(path))
    await moderator.rejects('Taken Back', 'Not found.')
    expect(await read(visitor.get(path))).toBe(before)
    const form = { ...formOn(before), organisation: 'Taken Back Anew' }
    const busy = await amend(path, form)
    expect(busy.status).toBe(409)
    const text = await busy.text()
    expect(text).toContain('Taken Back Anew')
    expect(text).not.toMatch(/not approved|rejected|Not found/)
    await moderator.undoes('Taken Back')
    expect((await amend(path, form)).status).toBe(200)
  })

  it('says what was decided, and takes no other details then', async () => {
    const listed = await asked({ organisation: 'Listed Now', email: 'listed@example.org' })
    const refused = await asked({ organisation: 'Refused Now', email: 'refused@example.org' })
    const form = formOn(await read(visitor.get(listed)))
    await moderator.approves('Listed Now')
    await moderator.rejects('Refused Now', 'Not <i>found</i>.')
    await moveClock(minute)

    const page = await read(visitor.get(listed))
    expect(headline(page)).toBe('The organisation is on the public list')
    expect(page).toContain(`href="/en/${slug}"`)
    expect(page).not.toContain(`action="${listed}/amend"`)
    const late = await amend(listed, { ...form, organisation: 'Too Late' })
    expect(late.status).toBe(409)
    const again = await late.text()
    expect(textOf(again)).toContain('What you typed was not handed in')
    expect(again).toContain('value="Too Late"')
    expect((await row('Listed Now')).status).toBe('approved')

    const other = await read(visitor.get(refused))
    expect(headline(other)).toBe('The request was not approved')
    expect(other).toContain('Not &lt;i&gt;found&lt;/i&gt;.')
    expect(other).toContain(`href="/en/${slug}/endorse"`)
    expect(other).not.toContain(`action="${refused}/amend"`)
  })

  const naughty = [
    '"><script>alert(1)</script>',
    '</textarea></title><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '&lt;b&gt; &amp; {date} $& %3Cscript%3E',
    'منظمة حقوق الإنسان',
  ]
  it.each(naughty)('keeps %s as text, wherever it is typed', async text => {
    const email = `naughty-${naughty.indexOf(text)}@example.org`
    const path = await asked({ organisation: `Naughty ${naughty.indexOf(text)}`, email })
    const names = { organisation_en: text, organisation_be: text, organisation_ru: text }
    const typed = { organisation: text, ...names, comment: text, country: text, website: text, revision: '2' }
    const wrong = await amend(path, typed)
    const good = await amend(path, { ...typed, country: '', website: '' })
    expect([wrong.status, good.status]).toEqual([422, 200])
    const shown = [await good.text(), await read(visitor.get(path))]
    for (const page of [await wrong.text(), ...shown]) {
      expect(page).not.toMatch(/<script|<svg|<b>|<[^>]* onmouseover='/)
      expect(formOn(page)).toMatchObject({ organisation: text, ...names, comment: text })
    }
    for (const page of shown)
      expect(decode(page)).toContain(`<p class="name"><bdi translate="no">${text}</bdi></p>`)
  })

  it('shows nothing of another request', async () => {
    const one = await asked({ organisation: 'House Number One', email: 'one@example.org' })
    const two = {
      organisation: 'House Number Two',
      representative: 'Another Person',
      email: 'two@example.org',
    }
    await asked({ ...two, website: 'https://two.example.org', comment: 'Another line' })
    const page = await read(visitor.get(one))
    for (const foreign of [...Object.values(two), 'two.example.org', 'Another line'])
      expect(page).not.toContain(foreign)
  })

  it('knows only its own links, and leads on from others', async () => {
    const path = await asked({ organisation: 'Own Link', email: 'own@example.org' })
    const first = await mail.newest('own@example.org', /Please confirm/)
    const [token, confirmToken] = [path, confirmLink(first)].map(link => link.split('/').at(-1))
    for (const wrong of [confirmToken, 'A'.repeat(43), 'cut-off', '%00']) {
      const answer = await visitor.get(`/en/endorsement/${wrong}`)
      expect(answer.status).toBe(404)
      const page = await answer.text()
      expect(headline(page)).toBe('We do not know this link')
      expect(page).toContain('href="/"')
      expect((await amend(`/en/endorsement/${wrong}`, { organisation: 'A', revision: '2' })).status).toBe(404)
      expect((await amend(`/en/endorsement/${wrong}`, { organisation: '' })).status).toBe(404)
    }
    expect((await visitor.get(`/en/confirm/${token}`)).status).toBe(404)
    expect((await visitor.post(`/en/confirm/${token}`, { action: 'disown' })).status).toBe(404)
    expect((await row('Own Link')).status).toBe('confirmed')
  })

  it('takes forms of this site only', async () => {
    const path = await asked({ organisation: 'This Site', email: 'site@example.org' })
    const fields = { organisation: 'Other Site', revision: '2' }
    const foreign = await visitor.post(`${path}/amend`, fields, { origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await visitor.send(`${path}/amend`, json)).status).toBe(415)
    expect((await visitor.send(path, { method: 'POST', body: new URLSearchParams(fields) })).status).toBe(405)
    expect((await row('This Site')).revision).toBe(2)
  })

  it('speaks the language in which the person asked', async () => {
    const path = await asked({ organisation: 'Моўная крама', email: 'mova@example.org' }, 'be')
    expect(path).toMatch(/^\/be\/endorsement\//)
    const page = await read(visitor.get(path))
    expect(page).toContain('<html lang="be"')
    expect(headline(page)).toBe('Ваш запыт чакае рашэння мадэратара')
  })

  // Last, as it moves the clock by a year.
  it('is open for a year', async () => {
    const path = await asked({ organisation: 'A Year Ago', email: 'year@example.org' })
    await moveClock(364 * day)
    expect((await visitor.get(path)).status).toBe(200)
    await moveClock(day + minute)
    const answer = await visitor.get(path)
    expect(answer.status).toBe(410)
    const page = await answer.text()
    expect(headline(page)).toBe('This link has expired')
    expect(page).toContain(`href="/en/${slug}"`)
    expect((await amend(path, { organisation: 'A Year Late', revision: '2' })).status).toBe(410)
  })
})
