import { describe, expect, it } from 'vitest'
import { emailFaults, websiteFaults } from '../../../src/domain/address-faults.ts'
import { languages } from '../../../src/domain/language.ts'
import { faultMessage } from '../../../src/organisations/fieldset.tsx'

describe.each(languages)('in %s', lang => {
  it('the address inside what was copied is offered', () => {
    const typed = { email: 'Ona <ona＠example.org>' }
    expect(faultMessage(lang, { typed, faults: { email: 'named' } }, 'email')).toContain(': ona@example.org')
  })

  it('the length that a mailbox’s name may have is said', () => {
    expect(faultMessage(lang, { typed: {}, faults: { email: 'long_name' } }, 'email')).toContain('64')
  })

  it('each fault has words of its own, of a new contact’s address too', () => {
    const words = [...emailFaults, 'mixed' as const].map(fault => {
      const own = faultMessage(lang, { typed: {}, faults: { email: fault } }, 'email')
      expect(faultMessage(lang, { typed: {}, faults: { new_email: fault } }, 'new_email')).toBe(own)
      return own
    })
    for (const fault of websiteFaults)
      words.push(faultMessage(lang, { typed: {}, faults: { website: fault } }, 'website'))
    expect(new Set(words).size).toBe(emailFaults.length + 1 + websiteFaults.length)
    expect(words.join()).not.toMatch(/undefined|field\.|[{}]/)
  })
})
