/**
 * What XML 1.0 (2.2, Char) has no way to write, not even escaped: most controls, half of a surrogate pair, U+FFFE,
 * U+FFFF.
 */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser makes spaces of these in an attribute, and of a carriage return a line feed anywhere.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/**
 * Text as it stands in an XML element or a quoted attribute, whatever it holds; what XML cannot write becomes U+FFFD.
 */
export const escapeXml = (text: string): string =>
  text.replace(unwritable, '\uFFFD').replace(/[&<>"'\t\n\r]/g, sign => entities[sign] ?? sign)
