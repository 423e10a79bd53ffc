import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeXml } from '../../../src/formats/xml.ts'

describe('text in XML', () => {
  // What a strict reader of XML 1.0 makes of character data: the five entities and decimal references, nothing else.
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  const readXml = (xml: string) => {
    if (/[<>"']|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(xml)) throw new Error('not text')
    if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(xml)) throw new Error('not XML')
    return xml
      .replace(/\r\n?/g, '\n')
      .replace(/&(\w+|#\d+);/g, (_, name: string) =>
        name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (names[name] ?? ''),
      )
  }
  const isWritable = (code: number) =>
    code >= 0x20 ? code !== 0xfffe && code !== 0xffff : [9, 10, 13].includes(code)
  const writable = (text: string) =>
    [...text.toWellFormed()].map(sign => (isWritable(sign.codePointAt(0) ?? 0) ? sign : '\uFFFD')).join('')

  it.each([
    ']]>',
    '<![CDATA[',
    '&lt;&amp;amp;&#x41;',
    '\u0000\u0008\u000B\u001B\uFFFE\uFFFF',
    '\uD800 half',
    'half \uDFFF',
    '\u202Eflesrever\u202C',
    'منظمة حقوق الإنسان',
    '"\'><script>alert(1)</script><!--',
    '\r\n\t',
    '🕊️',
  ])('comes back as it was, but for what XML cannot write: %j', text => {
    expect(readXml(escapeXml(text))).toBe(writable(text))
  })

  it('comes back, whatever it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({
        unit: fc.constantFrom('&', '<', '>', ']', '"', "'", ';', '\r', '\n', '\0', '\uD800', '\uFFFF'),
      }),
    )
    fc.assert(
      fc.property(text, given => {
        expect(readXml(escapeXml(given))).toBe(writable(given))
      }),
    )
  })
})
