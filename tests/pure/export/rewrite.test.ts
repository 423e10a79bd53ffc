import { describe, expect, it } from 'vitest'
import { rewritePage } from '../../../src/export/rewrite.ts'

const publicUrl = 'https://countersign.example'
const files: Record<string, string> = {
  '/en/x': 'en/x/index.html',
  '/be/x': 'be/x/index.html',
  '/en/x/signatories?after=1': 'en/x/signatories/after-1/index.html',
  '/api/x': 'api/x.json',
}
const rewritten = (tag: string) =>
  rewritePage(
    `<head></head><main id="main">${tag}</main>`,
    { publicUrl, address: '/en/x', file: 'en/x/index.html', fileOf: address => files[address] ?? null },
    { note: '<p>note</p>', search: 'none here' },
  ).slice('<head></head><main id="main"><p>note</p>'.length, -'</main>'.length)

describe('a page that is read from a disk', () => {
  it.each([
    [
      'no search, which would ask the live site',
      '<search class="search"><form action="/en/x/signatories">\n</form></search><p>',
      '<p class="hint">none here</p><p>',
    ],
    [
      'what a signatory gave, as it was given',
      `<a href="${publicUrl}/en/x/signatories?after=1" rel="nofollow ugc noopener">`,
      `<a href="${publicUrl}/en/x/signatories?after=1" rel="nofollow ugc noopener">`,
    ],
    ['its own pages, by their files', '<a href="/be/x">', '<a href="../../be/x/index.html">'],
    ['the same, by their whole address', `<a href="${publicUrl}/be/x">`, '<a href="../../be/x/index.html">'],
    ['itself', '<a href="/en/x">', '<a href="index.html">'],
    ['a place in it', '<a href="#names">', '<a href="#names">'],
    ['a place in another', '<a href="/be/x#names">', '<a href="../../be/x/index.html#names">'],
    [
      'a page with a query',
      '<a href="/en/x/signatories?after=1">',
      '<a href="signatories/after-1/index.html">',
    ],
    ['what it has not, live', '<a href="/en/x/endorse">', `<a href="${publicUrl}/en/x/endorse">`],
    ['a search, live', '<a href="?q=a&amp;country=LT">', `<a href="${publicUrl}/en/x?q=a&amp;country=LT">`],
    ['another site as it is', '<a href="https://x.example/en/x">', '<a href="https://x.example/en/x">'],
    ['a mail address as it is', '<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'],
    [
      'what only begins like us as it is',
      `<a href="${publicUrl}.evil.test/">`,
      `<a href="${publicUrl}.evil.test/">`,
    ],
    ['a form, live, though it has the page', '<form action="/be/x">', `<form action="${publicUrl}/be/x">`],
    [
      'the canonical page, live',
      `<link rel="canonical" href="${publicUrl}/en/x"/>`,
      `<link rel="canonical" href="${publicUrl}/en/x"/>`,
    ],
    [
      'a feed',
      '<link rel="alternate" type="a" href="/api/x"/>',
      '<link rel="alternate" type="a" href="../../api/x.json"/>',
    ],
    ['no font before its time', '<link rel="preload" href="/f" as="font"/>', ''],
    ['no script', '<script type="module" src="/assets/live.js"></script>', ''],
    [
      'data that is no script',
      '<script type="application/ld+json">{"href":"/en/x"}</script>',
      '<script type="application/ld+json">{"href":"/en/x"}</script>',
    ],
    [
      'a name that looks like a link as text',
      '&lt;a href=&quot;/be/x&quot;&gt; href="/be/x"',
      '&lt;a href=&quot;/be/x&quot;&gt; href="/be/x"',
    ],
  ])('leads to %s', (_, from, to) => {
    expect(rewritten(from)).toBe(to)
  })

  it('says what it is in its main part, or is not written', () => {
    const place = { publicUrl, address: '/', file: 'index.html', fileOf: () => null }
    expect(() => rewritePage('<body></body>', place, { note: '<p></p>', search: '' })).toThrow('no main part')
  })
})
