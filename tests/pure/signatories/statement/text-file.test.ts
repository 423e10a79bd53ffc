import { expect, it } from 'vitest'
import { textFile, versionOf } from '../../../../src/signatories/statement/text-file.ts'
import { publicStatement } from '../../../support/public-statement.ts'

it('finds a version by its number, and names the file of its text', () => {
  const statement = publicStatement({ version: 2, earlier: [publicStatement({ version: 1 })] })
  expect([1, 2, 3].map(number => versionOf(statement, number)?.version ?? null)).toEqual([1, 2, null])
  expect(textFile('a', 2, 'en')).toBe('/en/a/v/2.md')
})
