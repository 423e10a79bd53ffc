import { bareHost, givenNames, type Organisation } from './organisation.ts'

/** Cyrillic in Latin letters, roughly as BGN/PCGN writes it; marks are off already, so й is и and ў is у here. */
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  'а a,б b,в v,г g,ґ g,д d,е e,є ie,ж zh,з z,и i,і i,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh,ц ts,ч ch,ш sh,щ shch,ъ ,ы y,ь ,э e,ю iu,я ia'
    .split(',')
    .map(pair => pair.split(' ') as [string, string]),
)

/** Letters with a stroke, or two in one, that Unicode takes for letters of their own: people type the plain ones. */
const plain: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

/**
 * A text as a search compares it: without case, accents and strokes, Cyrillic in Latin letters, spacing evened out. So
 * «Вясна» is found by "viasna", and PostgreSQL's trigrams, which in some locales see ASCII letters only, see all.
 */
export function foldForSearch(text: string): string {
  // Most texts are ASCII, where all of it comes to this.
  if (isAscii(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9.@-]+/g, ' ')
      .trim()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łøđðħŧıŋςßæœþ]/g, letter => plain[letter] ?? letter)
    .replace(/[а-яєіґ]+/gu, inLatin)
    .replace(/[^\p{L}\p{N}.@-]+/gu, ' ')
    .trim()
}

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text)

function inLatin(letters: string): string {
  let written = ''
  for (const letter of letters) written += latin[letter] ?? letter
  return written
}

/** All of an organisation that a search looks through, a line each: every name that it gave, and its website's host. */
export function searchText(organisation: Organisation): string {
  const { website } = organisation
  const host = website === null ? [] : [bareHost(new URL(website))]
  return [...new Set([...givenNames(organisation), ...host].map(foldForSearch))].join('\n')
}

/**
 * What was typed into a search, as words that one text must all have, in one or two alternatives: as it stands, and as
 * the host of the website that it names. None where nothing remains of it. No character that LIKE takes for a pattern.
 */
export function searchAlternatives(typed: string): string[][] {
  const texts = new Set([typed, hostIn(typed)].map(foldForSearch))
  return [...texts].filter(text => text !== '').map(text => text.split(' '))
}

/** True if one of the alternatives finds the text, which is from {@link searchText}. */
export const matchesSearch = (text: string, alternatives: readonly (readonly string[])[]): boolean =>
  alternatives.some(words => words.every(word => text.includes(word)))

/** The host of a website as it is stored, where the text is an address or a host name; else nothing. */
function hostIn(typed: string): string {
  if (!/^\S+\.\S+$/.test(typed)) return ''
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
  return url ? bareHost(url) : ''
}
