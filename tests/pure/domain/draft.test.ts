import { describe, expect, it } from 'vitest'
import { composeText, type Draft, newDraft, titleOfDraft } from '../../../src/domain/draft.ts'
import { checkDraft } from '../../../src/domain/draft-check.ts'
import { textHash, titleAndBody } from '../../../src/domain/statement.ts'
import { markdownToHtml } from '../../../src/signatories/statement/markdown.ts'

const isCountry = (code: string) => code === 'LT'
const text = { title: 'A letter', addressees: 'The Council', body: 'We ask.' }
const [first] = newDraft('en', 'A letter').texts
if (!first) throw new Error('a draft begins with a text')
const draft = (changes: Partial<Draft> = {}): Draft => ({
  ...newDraft('en', 'A letter'),
  texts: [{ ...first, ...text }],
  ...changes,
})
const founder = {
  key: 'desk-1',
  name: 'Home Again',
  country: 'LT',
  names: { be: 'Дадому' },
  knownNames: '',
  knownDomains: '',
}
const settings = (changes: Partial<Draft['settings']>) =>
  draft({ settings: { ...draft().settings, ...changes } })
const withText = (changes: Partial<Draft['texts'][number]>) =>
  draft({ texts: [{ ...first, ...text, ...changes }] })

const faultsOf = (one: Draft) => {
  const checked = checkDraft(one, isCountry)
  return checked.ok ? [] : checked.error.map(({ field, kind }) => `${field}: ${kind}`)
}
const published = (one: Draft) => {
  const checked = checkDraft(one, isCountry)
  if (!checked.ok) throw new Error(JSON.stringify(checked.error))
  return checked.value
}

describe('the Markdown that is signed', () => {
  it('has title, addressees and body, each covered by the hash', () => {
    const markdown = composeText({ ...text, addressees: 'The Council\n\nThe Parliament ' })
    expect(markdown).toBe('# A letter\n\nThe Council\\\nThe Parliament\n\nWe ask.\n')
    expect(titleAndBody(markdown).title).toBe('A letter')
    const hashes = [
      text,
      { ...text, title: 'B' },
      { ...text, addressees: 'Another' },
      { ...text, body: 'No.' },
    ]
    expect(new Set(hashes.map(one => textHash(composeText(one)))).size).toBe(4)
  })

  it('has no soft hyphen, which no reader sees', () => {
    const typed = { title: 'A let\u00ADter', addressees: 'The Coun\u00ADcil', body: 'We a\u00ADsk.' }
    expect(composeText(typed)).toBe('# A letter\n\nThe Council\n\nWe ask.\n')
  })

  it('takes addressees as words, whatever they look like to Markdown', () => {
    for (const line of [
      '# Not a heading',
      '1. Not a list',
      '- Nor this',
      '> Nor a quote',
      '[a](https://e.org)',
      '*a*',
    ]) {
      const html = markdownToHtml(composeText({ ...text, addressees: line }))
      expect(html.split('\n')[0]).toBe(`<p>${line.replace('>', '&gt;')}</p>`)
    }
  })

  it('leaves out what programs put around a text, and its line ends', () => {
    const body = '\uFEFFWe ask.\r\nMore.\u000bAgain.\u0000 \r\n\r\n\r\n\r\nThe end.  \n\n'
    expect(composeText({ ...text, addressees: '', body })).toBe(
      '# A letter\n\nWe ask.\nMore.\nAgain. \n\nThe end.\n',
    )
  })
})

