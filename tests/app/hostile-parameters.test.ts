import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { privateLink, slug, useStage } from '../support/stage.ts'

const { desk, visitor, mail, sql } = useStage()

const token = 'A'.repeat(43)
const nobody = '00000000-0000-0000-0000-000000000000'
/** What has felled things: in each parameter alone. */
const sharp = [
  'a\0b',
  '0000-01-01',
  '9999-12-31',
  '2147483648',
  '9007199254740993',
  'jane@victim.example',
  nobody,
  ...['0000-01-01T00:00:00.000000Z', '9999-12-31T23:59:59.999999Z'].map(at => `${at}_${nobody}`),
]
/** In all parameters at once: what cannot be read is as if it were not there, and hides no other. */
const texts = [
  ...sharp,
  '',
  ' ',
  '\0',
  '\r\nX-Other: 1',
  '\u202e',
  '\ufffd',
  '\ud800',
  '\ufdfa'.repeat(200),
  '%',
  '%00',
  '%0d%0a',
  '%zz',
  '_',
  '\\',
  "';--",
  '"><script>',
  '../../..',
  '//evil.example',
  '?#&=',
  '__proto__',
  'constructor',
  '[]',
  '{}',
  'null',
  nobody.toUpperCase(),
  'A'.repeat(43),
  '-1',
  '0',
  '1.5',
  '1e309',
  'NaN',
  '0x10',
  '9'.repeat(400),
  '0001-01-01',
  '1970-01-01',
  '9998-12-31',
  '2026-02-30',
  '0000-01-01 00:00',
  '9999-12-31 23:59',
  `2026-02-30T00:00:00.000000Z_${nobody}`,
  `9998-12-31T23:59:59.999999Z_${nobody}`,
  `2026-01-01T23:59:60.000000Z_${nobody}`,
  'a@b',
  'http://[::1]',
  'https://xn--a.example',
  'a'.repeat(4000),
  `${'A'.repeat(22)}1`,
  `${'A'.repeat(22)}zzzzz`,
  `${'A'.repeat(22)}-1.`,
  '.'.repeat(3000),
]
/** As nobody's browser writes them: not UTF-8, or half an escape. */
const raw = ['%', '%0', '%ff', '%ED%A0%80', '%C0%80', '%00']

const filter = ['state', 'q', 'address', 'statement', 'after', 'before', 'done', 'said']
const flood = [
  'state',
  'q',
  'statement',
  'country',
  'language',
  'evidence',
  'from',
  'until',
  'code',
  'targets',
]
const words = ['words', 'words_en', 'words_be', 'words_ru', 'shown', 'looked', 'done']
const details = [
  'organisation',
  'organisation_en',
  'organisation_be',
  'organisation_ru',
  'country',
  'website',
  'comment',
]

