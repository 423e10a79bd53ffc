import { givenNames, type Organisation } from './organisation.ts'

/** Cyrillic in Latin letters, roughly as BGN/PCGN writes it; marks are off already, so й is и and ў is у here. */
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  'а a,б b,в v,г g,ґ g,д d,е e,є ie,ж zh,з z,и i,і i,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh,ц ts,ч ch,ш sh,щ shch,ъ ,ы y,ь ,э e,ю iu,я ia'
    .split(',')
    .map(pair => pair.split(' ') as [string, string]),
)

/**
 * A text as a search compares it: without case and accents, Cyrillic in Latin letters, spacing evened out. So
 * «Вясна» is found by "viasna", and PostgreSQL's trigrams, which in some locales see ASCII letters only, see all.
 */
export const foldForSearch = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[а-яєіґ]/gu, letter => latin[letter] ?? letter)
    .replace(/[^\p{L}\p{N}.@-]+/gu, ' ')
    .trim()

/** All of an organisation that a search looks through, a line each: every name that it gave, and its website's host. */
export function searchText(organisation: Organisation): string {
  const { website } = organisation
  const host = website === null ? [] : [new URL(website).hostname.replace(/^www\./, '')]
  return [...new Set([...givenNames(organisation), ...host].map(foldForSearch))].join('\n')
}
