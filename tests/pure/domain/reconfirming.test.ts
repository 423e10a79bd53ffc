import { describe, expect, it } from 'vitest'
import { versionToSign } from '../../../src/domain/reconfirming.ts'
import { presentTextOf } from '../../../src/domain/statement.ts'
import { day, given, later, states } from './given.ts'

const founding = { ...states.approved, founding: true }
const text = { version: 3, saysSince: 2 }

describe('signing anew', () => {
  it('puts the newest version and this day beside the name, and leaves the place on the list', () => {
    const { id, organisation, approvedAt } = states.approved
    given(states.approved)
      .when('reconfirm', { text, shownVersion: 3, now: later(40 * day) })
      .then({
        to: { id, organisation, approvedAt, version: 3, signedOn: '2026-04-10', revision: 5 },
        event: 'reconfirmed',
        mail: null,
        record: 'endorse',
      })
  })

  it('signs the version that was shown, and nothing else', () => {
    for (const shownVersion of [1, 2, 4])
      given(states.approved).when('reconfirm', { text, shownVersion }).then('version_changed')
  })

  it('signs under the name that was shown', () => {
    given(states.approved).when('reconfirm', { shownRevision: 3 }).then('changed_meanwhile')
  })

  it('is nothing to do twice, nor where the text says what was signed', () => {
    for (const version of [2, 3])
      given({ ...states.approved, version })
        .when('reconfirm', { text, shownVersion: 3 })
        .then('signed_already')
  })

  it('is not a founding signatory’s: it follows the files', () => {
    given(founding).when('reconfirm').then('founding')
  })
})

describe('who is asked', () => {
  it('is who signed a text that said something else', () => {
    expect(versionToSign(states.approved, text)).toBe(3)
    expect(versionToSign({ ...states.approved, version: 2 }, text)).toBeNull()
    expect(versionToSign(states.approved, { version: 3, saysSince: 1 })).toBeNull()
    expect(versionToSign(founding, text)).toBeNull()
    for (const e of [states.confirmed, states.withdrawn, states.expired])
      expect(versionToSign(e, text)).toBeNull()
  })

  it('what the text says now is said since its last substantive version', () => {
    const [editorial, substantive] = [{ change: 'editorial' }, { change: 'substantive' }] as const
    const versions = [
      { version: 4, ...editorial },
      { version: 3, ...substantive },
      { version: 2, ...editorial },
      { version: 1, ...substantive },
    ]
    expect(presentTextOf(versions)).toEqual({ version: 4, saysSince: 3 })
    expect(presentTextOf(versions.slice(2))).toEqual({ version: 2, saysSince: 1 })
    expect(() => presentTextOf([])).toThrow('without a version')
  })
})
