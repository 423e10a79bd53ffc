import { expect, it } from 'vitest'
import { SignatoryList } from '../../../src/signatories/register.tsx'

it('a list isolates names and escapes them', () => {
  const html = String(
    SignatoryList({ heading: 'H', kind: 'endorsing', items: [{ name: '<i>منظمة', nameLang: 'ar' }] }),
  )
  expect(html).toContain('<bdi lang="ar" dir="rtl" translate="no">&lt;i&gt;منظمة</bdi>')
})
