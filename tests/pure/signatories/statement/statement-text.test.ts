import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../../src/config.ts'
import { textHash } from '../../../../src/domain/statement.ts'
import { type Language, translator } from '../../../../src/i18n/index.ts'
import {
  StatementText,
  shownText,
  textDateline,
} from '../../../../src/signatories/statement/statement-text.tsx'
import { renderVersionPage } from '../../../../src/signatories/statement/version-page.tsx'
import { statementFiles } from '../../../../src/statements/files.ts'
import { textOf } from '../../../support/moderator.ts'
import { publicStatement } from '../../../support/public-statement.ts'
import { testEnv } from '../../../support/scene.ts'

const config = readConfig(testEnv)
const hash = 'c'.repeat(64)
const be = { language: 'be', title: 'Заява', markdown: '# Заява\n\nПераклад.\n', sha256: hash } as const
const unchecked = publicStatement({
  texts: [{ language: 'en', title: 'A statement', markdown: '# A statement\n\nSigned.\n', sha256: hash }],
  courtesy: [{ ...be, translator: 'Ina', checkedBy: null }],
})
const render = (lang: Language, version = unchecked, folded = true) =>
  String(StatementText({ lang, version, folded }))

describe('a courtesy text', () => {
  it('is what its readers see first, with what it is worth above it and the signed text folded below', () => {
    const html = render('be')
    const order = ['Неафіцыйны пераклад', 'Пераклад: Ina', 'яшчэ ніхто не правяраў', 'Пераклад.', 'Signed.']
    const places = order.map(part => html.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(html).toMatch(/<details[^>]*><summary>[^<]*па-англійску<\/summary><div[^>]* lang="en"/)
    expect(shownText('be', unchecked).title).toBe('Заява')
    expect(textDateline('be', unchecked)).toContain('Неафіцыйны пераклад версіі 1')
  })

  it('is unfolded where it is printed', () => {
    expect(render('be', unchecked, false)).not.toContain('<details')
    expect(render('be', unchecked, false)).toContain('Signed.')
  })

  it('names who checked it', () => {
    const checked = { ...unchecked, courtesy: [{ ...be, translator: 'Ina', checkedBy: 'Alaksandra' }] }
    expect(textOf(render('be', checked))).toContain('Праверка: Alaksandra.')
  })

  it('is for readers of its language alone', () => {
    expect(render('en')).not.toContain('Пераклад')
    expect(textOf(render('ru'))).toContain(
      translator('ru')('statement.onlyIn', { language: translator('ru')('language.in.en') }),
    )
    expect(shownText('ru', unchecked).title).toBe('A statement')
  })

  it('of an earlier version says under the title in which language that one was signed', () => {
    const { version, change, publishedAt, sha256, texts, courtesy } = unchecked
    const old = { version, change, publishedAt, sha256, texts, courtesy }
    const html = renderVersionPage(config, 'be', { ...unchecked, version: 2 }, old)
    const signed = translator('be')('language.in.en')
    expect(textOf(html)).toContain(translator('be')('version.dateline', { version, language: signed }))
    expect(textOf(html)).toContain('Заява')
  })

  it('gives way to a text that is signed in the language itself', () => {
    const both = { ...unchecked, texts: [...unchecked.texts, { ...be, markdown: '# Заява\n\nПадпісана.\n' }] }
    expect(render('be', both)).toContain('Падпісана.')
    expect(render('be', both)).not.toContain('Пераклад')
  })
})

describe('the courtesy texts of the statement', () => {
  const [statement] = statementFiles
  const blocks = (markdown = '') => markdown.split(/\n\n/).map(block => block.trim())
  const shapeOf = (markdown = '') =>
    blocks(markdown).map(block => (/^(#|- )/.exec(block)?.[1] ?? 'p') + block.split('\n').length)
  // What no translation changes: numbers of people, days, years and articles.
  const figures = (markdown = '') => (markdown.match(/\d+/g) ?? []).filter(figure => figure !== '11').sort()

  it.each(['be', 'ru'] as const)('say in %s as much as the signed text, in the same order', lang => {
    const signed = statement?.texts.en
    const courtesy = statement?.courtesy?.[lang]?.markdown
    expect(shapeOf(courtesy)).toEqual(shapeOf(signed))
    expect(figures(courtesy)).toEqual(figures(signed))
    expect(statement?.courtesy?.[lang]?.translates).toBe(textHash(signed ?? ''))
  })
})
