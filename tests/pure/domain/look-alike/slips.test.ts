import { describe, expect, it } from 'vitest'
import { closestNames, lookOf } from '../../../../src/domain/look-alike/resemblance.ts'
import founding from '../../../../src/statements/forcible-expulsion/statement.json' with { type: 'json' }
import { sampled, someOf } from '../../../support/exhaustive.ts'

// Every name of the eleven, public or known, with one slip in it, wherever that may be.

const eleven = founding.foundingSignatories.map(({ name, names = {}, knownAs }) => {
  const labels = knownAs.domains.map(domain => domain.split('.')[0] ?? '')
  const spelled = [...new Set([name, ...Object.values(names), ...knownAs.names])]
  return { name, spelled, looks: [...spelled, ...labels].map(lookOf) }
})

const isLetter = (text: string | undefined) => text !== undefined && /^\p{L}$/u.test(text)
const others = (letter: string) => (/\p{Script=Latin}/u.test(letter) ? 'aeiostrn' : 'аеіостнк')

/** What each place of a name may become: the text in the place of it and of what follows it. */
const slips: Record<string, (letter: string, rest: string) => string[]> = {
  'left out': (_, rest) => [rest],
  doubled: (letter, rest) => [letter + letter + rest],
  mistaken: (letter, rest) =>
    [...others(letter)].filter(other => other !== letter.toLowerCase()).map(other => other + rest),
  'swapped with its neighbour': (letter, rest) =>
    isLetter(rest[0]) && rest[0]?.toLowerCase() !== letter.toLowerCase()
      ? [rest[0] + letter + rest.slice(1)]
      : [],
}

const slipsIn = (name: string, slip: (letter: string, rest: string) => string[]): string[] =>
  [...name].flatMap((letter, at) =>
    isLetter(letter) ? slip(letter, name.slice(at + 1)).map(end => name.slice(0, at) + end) : [],
  )

describe(`of the names of the eleven${sampled}`, () => {
  it.each(Object.entries(slips))('no more than one in fifty is unseen with a letter %s', (_, slip) => {
    const all = eleven.flatMap(({ spelled, looks }) =>
      spelled.flatMap(name => [...new Set(slipsIn(name, slip))].map(text => ({ text, looks }))),
    )
    expect(all.length).toBeGreaterThan(800)
    const some = someOf(all, 300)
    const unseen = some.filter(({ text, looks }) => closestNames([lookOf(text)], looks) === null)
    expect(unseen.length / some.length, unseen.map(({ text }) => text).join(', ')).toBeLessThanOrEqual(0.02)
  })
})

describe('a slip in a word that many share', () => {
  const likenesses = (name: string) =>
    eleven.filter(({ looks }) => closestNames([lookOf(name)], looks) !== null).map(one => one.name)

  it.each([
    ['Lawternd', 'Lawtrend'],
    ['Latwrend', 'Lawtrend'],
    ['Lawternd Belarus', 'Lawtrend'],
    ['Latwrend Center', 'Lawtrend'],
    ['Legal Transformation Cetner', 'Lawtrend'],
    ['Belarusian Helsinki Commttee', 'Belarusian Helsinki Committee'],
    ['Belarusian Helsinki Comimttee', 'Belarusian Helsinki Committee'],
    ['Helsinki Commttee of Belarus', 'Belarusian Helsinki Committee'],
    ['Rigth to Defense', 'Right to Defense'],
    ['Right to Defnse', 'Right to Defense'],
    ['Rigth to Defense Belarus', 'Right to Defense'],
    ['Leagl Initiative', 'Legal Initiative'],
    ['Legal Initiatve Vilnius', 'Legal Initiative'],
    ['Belarusian PNE', 'Belarusian PEN'],
    ['Belarusian Human Rigths House', 'Belarusian Human Rights House named after Barys Zvozskau'],
    ['Human Rigths House of Belarus', 'Belarusian Human Rights House named after Barys Zvozskau'],
    [
      'Office for the Rigths of Persons with Disabilities',
      'Office for the Rights of Persons with Disabilities',
    ],
  ])('%s is nearly %s', (name, meant) => {
    expect(likenesses(name)).toEqual([meant])
  })

  it.each(['Belarusian PAN', 'Right to Peace', 'Regional Initiative', 'Deutsches PEN-Zentrum'])(
    '%s is none',
    name => {
      expect(likenesses(name)).toEqual([])
    },
  )
})

it.each([
  ['Belarusian BYSOL', 'Belarusian BYPOL'],
  ['Right to Play', 'Right to Pray'],
  ['Gymnasium 15', 'Gymnasium 16'],
])('a letter of a short word makes another name: %s, %s', (one, other) => {
  expect(closestNames([lookOf(one)], [lookOf(other)])).toBeNull()
})
