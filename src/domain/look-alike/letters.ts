/**
 * Letters that print (nearly) as a Latin one, in the spirit of the Unicode confusables (UTS #39), but few:
 * each line is `latin: look-alikes`. Cyrillic letters count by their capital, whose small form is the same
 * shape shrunk (В, в), so that case makes no difference. Greek ones do not shrink (Ν, ν): see `greek`.
 */
const lookAlikes = {
  a: 'аɑᴀ',
  b: 'вʙƅ',
  c: 'сᴄϲ',
  d: 'ԁᴅđðɗ',
  e: 'еєᴇҽɛ',
  f: 'ꜰƒ',
  g: 'ɡɢԍ',
  h: 'нһʜħ',
  // One stroke: capital i, small l and the digit one are told apart by few typefaces.
  l: 'iіӏɪıʟłǀ',
  j: 'јᴊȷ',
  k: 'кᴋқҝ',
  m: 'мᴍ',
  n: 'пɴո',
  o: 'оᴏøөօ',
  p: 'рᴘ',
  q: 'ԛ',
  r: 'гʀ',
  s: 'ѕꜱ',
  t: 'тᴛŧ',
  u: 'ᴜս',
  v: 'ѵᴠ',
  w: 'ԝѡᴡ',
  x: 'хҳ',
  y: 'уүұʏ',
  z: 'ᴢƶ',
} as const

/** Greek letters as they look in each case: a capital Ν is an N, a small ν is a v. */
const greek = {
  a: 'Αα',
  b: 'Ββ',
  e: 'Εε',
  h: 'Η',
  l: 'Ιι',
  k: 'Κκ',
  m: 'Μ',
  n: 'Νη',
  o: 'Οοσ',
  p: 'Ρρ',
  t: 'Ττ',
  u: 'υμ',
  v: 'ν',
  w: 'ω',
  x: 'Χχ',
  y: 'Υγ',
  z: 'Ζ',
} as const

const pairs = (table: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(table).flatMap(([latin, letters]) =>
    [...letters].map((letter): [string, string] => [letter, latin]),
  )

/** By the exact letter, before case is folded. */
export const byGreek: ReadonlyMap<string, string> = new Map(pairs(greek))

/** By the small letter. Letters that Unicode does not take apart stand for two. */
export const byLetter: ReadonlyMap<string, string> = new Map([
  ...pairs(lookAlikes),
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ß', 'ss'],
])

/** Digits that every typeface draws like a letter. */
export const strokeDigits: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'l'],
])

/** Digits written for letters, by habit rather than by sight: in a Latin word, and in a Cyrillic one. */
export const latinDigits: ReadonlyMap<string, string> = new Map([
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['8', 'b'],
])
export const cyrillicDigits: ReadonlyMap<string, string> = new Map([
  ['3', 'з'],
  ['4', 'ч'],
  ['6', 'б'],
])
