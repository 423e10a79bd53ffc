import { describe, expect, it } from 'vitest'
import { idOfInvited, invitationContext, sealingOfLink } from '../../../src/auth/link-sealing.ts'
import { createSealing } from '../../../src/storage/sealing.ts'
import { encodeToken, hashToken } from '../../../src/storage/tokens.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const token = encodeToken(Uint8Array.from({ length: 32 }, (_, i) => i))
const hash = hashToken(token) ?? new Uint8Array()

describe('the key of a link', () => {
  it('opens what was sealed with the same link, and with no other', async () => {
    const envelope = await sealingOfLink(token, random).seal('c', 'Anna')
    expect(await sealingOfLink(token, random).open('c', envelope)).toBe('Anna')
    const other = sealingOfLink(encodeToken(random(32)), random)
    await expect(other.open('c', envelope)).rejects.toThrow()
  })

  // RFC 5869, worked out elsewhere: the start of the SHA-256 of the key, which the envelope carries as its id.
  it('known answer', async () => {
    const envelope = await sealingOfLink(token, random).seal('c', 'Anna')
    expect(Buffer.from(envelope.subarray(1, 5)).toString('hex')).toBe('548e65a9')
  })

  it('is not made of what the database has', async () => {
    const envelope = await sealingOfLink(token, random).seal('c', 'Anna')
    for (const sealing of [sealingOfLink(encodeToken(hash), random), createSealing([hash], random)])
      await expect(sealing.open('c', envelope)).rejects.toThrow('not configured')
  })

  it('is asked of a link alone', () => {
    for (const junk of ['', 'short', `${token}AA`])
      expect(() => sealingOfLink(junk, random)).toThrow('is none')
  })
})

it('an envelope’s context names its invitation', () => {
  expect(invitationContext(hash)).toBe(`invitation:${Buffer.from(hash).toString('hex')}`)
})

describe('the id of whoever joins by a link', () => {
  it('is a UUID of version 8, one for each invitation, that does not show the hash', () => {
    const ids = Array.from({ length: 200 }, () => random(32)).map(
      bytes => [bytes, idOfInvited(bytes)] as const,
    )
    for (const [bytes, id] of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(idOfInvited(bytes)).toBe(id)
      expect(Buffer.from(bytes).toString('hex')).not.toContain(id.slice(0, 8))
    }
    expect(new Set(ids.map(([, id]) => id)).size).toBe(200)
  })
})
