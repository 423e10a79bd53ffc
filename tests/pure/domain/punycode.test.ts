import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPunycode } from '../../../src/domain/punycode.ts'

// RFC 3492, 7.1, and some of our own.
it.each([
  ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
  ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
  ['4dbcagdahymbxekheh6e0a7fei0b', 'למההםפשוטלאמדבריםעברית'],
  ['3B-ww4c5e180e575a65lsy2b'.toLowerCase(), '3年b組金八先生'],
  ['80aaagzh3bfj0a9e', 'правозащита'],
  ['bcher-kva', 'bücher'],
  ['', ''],
])('%s spells %s', (spelled, text) => {
  expect(readPunycode(spelled)).toBe(text)
})

it.each(['a', '-', '!', 'Ы', '99999999', 'bcher-kva-', 'zzzzzzzzzzzzzzzzzz'])(
  '%s is read or refused, and ends',
  spelled => {
    expect(() => readPunycode(spelled)).not.toThrow()
  },
)

it('reads whatever a host can spell, as it was', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'абвёўіżółßéαβ日本한국هاא0-9a'),
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(letters, typed => {
      const [label = ''] = domainToASCII(`${typed}.example`).split('.')
      if (!label.startsWith('xn--')) return
      expect(readPunycode(label.slice(4))).toBe(typed.normalize('NFC'))
    }),
  )
})
