import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { generate } from '../../../src/build/cldr.ts'
import { languages } from '../../../src/i18n/index.ts'

it.each(languages)('writes what stands in the folder of %s', lang => {
  const file = new URL(`../../../src/i18n/${lang}/cldr.generated.json`, import.meta.url)
  expect(readFileSync(file, 'utf8')).toBe(generate(lang))
})
