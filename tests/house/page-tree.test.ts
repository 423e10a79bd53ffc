import { describe, expect, it } from 'vitest'
import { headingFaults, nameless, type Told } from '../support/page-tree.ts'

const told = (role: string, level = 0, name = 'Words'): Told => ({ role, name, level, depth: 0 })
const headings = (...levels: number[]) => [told('banner'), ...levels.map(level => told('heading', level))]

// What the browser's tests hold every page against must be able to find something.
describe('the headings of a page', () => {
  it.each([[[1]], [[1, 2, 3, 3, 2, 3]], [[1, 2, 3, 4, 2]]])('are in order: %j', levels => {
    expect(headingFaults(headings(...levels))).toEqual([])
  })

  it.each([[[]], [[2]], [[2, 1]], [[1, 2, 1]], [[1, 3]], [[1, 2, 4]]])('are not: %j', levels => {
    expect(headingFaults(headings(...levels))).toHaveLength(1)
  })

  it('have words', () => {
    expect(headingFaults([told('heading', 1), told('heading', 2, '')])).toHaveLength(1)
  })
})

it('finds what can be used and has no name, and nothing else', () => {
  const tree = ['link', 'searchbox', 'combobox', 'status', 'list'].map(role => told(role, 0, ''))
  expect(nameless([...tree, told('button')])).toEqual(['link', 'searchbox', 'combobox'])
})
