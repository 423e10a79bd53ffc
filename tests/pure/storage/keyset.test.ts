import { describe, expect, it } from 'vitest'
import {
  type Cursor,
  neighbourPages,
  pageAround,
  pageOf,
  readPosition,
  writeCursor,
} from '../../../src/storage/keyset.ts'

const cursorOf = (n: number): Cursor => ({
  at: `2030-01-01T00:00:00.00000${n}Z`,
  id: `00000000-0000-4000-8000-00000000000${n}`,
})
const [one, two, three] = [cursorOf(1), cursorOf(2), cursorOf(3)]
const rows = [{ cursor: one }, { cursor: two }]

describe('the neighbours of a page', () => {
  it('are none where it is all there is', () => {
    expect(neighbourPages({ rows, more: false }, null)).toEqual({ before: null, after: null })
  })

  it('are what more there is, on the first page', () => {
    expect(neighbourPages({ rows, more: true }, null)).toEqual({
      before: null,
      after: { side: 'after', cursor: two },
    })
  })

  it.each(['after', 'before'] as const)('are always where one came from, of a page %s another', side => {
    const back = side === 'after' ? 'before' : 'after'
    const neighbours = neighbourPages({ rows, more: false }, { side, cursor: three })
    expect(neighbours[back]).toEqual({ side: back, cursor: back === 'before' ? one : two })
    expect(neighbours[side]).toBeNull()
    expect(neighbourPages({ rows, more: true }, { side, cursor: three })[side]).not.toBeNull()
  })

  it('are none of a page without rows', () => {
    const empty = { rows: [], more: false }
    expect(neighbourPages(empty, { side: 'after', cursor: one })).toEqual({ before: null, after: null })
  })
})

describe('a page', () => {
  it('leaves out the row that only says that there are more', () => {
    expect(pageOf([1, 2, 3], 2, null)).toEqual({ rows: [1, 2], more: true })
    expect(pageOf([1, 2], 2, null)).toEqual({ rows: [1, 2], more: false })
  })

  it('is in its own order where it was read backwards', () => {
    expect(pageOf([3, 2, 1], 2, { side: 'before', cursor: three })).toEqual({ rows: [2, 3], more: true })
  })
})

describe('the position in a query', () => {
  it('is after a cursor, or before one, and after where both are given', () => {
    expect(readPosition({ after: writeCursor(one) })).toEqual({ side: 'after', cursor: one })
    expect(readPosition({ before: writeCursor(two) })).toEqual({ side: 'before', cursor: two })
    expect(readPosition({ after: writeCursor(one), before: writeCursor(two) })).toEqual({
      side: 'after',
      cursor: one,
    })
  })

  it('is none where there is nothing to read', () => {
    expect(readPosition({})).toBeNull()
    expect(readPosition({ after: 'x', before: '2030-02-31T00:00:00.000000Z_' })).toBeNull()
  })
})

describe('the page around a row', () => {
  const before = [1, 2, 3, 4]
  const after = [6, 7, 8, 9]
  it.each([
    [before, after, [3, 4, 5, 6, 7]],
    [[], after, [5, 6, 7, 8, 9]],
    [[4], after, [4, 5, 6, 7, 8]],
    [before, [], [1, 2, 3, 4, 5]],
    [before, [6], [2, 3, 4, 5, 6]],
    [[4], [6], [4, 5, 6]],
    [[], [], [5]],
  ])('after %j and before %j is %j', (earlier, later, page) => {
    expect(pageAround(earlier, 5, later, 5)).toEqual(page)
  })
})
