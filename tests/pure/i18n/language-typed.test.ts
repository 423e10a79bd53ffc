import { expect, it } from 'vitest'
import { languageTyped } from '../../../src/i18n/index.ts'

it.each([
  ['English', 'en'],
  ['беларуская', 'be'],
  [' Украинский ', 'uk'],
  ['PERSIAN', 'fa'],
  ['be_tarask', 'be-tarask'],
  ['ga', 'ga'],
  ['zh-Hant', 'zh-Hant'],
  ['Nothing of the sort', null],
  ['', null],
])('a language is known by its tag and by its names: %s', (typed, tag) => {
  expect(languageTyped(typed)).toBe(tag)
})
