import { describe, expect, it } from 'vitest'
import { Standing } from '../../../../src/moderation/request/standing-since.tsx'
import { states } from '../../domain/given.ts'

const { approved } = states
const later = new Date(approved.approvedAt.getTime() + 60_000)
const sinceWhen = (publicSince: Date | null) =>
  /datetime="([^"]+)"/.exec(
    String(Standing({ lang: 'en', endorsement: approved, round: { isPrivate: false, publicSince } })),
  )?.[1]

describe('since when a signatory is on the public list', () => {
  it('is never before its statement was public', () => {
    expect(sinceWhen(null)).toBe(approved.approvedAt.toISOString())
    expect(sinceWhen(new Date(0))).toBe(approved.approvedAt.toISOString())
    expect(sinceWhen(later)).toBe(later.toISOString())
  })
})
