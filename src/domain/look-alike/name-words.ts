import { wordsOf } from './skeleton.ts'

/** A name of 200 characters has few words that matter. */
const mostWords = 30

/** The words of a name, also where they were written without spaces (RightToDefense, Viasna96), and P.E.N. as PEN. */
export const nameWords = (name: string): string[] =>
  wordsOf(
    name
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, letters =>
        letters.replaceAll('.', ''),
      )
      .replace(/(?<=\p{L}{4})(\p{N})(?=\p{L}{4})/gu, ' $1 ')
      .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N}+(?!\p{L}))/gu, ' '),
  ).slice(0, mostWords)
