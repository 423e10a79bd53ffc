import { unicodeHost } from './hosts.ts'
import { bareHost, givenNames, type Organisation } from './organisation.ts'
import { foldName, withoutUmlauts } from './spelling.ts'
import { wordsApart } from './words-apart.ts'

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
  ŋ: 'n',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

/**
 * A text as a search compares it: the words of {@link foldName} without accents and strokes, Cyrillic in Latin letters.
 * So «Вясна» is found by "viasna", and PostgreSQL's trigrams, which in some locales see ASCII letters only, see all.
 */
export function foldForSearch(text: string): string {
  const name = foldName(text)
  // Most texts are ASCII, where all of it comes to this.
  if (!/[^\0-\x7f]/.test(name)) return name
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[łøđðħŧŋæœþ]/g, letter => plain[letter] ?? letter)
    .replace(/[а-яєіґ]+/gu, inLatin)
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Letters by which Łacinka is known, also where j stands before a vowel. */
const signsOfLacinka = /[čšžćśźńŭ]|j[aeu]/u
const lacinka: readonly [RegExp, string][] = [
  [/ch/g, 'kh'],
  [/[cć]/g, 'ts'],
  [/č/g, 'ch'],
  [/š/g, 'sh'],
  [/ž/g, 'zh'],
  [/[ij]e|io/g, 'e'],
]
/** An h by itself, not that of ch, sh, th, right: Belarusian г. */
const bareH = /(?<![cgkprstwz])h/g

/**
 * A text in Latin letters as {@link foldForSearch} writes the Cyrillic that it may be of: Hrodna, belaruskaya,
 * žurnalistaŭ. Null where it has no sign of being so; г in several words is none, for human rights have one.
 */
function fromLatin(typed: string): string | null {
  const text = foldName(typed)
  if (/[^a-zčšžćśźńŭł ]/u.test(text)) return null
  const isLacinka = signsOfLacinka.test(text)
  const isOneWord = !text.includes(' ')
  const isSign = isLacinka || /y[aeu]/.test(text) || (isOneWord && text.search(bareH) >= 0)
  if (!isSign) return null
  const pairs = isLacinka ? lacinka : []
  const written = pairs.reduce((some, [letters, latinOnes]) => some.replace(letters, latinOnes), text)
  const even = written.replace(bareH, 'g').replace(/[jy](?=[aeu])|j/g, 'i')
  return foldForSearch(isOneWord ? even.replace(/ie/g, 'e') : even)
}

function inLatin(letters: string): string {
  let written = ''
  for (const letter of letters) written += latin[letter] ?? letter
  return written
}

/** A host as a search compares it: one word, whole. No character that LIKE takes for a pattern. */
export const hostForSearch = (host: string): string => host.replaceAll('_', '-')

/**
 * All of an organisation that a search looks through, a line each: every name that it gave, and its website's host,
 * which is written in its own script too.
 */
export function searchText(organisation: Organisation): string {
  const { website } = organisation
  const host = website === null ? null : bareHost(new URL(website))
  const lines = givenNames(organisation).map(foldForSearch)
  if (host !== null) lines.push(hostForSearch(host))
  if (host?.includes('xn--')) lines.push(foldForSearch(unicodeHost(host)))
  return [...new Set(lines)].filter(line => line !== '').join('\n')
}

/** Where a capital begins another word inside one: МедыяЦэнтр, USAid. */
const wordInside = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu

/** Words of organisations' names that England and America spell apart. */
const twoSpellings: readonly (readonly [string, string])[] = [
  ['centre', 'center'],
  ['defence', 'defense'],
  ['organisation', 'organization'],
  ['labour', 'labor'],
  ['fulfil', 'fulfill'],
]

/** A name as the other side of the ocean spells it: all its words as the first one shows. */
function spelledElsewhere(name: string): string {
  const words = name.split(' ')
  const partnerOf = (word: string, here: 0 | 1): string =>
    twoSpellings.find(pair => pair[here] === word)?.[1 - here] ?? word
  const isBritish = words.some(word => partnerOf(word, 0) !== word)
  return words.map(word => partnerOf(word, isBritish ? 0 : 1)).join(' ')
}

/** Where a number begins or ends inside a word: viasna96, no5. */
const numberInside = /(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu

/**
 * What was typed into a search, as words that one text must all have, in a few alternatives:
 * - by the words of a name, without "and", for which a name may have a sign;
 * - the same with umlauts written out or taken back (Solidaritaet, Solidarität);
 * - with words apart that were run together (МедыяЦэнтр, viasna96, rightsforum);
 * - as the other side of the ocean spells it (centre, center);
 * - in Latin letters, as another may write the Cyrillic (Hrodna);
 * - by the host of the website that it names.
 *
 * None where nothing remains of it.
 */
export function searchAlternatives(typed: string): string[][] {
  const name = foldForSearch(typed)
  const names = new Set([name, foldForSearch(withoutUmlauts(typed)), name.replace(/(?<=[aou])e/g, '')])
  const apart = typed.replace(wordInside, ' ')
  if (apart !== typed) names.add(foldForSearch(apart))
  names.add(name.replace(numberInside, ' '))
  names.add(wordsApart(name)?.join(' ') ?? name)
  names.add(spelledElsewhere(name))
  names.add(fromLatin(typed) ?? name)
  const alternatives = [...[...names].map(wordsOfSearch), [hostForSearch(hostIn(typed))]]
  return alternatives.filter(words => words[0] !== '')
}

function wordsOfSearch(name: string): string[] {
  const words = name.split(' ')
  const large = words.filter(word => word !== 'and')
  return large.length > 0 ? large : words
}

/** True if one of the alternatives finds the text, which is from {@link searchText}. */
export const matchesSearch = (text: string, alternatives: readonly (readonly string[])[]): boolean =>
  alternatives.some(words => words.every(word => text.includes(word)))

/** The host of a website as it is stored, where the text is an address or a host name; else nothing. */
function hostIn(typed: string): string {
  const text = typed.trim()
  if (!/^\S+\.\S+$/.test(text)) return ''
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  return url ? bareHost(url) : ''
}

/** Bytes in an address's query that are no text (%ff) stay as they were typed, and are nothing to search for. */
export const withoutBrokenBytes = (typed: string): string =>
  typed.replace(/(?:%[0-9a-f]{2})*%[89a-f][0-9a-f](?:%[0-9a-f]{2})*/gi, '\uFFFD')
