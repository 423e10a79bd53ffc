import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { type Language, languages } from '../../../src/i18n/index.ts'
import { renderEmbed } from '../../../src/signatories/embed/embed-page.tsx'
import { embedSnippet } from '../../../src/signatories/embed/embed-snippet.ts'
import { renderListPage } from '../../../src/signatories/list/list-page.tsx'
import { readListQuery } from '../../../src/signatories/list/list-query.ts'
import { renderSignatoryPage } from '../../../src/signatories/list/signatory-page.tsx'
import { documentPieces } from '../../../src/signatories/statement/document-page.tsx'
import { renderStatementPage } from '../../../src/signatories/statement/statement-page.tsx'
import { renderVersionPage } from '../../../src/signatories/statement/version-page.tsx'
import type { PublicStatement } from '../../../src/storage/public-statements.ts'
import { publicSignatory, publicStatement } from '../../support/public-statement.ts'
import { testEnv } from '../../support/scene.ts'

const config = readConfig(testEnv)
const title = 'Against a thing that may not be named'
const website = 'https://forbidden.example/path'
const host = 'forbidden.example'
const neutral: Record<string, string> = {
  en: 'A joint statement',
  be: 'Сумесная заява',
  ru: 'Совместное заявление',
}

const signatories = [
  publicSignatory({ founding: true, name: 'Human Constanta', website }),
  publicSignatory({ name: 'Vilnius Human Rights Forum', website }),
]
const text = { language: 'en' as const, title, markdown: `# ${title}\n\nText.\n`, sha256: '0'.repeat(64) }
const old = {
  version: 1,
  change: 'substantive' as const,
  publishedAt: '2026-01-01T12:00:00.000Z',
  sha256: '0',
  courtesy: [],
}
const statementWith = (readersInDanger: boolean) =>
  publicStatement({
    readersInDanger,
    signatories,
    version: 2,
    texts: [text],
    earlier: [{ ...old, texts: [text] }],
  })

async function documentOf(lang: Language, statement: PublicStatement) {
  async function* batches() {
    yield statement.signatories
  }
  const pieces: string[] = []
  const view = { statement, asOf: null }
  for await (const piece of documentPieces(config, lang, view, '2026-11-24', batches())) pieces.push(piece)
  return pieces.join('')
}

function listOf(lang: Language, statement: PublicStatement, params: Record<string, string>) {
  const request = readListQuery(lang, params)
  const page = { signatories: [...statement.signatories], next: null, matchCount: 2, more: false }
  return renderListPage(config, lang, { statement, asOf: null, request, page })
}

const [first] = signatories
if (!first) throw new Error('no signatory')
const pages: Record<string, (lang: Language, statement: PublicStatement) => string | Promise<string>> = {
  statement: (lang, statement) =>
    renderStatementPage(config, lang, { statement, asOf: null, openness: 'open' }),
  list: (lang, statement) => listOf(lang, statement, {}),
  search: (lang, statement) => listOf(lang, statement, { q: 'forum' }),
  signatory: (lang, statement) => renderSignatoryPage(config, { lang, statement, id: first.id }, first),
  document: documentOf,
  version: (lang, statement) => renderVersionPage(config, lang, statement, { ...old, texts: [text] }),
  embed: (lang, statement) => renderEmbed(config, lang, { statement, asOf: null, openness: 'open' }, 'light'),
}

const each = Object.keys(pages).flatMap(name => languages.map(lang => [name, lang] as const))
const headOf = (html: string) => html.slice(0, html.indexOf('</head>'))

describe.each(each)('the page of a %s, in %s, where readers are in danger', async (name, lang) => {
  const render = pages[name]
  if (!render) throw new Error('no page')
  const html = await render(lang, statementWith(true))
  const usual = await render(lang, statementWith(false))

  it('has a neutral title, and says nowhere in its head what it is about or who signed', () => {
    const head = headOf(html)
    expect(head).toMatch(new RegExp(`<title>[^<]*${neutral[lang]}`))
    expect(head).not.toContain(title)
    for (const signatory of signatories) expect(head).not.toContain(signatory.name)
    expect(headOf(usual)).toContain(title)
  })

  it('has the statement’s own title in its body all the same', () => {
    expect(html.slice(html.indexOf('<body'))).toContain(title)
  })

  it('has the websites of signatories as text, and no way to them', () => {
    expect(html).not.toMatch(new RegExp(`(href|src)="[^"]*${host}`))
    // A version names nobody, and an embed no website.
    const hasWebsites = usual.includes(`href="${website}"`)
    expect(hasWebsites).toBe(!['version', 'embed'].includes(name))
    expect(html.includes(host)).toBe(hasWebsites)
  })
})

describe('what others put on their pages, or get by a link', () => {
  it.each(languages)('says nothing of it either, in %s', lang => {
    const html = renderStatementPage(config, lang, {
      statement: statementWith(true),
      asOf: null,
      openness: 'open' as const,
    })
    const shared = [...html.matchAll(/href="(mailto:[^"]*|https:\/\/(?:t\.me|wa\.me|x\.com)[^"]*)"/g)]
    expect(shared).toHaveLength(4)
    for (const [, href = ''] of shared) {
      expect(decodeURIComponent(href)).toContain(neutral[lang])
      expect(decodeURIComponent(href)).not.toContain(title)
    }
    expect(embedSnippet(config.publicUrl, lang, statementWith(true))).not.toContain(title)
    expect(embedSnippet(config.publicUrl, lang, statementWith(false))).toContain(title)
  })
})
