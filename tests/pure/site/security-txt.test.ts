import { describe, expect, it } from 'vitest'
import { securityText } from '../../../src/site/security-txt.ts'

const origin = 'https://countersign.example'

describe('security.txt', () => {
  const fields = (now: string) =>
    Object.fromEntries(
      securityText(origin, 'mailto:security@countersign.example', new Date(now))
        .trimEnd()
        .split('\n')
        .map(line => line.split(/: (.*)/, 2)),
    )

  it('says where to write, in which languages, and which address it is for', () => {
    expect(fields('2026-05-06T07:08:09.010Z')).toEqual({
      Contact: 'mailto:security@countersign.example',
      Expires: '2027-05-06T00:00:00.000Z',
      'Preferred-Languages': 'en, be, ru',
      Canonical: `${origin}/.well-known/security.txt`,
    })
  })

  it('is the same all day, and never good for more than a year', () => {
    expect(fields('2028-02-29T00:00:00.000Z')).toEqual(fields('2028-02-29T23:59:59.999Z'))
    expect(fields('2028-02-29T00:00:00.000Z').Expires).toBe('2029-02-28T00:00:00.000Z')
  })
})
