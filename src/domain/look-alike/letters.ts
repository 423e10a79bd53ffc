/**
 * Letters that print (nearly) as a Latin one, in the spirit of the Unicode confusables (UTS #39), but few:
 * each line is `latin: look-alikes`. Cyrillic letters count by their capital, whose small form is the same
 * shape shrunk (В, в), so that case makes no difference. Greek ones do not shrink (Ν, ν): see `greek`.
 */
const lookAlikes = {
  a: 'аɑᴀ',
  b: 'вʙƅ',
  c: 'сᴄϲčćċ',
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
  s: 'ѕꜱšśṡ',
  t: 'тᴛŧ',
  u: 'ᴜս',
  v: 'ѵᴠ',
  w: 'ԝѡᴡ',
  x: 'хҳ',
  y: 'уүұʏ',
  z: 'ᴢƶžźż',
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

/**
 * Letters of scripts that the site's readers do not read, by the Latin ones that they print as: Lisu, Cherokee, Coptic,
 * Deseret. In either case, for Cherokee's small letters are its capitals again.
 */
const foreign = {
  a: 'ꓮᎪⲀ',
  b: 'ꓐᏴⲂ',
  c: 'ꓚᏟⲤ𐐕',
  d: 'ꓓᎠ',
  e: 'ꓰᎬⲈ',
  f: 'ꓝ',
  g: 'ꓖᏀᏳ',
  h: 'ꓧᎻⲎ',
  j: 'ꓙᎫ',
  k: 'ꓗᏦⲔ',
  l: 'ꓡᏞꓲⲒ𐐛',
  m: 'ꓟᎷⲘ',
  n: 'ꓠⲚ',
  o: 'ꓳⲞ𐐄',
  p: 'ꓑᏢⲢ',
  r: 'ꓣᎡᏒ',
  s: 'ꓢᏕᏚ𐐠',
  t: 'ꓔᎢⲦ',
  u: 'ꓴ',
  v: 'ꓦᏙ',
  w: 'ꓪᎳᏔ',
  x: 'ꓫⲬ',
  y: 'ꓬᎩⲨ',
  z: 'ꓜᏃⲌ',
} as const

/** Hiragana and Han characters that print as a letter of Katakana. */
const kana = {
  ヘ: 'へ',
  リ: 'り',
  カ: '力',
  ロ: '口',
  エ: '工',
  タ: '夕',
  ニ: '二',
  ハ: '八',
  ト: '卜',
  チ: '千',
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
  ...pairs(foreign).map(([letter, latin]): [string, string] => [letter.toLowerCase(), latin]),
  ...pairs(kana),
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
