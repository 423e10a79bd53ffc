import { describe, expect, it } from 'vitest'
import { answerSchemas } from '../../../../src/signatories/formats/answer-schemas.ts'
import { statementAnswer } from '../../../../src/signatories/formats/statement-json.ts'
import { publicStatement } from '../../../support/public-statement.ts'

const hash = (digit: string) => digit.repeat(64)
const statement = publicStatement({
  slug: 'forcible-expulsion',
  defaultLanguage: 'en',
  revision: 14,
  version: 2,
  change: 'editorial',
  publishedAt: '2026-04-01T12:00:00.000Z',
  sha256: hash('2'),
  texts: [
    { language: 'be', title: 'Заява', markdown: '# Заява\n', sha256: hash('b') },
    { language: 'en', title: 'Statement', markdown: '# Statement\n', sha256: hash('2') },
  ],
  courtesy: [
    {
      language: 'ru',
      title: 'Заявление',
      markdown: '# Заявление\n',
      sha256: hash('c'),
      translator: 'Ina',
      checkedBy: null,
    },
  ],
  earlier: [
    {
      version: 1,
      change: 'substantive',
      publishedAt: '2026-03-01T12:00:00.000Z',
      sha256: hash('1'),
      texts: [{ language: 'en', title: 'A statement', markdown: '# A statement\n', sha256: hash('1') }],
      courtesy: [],
    },
  ],
})

describe('a statement in JSON', () => {
  const answer = statementAnswer('https://countersign.example', statement)

  it('names every version, newest first, and the languages of the newest', () => {
    expect(answer.versions.map(({ version, sha256 }) => [version, sha256])).toEqual([
      [2, hash('2')],
      [1, hash('1')],
    ])
    expect(answer).toMatchObject({ version: 2, sha256: hash('2'), count: 0, revision: 14 })
    expect(answer.languages).toEqual(['en', 'be'])
    expect(answer.versions[0]?.courtesyTexts).toEqual([
      {
        language: 'ru',
        direction: 'ltr',
        standing: 'courtesy',
        title: 'Заявление',
        sha256: hash('c'),
        translator: 'Ina',
        checkedBy: null,
        page: 'https://countersign.example/ru/forcible-expulsion/text/ru',
      },
    ])
    expect(answer.pages.be).toBe('https://countersign.example/be/forcible-expulsion')
  })

  it('leaves the text itself to the page', () => {
    expect(JSON.stringify(answer)).not.toContain('markdown')
  })

  it('is what the description says, to the field', () => {
    expect(answerSchemas.Statement.parse(answer)).toEqual(answer)
  })
})
