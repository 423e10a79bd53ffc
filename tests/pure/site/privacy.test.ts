import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { languages, translator } from '../../../src/i18n/index.ts'
import { renderPrivacyPage } from '../../../src/site/privacy.tsx'
import { testEnv } from '../../support/scene.ts'

describe.each(languages)('the privacy page, in %s', lang => {
  const t = translator(lang)
  const page = (env: Record<string, string>) => renderPrivacyPage(lang, readConfig({ ...testEnv, ...env }))

  it('says who is responsible as the configuration does, and how to write to them', () => {
    const named = page({ OPERATOR_NAME: 'Forum <b>e.V.</b>', OPERATOR_ADDRESS: 'Street 1, 12345 City' })
    expect(named).toContain('Forum &lt;b&gt;e.V.&lt;/b&gt;')
    expect(named).toContain('Street 1, 12345 City')
    expect(named).toContain('href="mailto:mail@countersign.test"')
    expect(named).not.toContain(t('privacy.responsible.unnamed'))
  })

  it('says so where nobody is named', () => {
    const unnamed = page({})
    expect(unnamed).toContain(t('privacy.responsible.unnamed'))
    expect(unnamed).not.toContain(t('privacy.responsible.name'))
    expect(unnamed).not.toContain(t('privacy.responsible.address'))
    expect(unnamed).toContain('href="mailto:mail@countersign.test"')
  })
})
