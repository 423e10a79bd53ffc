import { describe, expect, it } from 'vitest'
import { Count, countSigned, SignedCount } from '../../../src/signatories/signed-count.tsx'
import { publicStatement } from '../../support/public-statement.ts'

it('a count sets the figure apart wherever the language puts it', () => {
  expect(String(Count({ text: 'Подписали 11 организаций', figures: ['11'] }))).toContain(
    'Подписали <span class="bound"><span class="figure">11</span> организаций</span>',
  )
  expect(String(Count({ text: 'Nobody yet', figures: ['0'] }))).toContain('>Nobody yet<')
})

describe('the count of a statement', () => {
  const said = (changes: Parameters<typeof publicStatement>[0]) => {
    const statement = publicStatement(changes)
    const html = String(SignedCount({ lang: 'en', statement }))
    return { count: countSigned(statement), text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') }
  }

  it('is of all who signed, with how many of them are named', () => {
    const { count, text } = said({ count: 11, withheld: 3 })
    expect(count).toBe(14)
    expect(text).toContain('14 organisations have signed this statement.')
    expect(text).toContain('11 by name, and 3 organisations whose names are withheld.')
    expect(said({ count: 11, withheld: 1 }).text).toContain('and 1 organisation whose name is withheld.')
  })

  it('has no such line where everybody is named, but a place for it', () => {
    const html = String(SignedCount({ lang: 'en', statement: publicStatement({ count: 11 }) }))
    expect(html).toContain('<p class="hint since" id="withheld" data-live="true" hidden=""></p>')
  })

  it('leaves out who signed another text, named or not, and says of both that they did', () => {
    const { count, text } = said({
      count: 11,
      signedEarlier: [{ version: 2, kind: 'organisation', count: 4 }],
      saysSince: 3,
      version: 3,
      withheld: 3,
      withheldEarlier: [
        { version: 2, kind: 'organisation', count: 1 },
        { version: 1, kind: 'organisation', count: 1 },
      ],
    })
    expect(count).toBe(8)
    expect(text).toContain('7 by name, and 1 organisation whose name is withheld.')
    expect(text).toMatch(/6 organisations signed an earlier version.* Read version 2 Read version 1/)
  })
})