// What is judged here is ours and the same on both runtimes, and there is much of it: one has to do.
describe('hostile parameters', () => {
  let vera: Awaited<ReturnType<typeof desk.signIn>>
  let id = ''
  let page = ''
  // In a test and not before all: it waits for a mail.
  it('meet a request that waits', async () => {
    vera = await desk.signIn('administrator')
    await visitor.asks({ organisation: 'Under Fire', email: 'fire@example.org' })
    await visitor.confirms(await mail.link('fire@example.org'))
    page = privateLink(await mail.newest('fire@example.org', /^Your address is confirmed/))
    const [row] = await sql`SELECT id FROM endorsements WHERE name = 'Under Fire'`
    id = String(row?.id)
  })

  /** Sends all, eight at a time, and gives those that were answered with a fault of ours. */
  async function faultsOf(requests: { name: string; send: () => Promise<Response> }[]): Promise<string[]> {
    const faults: string[] = []
    const left = [...requests]
    const work = async () => {
      for (let request = left.shift(); request; request = left.shift()) {
        const answer = await request.send()
        await answer.arrayBuffer()
        if (answer.status >= 500) faults.push(`${answer.status} ${request.name}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, work))
    return faults
  }
  const get = (path: string) => ({ name: `GET ${path.slice(0, 200)}`, send: () => vera.get(path) })
  const post = (path: string, fields: Record<string, string>) => ({
    name: `POST ${path.slice(0, 120)} ${JSON.stringify(fields).slice(0, 200)}`,
    send: () => vera.post(path, fields),
  })
  const every = [...texts.map(text => encodeURIComponent(text.toWellFormed())), ...raw]

  it('in a query are never a fault', async () => {
    const pages: [string, string[]][] = [
      [`${paths.desk.queue}?`, filter],
      [`${paths.desk.queue}?state=all&`, filter],
      [`${paths.desk.request(id)}?`, filter],
      [`${paths.desk.action(id, 'reject')}?`, ['code', ...filter]],
      [`${paths.desk.log}?`, ['who', 'kind', 'q', 'from', 'to', 'after', 'before']],
      [`${paths.desk.logCsv}?`, ['who', 'kind', 'from', 'to']],
      [`${paths.desk.bulkRejection}?`, ['step', ...flood]],
      [`${paths.desk.bulkRejection}?step=look&country=LT&`, flood],
      [`${paths.desk.settings}?`, ['saved']],
      [`${paths.team.page}?`, ['done']],
      [`${paths.account.page}?`, ['done']],
      [`${paths.auth.verify}?`, ['then', 'q', 'who']],
      [`${paths.auth.verify}?then=flood&`, ['q', 'from']],
      [`${paths.desk.bulkRejectionDone}?kind=reject&`, ['since', 'until', 'refused']],
      [`${paths.desk.bulkRejectionDone}?kind=undo&since=0&until=1&`, ['refused']],
      [`${paths.desk.action(id, 'reject')}?`, ['look']],
      [`${paths.account.action('device-link')}?`, ['once']],
      [`${paths.account.action('remove-passkey')}?`, ['passkey']],
      [`${paths.auth.signIn}?`, ['after', 'lang']],
    ]
    const requests = pages.flatMap(([path, names]) => [
      ...every.map(value => get(path + names.map(name => `${name}=${value}`).join('&'))),
      // One at a time where a fault was once found behind another parameter's.
      ...(path.startsWith(paths.desk.log) || path.startsWith(paths.desk.bulkRejection) ? names : []).flatMap(
        name => sharp.map(value => get(`${path}${name}=${encodeURIComponent(value)}`)),
      ),
    ])
    expect(await faultsOf(requests)).toEqual([])
  }, 120_000)

  it('in a path are never a fault', async () => {
    const requests = every.flatMap(value => [
      ...[paths.desk.request(value), paths.desk.action(value, 'approve'), paths.desk.action(id, value)].map(
        get,
      ),
      ...[paths.team.member(value, 'suspend'), paths.account.action(value), paths.auth.join(value)].map(get),
      ...[
        paths.endorsement.privatePage('en', value),
        paths.endorsement.amend('en', value),
        paths.endorsement.confirm('en', value),
        paths.endorsement.confirmAnswer('en', token, value),
        paths.endorsement.privateAnswer('en', page.split('/').at(-1) ?? '', value),
        paths.endorsement.ask('en', value),
        paths.endorsement.answer('en', slug, value),
        paths.endorsement.answer('en', value, token),
        paths.endorsement.correct('en', slug, value),
      ].map(get),
      ...[
        paths.desk.action(value, 'approve'),
        paths.desk.action(id, value),
        paths.endorsement.amend('be', value),
        paths.endorsement.ask('be', value),
        paths.endorsement.answer('be', slug, value),
        paths.endorsement.answer('be', value, token),
        paths.endorsement.confirm('be', value),
        paths.endorsement.confirmAnswer('be', value, token),
        paths.endorsement.confirmAnswer('be', token, value),
      ].map(path => post(path, { revision: '1', organisation: 'A' })),
    ])
    expect(await faultsOf(requests)).toEqual([])
  }, 120_000)

  it('in a form are never a fault', async () => {
    const forms: [string, string[], Record<string, string>][] = [
      [paths.desk.queue, ['q', 'statement'], { q: 'fire' }],
      [paths.desk.log, ['who', 'kind', 'q', 'from', 'to'], {}],
      [paths.account.action('preferences'), ['time_zone'], { language: 'en' }],
      [paths.desk.settings, ['statement', 'second'], { statement: slug, second: 'never' }],
      [paths.desk.bulkRejection, [...flood, ...words], { step: 'look', country: 'LT' }],
      [paths.desk.bulkRejection, [...flood, ...words], { step: 'do', country: 'LT' }],
      [paths.desk.bulkRejection, ['done'], { step: 'undo' }],
      ...(['approve', 'reject', 'return', 'correct', 'undo', 'reopen', 'restore', 'note'] as const).map(
        (action): [string, string[], Record<string, string>] => [
          paths.desk.action(id, action),
          ['revision', 'step', 'code', 'words', 'shown', ...(action === 'correct' ? details : [])],
          { revision: '1', step: 'look', organisation: 'A' },
        ],
      ),
      ...(['claim', 'release', 'write', 'link', 'address'] as const).map(
        (action): [string, string[], Record<string, string>] => [
          paths.desk.action(id, action),
          ['revision', 'step', 'words', 'shown', 'from', 'email', 'email_checked'],
          {},
        ],
      ),
      [`${page}/amend`, ['revision', ...details], { organisation: 'A', revision: '999' }],
    ]
    const requests = forms.flatMap(([path, names, fields]) => [
      ...texts.map(value =>
        post(path, { ...Object.fromEntries(names.map(name => [name, value])), ...fields }),
      ),
      // One at a time where a fault was once found behind another parameter's.
      ...(path.startsWith(paths.desk.log) || path.startsWith(paths.desk.bulkRejection) ? names : []).flatMap(
        name => sharp.map(value => post(path, { ...fields, [name]: value })),
      ),
    ])
    expect(await faultsOf(requests)).toEqual([])
    expect(await sql`SELECT status, name FROM endorsements WHERE id = ${id}`).toEqual([
      { status: 'confirmed', name: 'Under Fire' },
    ])
  }, 120_000)

  it('lead nowhere else and say nothing that was not decided', async () => {
    for (const value of [
      '%0d%0aX:1',
      '%00',
      '..%2f..%2fevil.example',
      '%2f%2fevil.example',
      '%5cevil.example',
    ]) {
      const answer = await visitor.get(`/en/endorsement/${value}/amend`)
      expect([value, answer.status, answer.headers.get('location')]).toEqual([value, 404, null])
    }
    for (const done of [nobody, `${id}%00`, `${id}x`, '%3Cscript%3E', `x${id}`, id.toUpperCase()]) {
      const answer = await vera.get(`${paths.desk.queue}?done=${done}`)
      expect([done, answer.status, (await answer.text()).includes('class="notice done"')]).toEqual([
        done,
        200,
        false,
      ])
    }
  })

  it('an address in a search is in no URL that is answered', async () => {
    const typed = ['Jane Doe jane@victim.example', 'mailto:jane@victim.example', '‹jane@victim.example›,']
    for (const q of typed) {
      const answer = await vera.post(paths.desk.queue, { q })
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        expect.stringMatching(/^\/moderation\?state=all&address=[\w-]{43}$/),
      ])
    }
    const unclear = ['jane@victim', 'jane@victim.example john@victim.example']
    const answers = [
      ...unclear.map(q => vera.post(paths.desk.queue, { q })),
      ...[...typed, ...unclear].map(q => vera.post(paths.desk.log, { q })),
      ...[...typed, ...unclear].map(q =>
        vera.post(paths.desk.bulkRejection, { step: 'look', q, country: 'LT' }),
      ),
      vera.post(paths.desk.log, { from: 'jane@victim.example' }),
    ]
    for (const answer of await Promise.all(answers)) {
      expect([answer.status, answer.headers.get('location')]).toEqual([422, null])
      const html = await answer.text()
      expect(html).toContain('aria-invalid="true"')
      expect(html.match(/(?:href|action)="[^"]*(?:victim|%40)[^"]*"/g)).toBeNull()
    }
    for (const path of [paths.desk.queue, paths.desk.log, paths.desk.bulkRejection]) {
      const html = await (await vera.get(`${path}?q=jane%40victim.example&state=all`)).text()
      expect(html.match(/(?:href|action)="[^"]*(?:victim|%40)[^"]*"/g)).toBeNull()
      expect(html).not.toMatch(/<form[^>]*method="get"/)
    }
    const log = await vera.post(paths.desk.log, { q: 'fire', kind: 'note', from: '2020-01-01' })
    expect(log.headers.get('location')).toBe(`${paths.desk.log}?kind=note&q=fire&from=2020-01-01`)
  })
})
