// What people typed, made fit for a mail. The form refuses most of this already; a mail to a third party
// does not rely on that.

const formats =
  /(?<joiner>(?<=(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])[\p{L}\p{M}])(?:\u200C|\u200D))|\p{Cf}/gu

/**
 * One line: no control, format (bidi, zero-width) or unpaired surrogate character, but for joiners behind letters of
 * scripts that may spell with them; runs of space collapsed.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replace(formats, '$<joiner>')
    .trim()
}

/** The same for a text of several lines, such as a moderator's reason; empty lines stay. */
export function manyLines(text: string): string[] {
  return text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(oneLine)
}

const zeroWidthNonJoiner = '\u200c'
const addressMarks = /[.:/@\\。．｡․：／＠＼]/g
const phoneNumber = /\d(?:[ ().+-]*\d){5,}/g

/**
 * Keeps mail clients from turning a typed name into a link. The victim of a false request reads a name that a
 * stranger chose; "evil.com" or a phone number in it would become a link of ours, in effect. An invisible
 * zero-width non-joiner on both sides of each mark stops the detectors, and a client that links all the same
 * links to nothing: URL parsers refuse that character in a host, while they silently drop the word joiner (U+2060)
 * and the zero-width space (U+200B). Breaking the markup with elements would not do: some detectors read the
 * text alone. The price is that a copied name carries the character.
 */
export function unlinkable(text: string): string {
  const apart = (mark: string) => `${zeroWidthNonJoiner}${mark}${zeroWidthNonJoiner}`
  return text
    .replace(addressMarks, apart)
    .replace(phoneNumber, number => number.replace(/\d/g, digit => digit + zeroWidthNonJoiner))
    .replace(/\u200c+/g, zeroWidthNonJoiner)
}
