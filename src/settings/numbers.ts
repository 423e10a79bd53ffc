import * as z from 'zod'

/** What a setting has, as its digits: 0x2, 1e0 and blanks are no number that an operator meant. */
function numberIn(value: unknown, shape: RegExp): number {
  // A Worker's variables may be numbers.
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && shape.test(text) ? Number(text) : Number.NaN
}

const between = (shape: RegExp, words: string) => (least: number, most: number) =>
  z.unknown().transform((value, context): number => {
    const number = numberIn(value, shape)
    if (number >= least && number <= most) return number
    context.addIssue({ code: 'custom', message: `${words} from ${least} to ${most} is needed` })
    return z.NEVER
  })

export const wholeNumber = between(/^(?:0|[1-9]\d*)$/, 'a whole number')
export const anyNumber = between(/^(?:0|[1-9]\d*)(?:\.\d+)?$/, 'a number')
