import { describe, expect, it } from 'vitest'
import { isInSight } from '../../../src/domain/sight.ts'
import { type Move, moved } from '../../../src/domain/statement-order.ts'

const order = [
  { slug: 'file-1', origin: 'files' },
  { slug: 'desk-1', origin: 'desk' },
  { slug: 'file-2', origin: 'files' },
  { slug: 'desk-2', origin: 'desk' },
] as const

describe('the order of statements', () => {
  it.each<[string, Move, string | null]>([
    ['desk-1', 'up', 'desk-1 file-1 file-2 desk-2'],
    ['desk-1', 'down', 'file-1 file-2 desk-1 desk-2'],
    ['desk-2', 'first', 'desk-2 file-1 desk-1 file-2'],
    ['file-2', 'up', 'file-1 file-2 desk-1 desk-2'],
    ['file-2', 'down', 'file-1 desk-1 desk-2 file-2'],
    ['file-1', 'down', 'desk-1 file-1 file-2 desk-2'],
    ['file-2', 'first', null],
    ['file-1', 'up', null],
    ['file-1', 'first', null],
    ['desk-2', 'down', null],
    ['none', 'up', null],
  ])('after %s %s', (slug, move, after) => {
    expect(moved(order, slug, move)?.join(' ') ?? null).toBe(after)
  })
})

it('whoever is limited sees those statements alone, and nothing where they have gone', () => {
  expect(isInSight(null, 'one')).toBe(true)
  expect(isInSight(['one'], 'one')).toBe(true)
  expect(isInSight(['one'], 'two')).toBe(false)
  expect(isInSight([], 'one')).toBe(false)
})
