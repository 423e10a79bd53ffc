import { slipsBetween } from '../domain/address-typos.ts'

/** How our variables begin that no other program's are likely to. */
const prefixes = [
  'CONTACT_',
  'DATABASE_',
  'LIMIT_',
  'MAIL_',
  'MIRROR_',
  'MODERATORS_',
  'ONION_',
  'OPERATOR_',
  'RESEND_',
  'SMTP_',
  'TRUSTED_',
]
/** A name of four letters is one letter from many words. */
const shortest = 8

/** A variable that is set and that nothing reads; `meant`: one that is nearly called so. */
export type UnknownName = { name: string; meant: string | null }

/** The variables of an environment that are probably ours, misspelt. Of one that is empty nobody expects anything. */
export const findUnknownNames = (
  env: Readonly<Record<string, unknown>>,
  known: readonly string[],
): UnknownName[] =>
  Object.keys(env)
    .filter(name => env[name] !== '' && env[name] !== undefined && !known.includes(name))
    .map(name => ({ name, meant: nearestTo(name, known) }))
    .filter(({ name, meant }) => meant !== null || prefixes.some(one => name.startsWith(one)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

function nearestTo(name: string, known: readonly string[]): string | null {
  const near = known.filter(one => one.length >= shortest && slipsBetween(name.toUpperCase(), one) <= 1)
  return near[0] ?? null
}
