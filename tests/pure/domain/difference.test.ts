import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference, type LinePair, type Piece } from '../../../src/domain/difference.ts'

const textOf = (pieces: readonly Piece[] | null) => pieces?.map(({ text }) => text).join('') ?? null
const side = (pairs: readonly LinePair[], which: 'before' | 'now') =>
  pairs.flatMap(pair => textOf(pair[which]) ?? []).join('\n')
const kinds = (pairs: readonly LinePair[]) =>
  pairs.map(({ before, now }) =>
    [before, now].map(one => one?.map(({ kind, text }) => `${kind}:${text}`) ?? null),
  )

describe('the difference of two texts', () => {
  it('leaves lines as they are that are in both', () => {
    expect(kinds(difference('a\n\nb', 'a\n\nb'))).toEqual([
      [['same:a'], ['same:a']],
      [['same:b'], ['same:b']],
    ])
  })

  it('marks the words of a line that changed', () => {
    expect(kinds(difference('We ask for peace.', 'We ask for all peace.'))).toEqual([
      [['same:We ask for peace.'], ['same:We ask for ', 'new:all ', 'same:peace.']],
    ])
    expect(kinds(difference('Мы просім.', 'Мы патрабуем.'))).toEqual([
      [
        ['same:Мы ', 'gone:просім', 'same:.'],
        ['same:Мы ', 'new:патрабуем', 'same:.'],
      ],
    ])
  })

  it('tells lines that came from lines that went', () => {
    expect(kinds(difference('a\nb', 'a\nx\ny\nb'))).toEqual([
      [['same:a'], ['same:a']],
      [null, ['new:x']],
      [null, ['new:y']],
      [['same:b'], ['same:b']],
    ])
    expect(kinds(difference('a\nb', 'a'))).toEqual([
      [['same:a'], ['same:a']],
      [['gone:b'], null],
    ])
  })

  it('has both texts in it, whatever they are', () => {
    const word = fc.constantFrom('a', 'b', 'c', ' ', '\n', '.', 'ў')
    const anyText = fc.array(word, { maxLength: 40 }).map(words => words.join(''))
    const filled = (text: string) =>
      text
        .split('\n')
        .filter(line => line.trim() !== '')
        .join('\n')
    fc.assert(
      fc.property(anyText, anyText, (before, now) => {
        const pairs = difference(before, now)
        expect(side(pairs, 'before')).toBe(filled(before))
        expect(side(pairs, 'now')).toBe(filled(now))
      }),
    )
  })

  // Comparing each of 60,000 words with each would be 3,600,000,000 steps.
  it('of two long texts that share nothing takes no time that grows with the square', () => {
    const start = performance.now()
    const pairs = difference('a b '.repeat(15_000), 'c d '.repeat(15_000))
    expect(pairs).toHaveLength(1)
    difference('a\n'.repeat(30_000), 'b\n'.repeat(30_000))
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
