import { describe, expect, it } from 'vitest'
import { shownToOthers } from '../../../../src/domain/evidence/shown-to-others.ts'
import { amendment, decide, stateAfter, states } from '../given.ts'

describe('what others’ evidence sees of an endorsement', () => {
  it('is nothing where nobody confirmed it, or nobody stands by it', () => {
    for (const status of ['requested', 'expired', 'withdrawn'] as const)
      expect(shownToOthers(states[status]), status).toBeNull()
  })

  it('differs between a rival, a signatory and one who was rejected', () => {
    const shown = (['confirmed', 'approved', 'rejected'] as const).map(status =>
      shownToOthers(states[status]),
    )
    expect(new Set(shown).size).toBe(3)
    expect(shown).not.toContain(null)
  })

  it('is the same for a request that is returned, and for one with a first approval', () => {
    const { confirmed } = states
    expect(shownToOthers(stateAfter(decide(confirmed, 'return')))).toBe(shownToOthers(confirmed))
    const half = stateAfter(decide(confirmed, 'approve', { secondNeeded: true }))
    expect(shownToOthers(half)).toBe(shownToOthers(confirmed))
  })

  it('changes with a name or the website, and not with the country or the public line', () => {
    const { approved } = states
    const { organisation } = approved
    expect(shownToOthers({ ...approved, ...amendment })).not.toBe(shownToOthers(approved))
    const named = { ...organisation, names: { ...organisation.names, be: 'Віленскі форум' } }
    expect(shownToOthers({ ...approved, organisation: named })).not.toBe(shownToOthers(approved))
    const sited = { ...organisation, website: 'https://forum.example' }
    expect(shownToOthers({ ...approved, organisation: sited })).not.toBe(shownToOthers(approved))
    expect(shownToOthers({ ...approved, organisation: { ...organisation, country: 'PL' } })).toBe(
      shownToOthers(approved),
    )
  })
})
