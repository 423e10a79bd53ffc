import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../../src/config.ts'
import { paths } from '../../../../src/paths.ts'
import { renderRoundPage, renderRoundVersion } from '../../../../src/signatories/round/round-page.tsx'
import { About } from '../../../../src/signatories/statement/about.tsx'
import { documentPieces } from '../../../../src/signatories/statement/document-page.tsx'
import { renderVersionPage } from '../../../../src/signatories/statement/version-page.tsx'
import { publicStatement } from '../../../support/public-statement.ts'
import { testEnv } from '../../../support/scene.ts'

const config = readConfig(testEnv)
const text = (language: string, digit: string) => ({
  language,
  title: `Text ${language}`,
  markdown: `# Text ${language}\n`,
  sha256: digit.repeat(64),
})
const texts = [text('be', 'b'), text('en', 'e'), text('fa', 'f')]
const courtesy = [{ ...text('ru', 'c'), translator: 'Ina', checkedBy: null }]
const version = { sha256: 'e'.repeat(64), texts, courtesy }
const statement = publicStatement(version)
const old = {
  ...version,
  version: 1,
  change: 'substantive',
  publishedAt: '2026-03-01T12:00:00.000Z',
} as const
const newer = publicStatement({ ...version, version: 2, earlier: [old] })

/** Each hash on a page, by the letter it consists of. */
const hashesIn = (html: string) => [...html.matchAll(/<code>(\w)\1{63}<\/code>/g)].map(([, digit]) => digit)

async function document(lang: 'be' | 'en' | 'ru') {
  let html = ''
  const none = (async function* () {})()
  for await (const piece of documentPieces(config, lang, { statement, asOf: null }, '2026-11-24', none))
    html += piece
  return html
}

describe('a statement with several authoritative texts', () => {
  it.each([
    ['be', 'b'],
    ['en', 'e'],
    ['ru', 'e'],
  ] as const)('has beside the text of %s the hash of that one', async (lang, digit) => {
    const round = { statement, publishAt: null, now: new Date(0) }
    expect(hashesIn(String(About({ config, lang, statement })))).toEqual([digit])
    expect(hashesIn(await document(lang))).toEqual([digit])
    expect(hashesIn(renderRoundPage(lang, round))).toEqual([digit])
    expect(hashesIn(renderRoundVersion(lang, newer, old))).toEqual([digit])
    expect(hashesIn(renderVersionPage(config, lang, newer, old))).toEqual([digit])
  })

  it('has them of a text that is asked for by its tag', () => {
    const round = { statement, publishAt: null, now: new Date(0), tag: 'fa' }
    expect(hashesIn(renderRoundPage('be', round))).toEqual(['f'])
    expect(hashesIn(renderRoundVersion('be', newer, old, 'fa'))).toEqual(['f'])
    expect(hashesIn(renderVersionPage(config, 'be', newer, old, 'fa'))).toEqual(['f'])
    expect(hashesIn(renderVersionPage(config, 'be', newer, old, 'ru'))).toEqual(['c'])
  })

  it('leads to the file of that text, and names every language that binds', () => {
    const about = String(About({ config, lang: 'be', statement }))
    expect(about).toContain(`href="${paths.statement.version('be', statement.slug, '1.md')}"`)
    expect(about).not.toContain(paths.statement.version('en', statement.slug, '1.md'))
    expect(about).toContain('SHA-256 тэксту па-беларуску')
    expect(String(About({ config, lang: 'en', statement }))).toContain(
      'in English, in Belarusian and in Persian',
    )
  })
})
