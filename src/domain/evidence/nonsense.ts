import { foldName } from '../spelling.ts'

/** Rows of keys, as a hand falls on them, and what is typed to try a form out. */
const junk =
  /^(?:(?:qwer|asdf|zxcv|йцук|фыва|фів|ячсм)\p{L}*|test(?: ?\p{N}+)?|тест(?: ?\p{N}+)?|тэст(?: ?\p{N}+)?|abc|xyz|foo(?: ?bar)?|lorem ipsum.*)$/u
/** One letter, again and again. */
const repeated = /^(.)(?: ?\1){3,}$/u
const abuse =
  /(?<!\p{L})(?:(?:mother)?fuck|cunt(?!\p{L})|asshole|bitch(?:es)?(?!\p{L})|хуй|хуе|хуё|хуя|нахуй|пизд|ебат|ебан|ёбан|бляд|бля(?!\p{L})|пидор|підар|мудак|kurwa)/u

/** True of a name that says nothing, or abuses: a row of keys, one letter, no letter at all, an obscenity. */
export function readsAsNonsense(name: string): boolean {
  const text = foldName(name)
  return !/\p{L}/u.test(text) || junk.test(text) || repeated.test(text) || abuse.test(text)
}
