import { describe, expect, it } from 'vitest'
import { amendFormOf, amendmentOf, correctionOf, typedDetails } from '../../../src/organisations/form.ts'

const read = (more: Record<string, unknown>) =>
  amendFormOf('organisation').parse({ organisation: 'Viasna', ...more })

describe('the box that has a name withheld', () => {
  it.each([
    ['is not there', {}, false],
    ['is sent empty', { withheld: '' }, false],
    ['is ticked', { withheld: 'yes' }, true],
    ['is sent twice', { withheld: ['yes', 'yes'] }, true],
    ['is sent twice, once empty', { withheld: ['', 'yes'] }, true],
    ['is sent as a file', { withheld: new File([], 'x') }, true],
  ])('%s: %j withholds %s', (_, sent, nameWithheld) => {
    expect(amendmentOf('organisation', read(sent)).nameWithheld).toBe(nameWithheld)
  })

  it('comes back as it was ticked', () => {
    const form = read({ withheld: 'yes' })
    expect(typedDetails(amendmentOf('organisation', form)).withheld).toBe('yes')
    expect(typedDetails({ ...amendmentOf('organisation', form), nameWithheld: false }).withheld).toBe('')
  })

  it('is nothing that a correction has', () => {
    expect(correctionOf('organisation', read({ withheld: 'yes' }))).not.toHaveProperty('nameWithheld')
  })
})
