import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import {
  commitmentOf,
  type FinalSignatory,
  openFields,
  openingsOf,
  saltBytes,
  sealFinalList,
} from '../../../src/domain/final-list.ts'

const signatory = (changes: Partial<FinalSignatory> = {}): FinalSignatory => ({
  name: 'Вясна',
  names: { en: 'Viasna' },
  kind: 'organisation',
  personTitle: null,
  affiliation: null,
  country: 'BY',
  version: 1,
  textLanguage: 'en',
  signedOn: '2030-03-01',
  ...changes,
})
const head = {
  statement: 'quiet-words',
  version: 1,
  sha256: 'a'.repeat(64),
  closedAt: '2030-03-01T12:00:00.000Z',
  withheld: 2,
  earlier: 3,
}
const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

it('numbers the signatories in their order and binds each under a salt of its own', () => {
  const salts = new Uint8Array(saltBytes(2)).fill(1, 0, 32).fill(2, 32)
  const openings = openingsOf([signatory(), signatory({ name: 'Forum' })], 1, salts)
  expect(openings.map(({ number, salt }) => [number, salt.length, salt[0], salt[31]])).toEqual([
    [1, 32, 1, 1],
    [2, 32, 2, 2],
  ])
  expect(openingsOf([signatory()], 1001, salts)[0]?.number).toBe(1001)
  expect(openings[0]?.fields).toBe(
    '{"affiliation":null,"country":"BY","kind":"organisation","name":"Вясна","names":{"en":"Viasna"},"number":1,"personTitle":null,"signedOn":"2030-03-01","textLanguage":"en","version":1}',
  )
  expect(openFields(openings[1]?.fields ?? '')).toMatchObject({ number: 2, name: 'Forum' })
})

it('is canonical JSON without a name, whose SHA-256 anybody can compute', () => {
  const salt = new Uint8Array(32).fill(7)
  const [opening] = openingsOf([signatory()], 1, salt)
  if (!opening) throw new Error('no opening')
  const { canonical, sha256: hash } = sealFinalList(head, [commitmentOf(opening)])
  expect(canonical).toBe(
    `{"closedAt":"2030-03-01T12:00:00.000Z","count":1,"earlier":3,"sha256":"${'a'.repeat(64)}","signatories":[{"commitment":"${sha256(salt, opening.fields)}","number":1}],"statement":"quiet-words","v":1,"version":1,"withheld":2}`,
  )
  expect(hash).toBe(sha256(canonical))
  expect(canonical).not.toMatch(/Вясна|Viasna|BY/)
})

it('of nobody is a list too', () => {
  expect(JSON.parse(sealFinalList(head, []).canonical)).toMatchObject({ count: 0, signatories: [] })
})
