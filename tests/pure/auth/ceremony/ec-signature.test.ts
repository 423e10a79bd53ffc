import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AsnParser, ECDSASigValue } from '../../../../src/auth/ceremony/ec-signature.ts'

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const read = (der: Uint8Array) => AsnParser.parse(der, ECDSASigValue)

describe.each([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
])('a signature by %s', (namedCurve, size) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  /** As it is without DER: IEEE P1363. */
  const plain = (number: Uint8Array) =>
    hexOf(number)
      .replace(/^(00)+/, '')
      .padStart(size * 2, '0')

  it('is read as it was made, whatever its numbers begin with', () => {
    for (let i = 0; i < 100; i++) {
      const text = Buffer.from(String(i))
      const { r, s } = read(new Uint8Array(sign('sha256', text, privateKey)))
      const signature = Buffer.from(plain(r) + plain(s), 'hex')
      expect(verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
    }
  })
})

describe('what is no signature', () => {
  it.each([
    ['nothing', ''],
    ['one number', '3003020101'],
    ['another tag', '3106020101020102'],
    ['a text for a number', '30060c0101020102'],
    ['more after it', '300602010102010200'],
    ['a third number', '3009020101020102020103'],
    ['less than its length says', '3008020101020102'],
    ['a number that ends outside', '3006020105020902'],
    ['an empty number', '30050200020102'],
    ['a length without an end', '3080020101020102'],
    ['a length in four bytes', '308400000006020101020102'],
  ])('is refused: %s', (_, hex) => {
    expect(() => read(Uint8Array.from(Buffer.from(hex, 'hex')))).toThrow()
  })

  it('is no certificate either, whatever is asked for', () => {
    const der = Uint8Array.from(Buffer.from('3006020101020102', 'hex'))
    expect(hexOf(read(der).s)).toBe('02')
    expect(() => AsnParser.parse(der, class Certificate {})).toThrow('certificate')
  })
})
