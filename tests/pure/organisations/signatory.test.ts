import fc from 'fast-check'
import { html } from 'hono/html'
import { expect, it } from 'vitest'
import { ListedSignatory } from '../../../src/organisations/signatory.tsx'
import { signatoryItem } from '../../../src/organisations/signatory-item.ts'

it('a signatory has whatever somebody typed written as text, in elements and in attributes', () => {
  const item = (value: string) => ({
    id: value,
    name: value,
    nameLang: value,
    href: value,
    alsoNamed: { name: value, lang: value },
    kind: value,
    country: value,
    date: { iso: value, text: value },
    comment: value,
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

it('a signatory’s names and host are in their own script, and no words to translate', () => {
  const names = { en: 'Public House' }
  const website = 'https://www.xn--80aaagzh3bfj0a9e.xn--90ais/be'
  const details = { name: 'Грамадскі дом', names, country: null, website, comment: null }
  const item = { ...signatoryItem(details, 'be'), alsoNamed: { name: 'Public House', lang: 'en' } }
  const html = String(ListedSignatory({ item }))
  for (const part of ['Грамадскі дом', 'правозащита.бел'])
    expect(html).toContain(`<bdi translate="no">${part}</bdi>`)
  expect(html).toContain('<bdi lang="en" translate="no">Public House</bdi>')
  expect(html).toContain(`href="${website}"`)
})
