import fc from 'fast-check'
import { html } from 'hono/html'
import { expect, it } from 'vitest'
import { ListedSignatory } from '../../../src/organisations/signatory.tsx'

it('a signatory has whatever somebody typed written as text, in elements and in attributes', () => {
  const item = (value: string) => ({
    ...{ id: value, name: value, nameLang: value, href: value, alsoNamed: { name: value, lang: value } },
    ...{ kind: value, country: value, date: { iso: value, text: value }, comment: value },
    website: { href: value, label: value },
  })
  const written = (value: string) => String(ListedSignatory({ item: item(value) }))
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'<>&"\'`ў =/') }), value => {
      // As hono's own templates write it, in every place.
      expect(written(value)).toBe(written('@').replaceAll('@', () => String(html`${value}`)))
    }),
  )
})
