import { wordsOf } from './skeleton.ts'

/** A name of 200 characters has few words that matter. */
const mostWords = 30

/** What German writes at the end of another word: Menschenrechtszentrum. */
const compoundEnd =
  /(?<=\p{L}{5})(?=(?:zentrum|verband|verein|haus|initiative|komitee|kommitté|kommittén|büro|transformation)(?!\p{L}))/giu
/** What it writes at the beginning: Rechtstransformation, Behindertenrechte. */
const compoundStart = /(?<!\p{L})(rechts|behinderten|journalisten)(?=\p{L}{5})/giu
/** What French writes at the beginning of one: d'Helsinki, l'homme. */
const elision = /(?<!\p{L})[dl]['\u2019\u02BC](?=\p{L}{3})/giu

/** Letters with blanks or signs between, where they are no word each: B E L. */
const spacedOut = /(?<![\p{L}\p{N}])\p{L}(?:[ .·-]\p{L}){2,}(?![\p{L}\p{N}])/gu
/**
 * The words of a name, also where they were written without spaces (RightToDefense, Viasna96, Menschenrechtshaus), and
 * P.E.N. or P E N as PEN.
 */
export const nameWords = (name: string): string[] =>
  wordsOf(
    name
      .replace(elision, '')
      .replace(compoundEnd, ' ')
      .replace(compoundStart, '$1 ')
      .replace(spacedOut, letters => letters.replace(/\P{L}+/gu, ''))
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, letters =>
        letters.replaceAll('.', ''),
      )
      .replace(/(?<=\p{L}{4})(\p{N})(?=\p{L}{4})/gu, ' $1 ')
      // A capital inside a word begins another one, but for an acronym: LawTrend, HRHouse, PeN.
      .replace(/\p{L}{5,}/gu, word =>
        word.replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/gu, ' '),
      )
      .replace(/(?<=\p{L})(?=\p{N}+(?!\p{L}))/gu, ' '),
  ).slice(0, mostWords)