describe('a draft', () => {
  it('is published as it was typed, in NFC, with what its fields mean', () => {
    const whole = draft({
      texts: [
        { ...first, ...text, title: ' A  letter e\u0301 ' },
        { ...first, ...text, language: 'ar', standing: 'courtesy', title: 'رسالة', translator: ' Layla ' },
      ],
      source: { name: 'The paper', url: 'https://paper.example/1', publishedOn: '2026-11-01' },
      founders: [{ ...founder, knownNames: 'HA\n', knownDomains: 'https://www.home.example/x' }],
      settings: {
        ...draft().settings,
        opens: '2026-12-01T09:00',
        closes: '2026-12-24T18:00',
        timeZone: 'europe/vilnius',
        signers: ['person', 'organisation'],
      },
    })
    const content = published(whole)
    expect(content).toMatchObject({
      defaultLanguage: 'en',
      texts: [{ language: 'en', title: 'A letter é', markdown: '# A letter é\n\nThe Council\n\nWe ask.\n' }],
      courtesy: [{ language: 'ar', translator: 'Layla', checkedBy: null }],
      source: { name: 'The paper', url: 'https://paper.example/1', publishedOn: '2026-11-01' },
      founders: [
        {
          key: 'desk-1',
          name: 'Home Again',
          country: 'LT',
          knownAs: { names: ['HA'], domains: ['home.example'] },
        },
      ],
      opensAt: '2026-12-01T07:00:00.000Z',
      closesAt: '2026-12-24T16:00:00.000Z',
      timeZone: 'Europe/Vilnius',
      signers: ['organisation', 'person'],
    })
    expect(content.texts[0]?.sha256).toBe(textHash(content.texts[0]?.markdown ?? ''))
  })

  it('says as whom a founding signatory signs where that is a network', () => {
    const kinds = ([undefined, 'organisation', 'network'] as const).map(kind => {
      const founders = [{ ...founder, ...(kind && { kind }) }]
      return published(draft({ texts: [{ ...first, ...text }], founders })).founders[0]?.kind
    })
    expect(kinds).toEqual([undefined, undefined, 'network'])
  })

  it('opens at the first of an hour that comes twice, and closes at the last', () => {
    const settings = { ...draft().settings, timeZone: 'Europe/Warsaw' }
    const at = (field: 'opens' | 'closes') =>
      published(
        draft({ texts: [{ ...first, ...text }], settings: { ...settings, [field]: '2030-10-27T02:30' } }),
      )
    expect(at('opens').opensAt).toBe('2030-10-27T00:30:00.000Z')
    expect(at('closes').closesAt).toBe('2030-10-27T01:30:00.000Z')
  })

  it.each<[string, Draft, string[]]>([
    ['nothing', newDraft('en', ''), ['text.en.title: required', 'text.en.body: required']],
    ['a long text', withText({ body: 'a'.repeat(60_001) }), ['text.en.body: too_long']],
    ['the longest text', withText({ body: `${'𝒶'.repeat(59_990)}` }), []],
    ['entangled markup', withText({ body: '>'.repeat(10_000) }), ['text.en.body: entangled']],
    ['a hidden sign in the title', withText({ title: 'A\u202Eb' }), ['text.en.title: deceptive']],
    [
      'a hidden sign in an addressee',
      withText({ addressees: 'A\u200Bb' }),
      ['text.en.addressees: deceptive'],
    ],
    [
      'only a courtesy text',
      withText({ standing: 'courtesy', translator: 'Ina' }),
      ['defaultLanguage: no_authoritative'],
    ],
    [
      'a courtesy text of nobody',
      withText({ standing: 'courtesy' }),
      ['text.en.translator: required', 'defaultLanguage: no_authoritative'],
    ],
    [
      'a source without an address',
      draft({ source: { name: 'A', url: '', publishedOn: '' } }),
      ['source.url: required'],
    ],
    [
      'a source that is a script',
      draft({ source: { name: 'A', url: 'javascript:1', publishedOn: '' } }),
      ['source.url: invalid'],
    ],
    [
      'a day that is none',
      draft({ source: { name: 'A', url: 'https://a.example', publishedOn: '2026-02-30' } }),
      ['source.publishedOn: invalid'],
    ],
    [
      'a founder without a name',
      draft({ founders: [{ ...founder, name: ' ' }] }),
      ['founder.desk-1.name: required'],
    ],
    [
      'a country that is none',
      draft({ founders: [{ ...founder, country: 'XX' }] }),
      ['founder.desk-1.country: invalid'],
    ],
    [
      'a domain that is none',
      draft({ founders: [{ ...founder, knownDomains: 'gmail.com' }] }),
      ['founder.desk-1.knownDomains: invalid'],
    ],
    [
      'two founders of one name',
      draft({ founders: [founder, { ...founder, key: 'desk-2', name: 'HOME AGAIN', names: {} }] }),
      ['founder.desk-2.name: twice'],
    ],
    [
      'a close before the opening',
      settings({ opens: '2026-12-02T00:00', closes: '2026-12-01T00:00' }),
      ['closes: not_later'],
    ],
    ['a time that is none', settings({ opens: '2026-12-01T25:00' }), ['opens: invalid']],
    ['a zone that is none', settings({ timeZone: 'Mars/Base' }), ['timeZone: invalid']],
    ['nobody who may sign', settings({ signers: [] }), ['signers: required']],
    ['words of no choice', settings({ order: 'rank', second: 'x' }), ['order: invalid', 'second: invalid']],
  ])('with %s', (_, one, faults) => {
    expect(faultsOf(one)).toEqual(faults)
  })

  it('says how long a text is that is too long', () => {
    const checked = checkDraft(withText({ body: 'a'.repeat(60_002) }), isCountry)
    expect(checked.ok ? null : checked.error[0]?.size).toEqual({ length: 60_002, most: 60_000 })
  })

  it('is named by its main text, else by whichever has a title', () => {
    const untitled = { ...first, ...text, title: '' }
    const russian = { ...first, ...text, language: 'ru', title: 'Письмо' }
    expect(titleOfDraft(draft({ texts: [russian, { ...first, ...text }] }))?.title).toBe('A letter')
    expect(titleOfDraft(draft({ texts: [untitled, russian] }))?.title).toBe('Письмо')
    expect(titleOfDraft(draft({ texts: [untitled] }))).toBeNull()
  })
})
