import { describe, expect, it } from 'vitest'
import { renderConfirmed, renderLinkUsed } from '../../../../src/endorsements/confirm/confirm-notices.tsx'
import { languages, translator } from '../../../../src/i18n/index.ts'
import { paths } from '../../../../src/paths.ts'

describe.each(languages)('the page behind a confirm link that did its work, in %s', lang => {
  const address = { lang, path: paths.start }
  const steps = (signer: 'organisation' | 'network' | 'person') => translator(lang, signer)('steps.listed')

  it.each(['organisation', 'network', 'person'] as const)('says to a %s what comes next', signer => {
    const page = renderConfirmed({ ...address, signer }, 'quiet')
    expect(page).toContain(steps(signer))
    const used = renderLinkUsed({ ...address, signer }, { status: 'approved', slug: 'quiet', token: 't' })
    expect(used).toContain(translator(lang, signer)('mail.approved.subject'))
    const superseded = renderLinkUsed(
      { ...address, signer },
      { status: 'superseded', slug: 'quiet', token: 't' },
    )
    expect(superseded).toContain(translator(lang, signer)('link.used.superseded'))
  })

  it('does not take a person for an organisation', () => {
    expect(steps('person')).not.toBe(steps('organisation'))
    const t = translator(lang, 'person')
    for (const key of ['link.used.superseded', 'steps.listed'] as const)
      expect(t(key)).not.toMatch(/organisation|арганізац|организац/)
  })
})
