import { describe, expect, it } from 'vitest'
import { readWriting } from '../../../../src/moderation/statements/writing-form.ts'

const form = (...fields: [string, string][]) => {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}
const key = () => 'desk-new'
const base: [string, string][] = [
  ['revision', '7'],
  ['texts', 'en'],
  ['texts', 'ru'],
  ['text.en.title', 'A'],
  ['text.en.body', 'one\r\ntwo'],
  ['text.ru.standing', 'courtesy'],
  ['defaultLanguage', 'en'],
  ['founders', 'desk-1'],
  ['founder.desk-1.name', 'Home'],
  ['founder.desk-1.names.ru', 'Дом'],
  ['signers', 'organisation'],
  ['signers', 'person'],
]
const read = (...more: [string, string][]) => readWriting(form(...base, ...more), key)

describe('a form of a draft', () => {
  it('is read as it was typed, with line ends as they are stored', () => {
    const { draft, revision, step } = read(['do', 'save'])
    expect([revision, step]).toEqual([7, 'save'])
    expect(draft.texts.map(({ language, standing, body }) => [language, standing, body])).toEqual([
      ['en', 'authoritative', 'one\ntwo'],
      ['ru', 'courtesy', ''],
    ])
    expect(draft.founders).toMatchObject([{ key: 'desk-1', name: 'Home', names: { ru: 'Дом' } }])
    expect(draft.settings).toMatchObject({ signers: ['organisation', 'person'], inDanger: false })
  })

  it('adds a language by its tag in canonical form, and a founding signatory', () => {
    const added = read(['do', 'add-language'], ['language', 'ZH-hant'], ['standing', 'courtesy'])
    expect(added.draft.texts.at(-1)).toMatchObject({ language: 'zh-Hant', standing: 'courtesy' })
    expect(added.added).toBe('text.zh-Hant.title')
    expect(read(['do', 'add-founder']).draft.founders.map(one => one.key)).toEqual(['desk-1', 'desk-new'])
  })

  it.each(['', 'ru', 'RU', 'not a tag', 'x'.repeat(5000)])('says of “%s” that it is not added', typed => {
    const { refusedLanguage, draft } = read(['do', 'add-language'], ['language', typed])
    expect([refusedLanguage, draft.texts.length]).toEqual([typed, 2])
  })

  it('takes out what a button names, and gives what was there before', () => {
    const { draft, removed } = read(['do', 'remove-language:ru'])
    expect([draft.texts.length, removed?.texts.length]).toEqual([1, 2])
    expect(read(['do', 'remove-founder:desk-1']).draft.founders).toEqual([])
  })

  it('has a founding signatory sign as an organisation, or as a network where that is chosen', () => {
    const kindOf = (typed: string) => read(['founder.desk-1.kind', typed]).draft.founders[0]?.kind
    expect(['organisation', 'network', 'person', ''].map(kindOf)).toEqual([
      undefined,
      'network',
      undefined,
      undefined,
    ])
  })

  it('moves a founding signatory a place up, and the first nowhere', () => {
    const more: [string, string][] = ['desk-2', 'desk-3'].map(key => ['founders', key])
    const orderAfter = (key: string) =>
      read(...more, ['do', `founder-up:${key}`]).draft.founders.map(one => one.key)
    expect(orderAfter('desk-3')).toEqual(['desk-1', 'desk-3', 'desk-2'])
    for (const key of ['desk-1', 'desk-9', ''])
      expect(orderAfter(key)).toEqual(['desk-1', 'desk-2', 'desk-3'])
  })

  it('takes nothing else for a text, a founder or a revision', () => {
    const { draft, revision } = readWriting(
      form(
        ['revision', '1e3'],
        ['texts', '../x'],
        ['texts', 'en'],
        ['texts', 'en'],
        ['founders', 'A b'],
        ['do', 'x:y'],
      ),
      key,
    )
    expect([revision, draft.texts.length, draft.founders.length]).toEqual([0, 1, 0])
    expect(readWriting(form(), key).draft.texts).toEqual([])
  })
})
