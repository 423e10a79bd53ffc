import { expect, it } from 'vitest'
import { inLanguage } from '../../../src/i18n/index.ts'

it.each([
  ['en', 'ar', 'in Arabic'],
  ['be', 'ar', 'на арабскай мове'],
  ['ru', 'fa', 'на персидском языке'],
  ['be', 'yi', 'на мове ідыш'],
  ['ru', 'hi', 'на языке хинди'],
  ['ru', 'sr-Latn-ME', 'на сербском (Latn-ME) языке'],
  ['be', 'be', 'па-беларуску'],
] as const)('in %s, %s is “%s”', (lang, tag, words) => {
  expect(inLanguage(lang, tag)).toBe(words)
})
