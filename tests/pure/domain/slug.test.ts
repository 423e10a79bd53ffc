import { describe, expect, it } from 'vitest'
import { slugFault } from '../../../src/domain/statement.ts'
import { paths } from '../../../src/paths.ts'

describe('the slug of a new statement', () => {
  it('is none of the words that the desk has in its place', () => {
    const pages = [paths.desk.newStatement, paths.desk.order].map(path => path.split('/').at(-1) ?? '')
    expect(pages.map(slugFault)).toEqual(['reserved', 'reserved'])
  })

  it.each([
    ['', 'required'],
    ['ab', 'invalid'],
    ['No-Capitals', 'invalid'],
    ['-edge', 'invalid'],
    ['private', 'reserved'],
    ['free-them', null],
  ])('“%s”: %s', (slug, fault) => expect(slugFault(slug)).toBe(fault))
})
