import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../../src/config.ts'
import { paths } from '../../../../src/paths.ts'
import { renderTextPage } from '../../../../src/signatories/statement/text-page.tsx'
import { publicStatement } from '../../../support/public-statement.ts'
import { testEnv } from '../../../support/scene.ts'

describe('the page of a text', () => {
  const text = (language: string) => ({
    language,
    title: 'A statement',
    markdown: '# A statement\n',
    sha256: '0'.repeat(64),
  })
  const statement = publicStatement({
    texts: [text('en'), text('fr')],
    courtesy: [{ ...text('de'), translator: 'Somebody', checkedBy: null }],
  })
  const ask = paths.endorsement.ask('en', statement.slug)
  const pageOf = (tag: string, openness: 'not-yet' | 'open' | 'late' | 'closed') =>
    renderTextPage(readConfig(testEnv), 'en', statement, { tag, openness })

  it.each(['open', 'late'] as const)('leads to the form while the statement takes requests: %s', openness => {
    expect(pageOf('fr', openness)).toContain(`href="${ask}?text=fr"`)
    // A courtesy text is signed by nobody.
    expect(pageOf('de', openness)).toContain(`href="${ask}"`)
  })

  it.each(['not-yet', 'closed'] as const)('leads to no form else: %s', openness => {
    for (const tag of ['fr', 'de']) expect(pageOf(tag, openness)).not.toContain(ask)
  })
})
