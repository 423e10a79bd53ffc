import { expect, it } from 'vitest'
import { LinkedData } from '../../../src/ui/share-meta.tsx'

it.each(['</script><script>alert(1)</script>', '<!-- <script>', ']]><b>', 'A \\u003c B & "C"'])(
  'the linked data says %s and ends nowhere but at its end',
  name => {
    const html = String(LinkedData({ data: { '@type': 'Organization', name } }))
    const [, json = ''] = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(html) ?? []
    expect(json).not.toContain('<')
    expect(JSON.parse(json)).toEqual({ '@context': 'https://schema.org', '@type': 'Organization', name })
  },
)
