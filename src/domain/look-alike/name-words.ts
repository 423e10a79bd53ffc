import { wordsOf } from './skeleton.ts'

/** A name of 200 characters has few words that matter. */
const mostWords = 30

/** What German writes at the end of another word: Menschenrechtszentrum. */
const compoundEnd = /(?<=\p{L}{5})(?=(?:zentrum|verband|verein|haus|initiative|komitee)(?!\p{L}))/giu
/** What French writes at the beginning of one: d'Helsinki, l'homme. */
const elision = /(?<!\p{L})[dl]['\u2019\u02BC](?=\p{L}{3})/giu

/**
 * The words of a name, also where they were written without spaces (RightToDefense, Viasna96, Menschenrechtshaus), and
 * P.E.N. as PEN.
 */
export const nameWords = (name: string): string[] =>
  wordsOf(
    name
      .replace(elision, '')
      .replace(compoundEnd, ' ')
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, letters =>
        letters.replaceAll('.', ''),
      )
      .replace(/(?<=\p{L}{4})(\p{N})(?=\p{L}{4})/gu, ' $1 ')
      .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N}+(?!\p{L}))/gu, ' '),
  ).slice(0, mostWords)
