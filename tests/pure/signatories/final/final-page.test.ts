import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../../src/config.ts'
import type { FinalSignatory } from '../../../../src/domain/final-list.ts'
import { languages, translator } from '../../../../src/i18n/index.ts'
import { finalPieces } from '../../../../src/signatories/final/final-page.tsx'
import { publicStatement } from '../../../support/public-statement.ts'
import { testEnv } from '../../../support/scene.ts'

const organisation: FinalSignatory = {
  name: 'Human Constanta',
  names: {},
  kind: 'organisation',
  personTitle: null,
  affiliation: null,
  country: 'BY',
  version: 1,
  textLanguage: 'en',
  signedOn: '2026-03-02',
}
const person = { ...organisation, name: 'Ina Bykava', kind: 'person' } as const

async function write(lang: (typeof languages)[number], ...signatories: FinalSignatory[]): Promise<string> {
  const at = '2026-04-01T12:00:00.000Z'
  const count = signatories.length
  const final = {
    version: 1,
    sha256: '0'.repeat(64),
    count,
    withheld: 0,
    earlier: 3,
    closedAt: at,
    frozenAt: at,
  }
  async function* read() {
    yield signatories.map((signatory, index) => ({
      number: index + 1,
      salt: new Uint8Array(32),
      fields: '',
      signatory,
    }))
  }
  let page = ''
  const statement = publicStatement({ final })
  for await (const piece of finalPieces(readConfig(testEnv), lang, { statement, final }, read()))
    page += piece
  return page
}

describe.each(languages)('the final list in %s', lang => {
  const t = translator(lang)

  it('says why nobody is on it, and how many signed an earlier text', async () => {
    const page = await write(lang)
    expect(page).toContain(t('final.empty', { version: 1 }))
    expect(page).toContain(t('final.earlier', { count: 3 }))
    expect(await write(lang, organisation)).not.toContain(t('final.empty', { version: 1 }))
  })

  const note = `(${translator(lang)('signer.identification')})`

  it('says of each title and affiliation, once, that they are for identification only', async () => {
    const titled = { ...person, personTitle: 'Editor', affiliation: 'Belarusian PEN' }
    const page = await write(lang, organisation, titled, person)
    expect(page).toContain(`<bdi>Editor, Belarusian PEN</bdi> <span>${note}</span>`)
    expect(page.split(note)).toHaveLength(2)
    expect(page).toContain(translator(lang)('final.kind.person'))
  })

  it('does not say it where there is no person', async () => {
    expect(await write(lang, organisation)).not.toContain(note)
  })

  it('writes a name that is written from the right in its own direction', async () => {
    const page = await write(lang, { ...organisation, name: 'منظمة', names: { ar: 'منظمة' } })
    expect(page).toContain('<bdi lang="ar" dir="rtl" translate="no">منظمة</bdi>')
  })
})
