import { floodLimits } from '../../src/domain/flood-limits.ts'

/**
 * Settings under which nothing is a flood: all that a test sends comes from one network within a minute or two. The
 * tests of the limits leave them out.
 */
export const noFlood: Record<string, string> = Object.fromEntries(
  Object.keys(floodLimits).map(name => [settingOf(name), '1000000']),
)

/** As docs/limits.md has it: `formsByNetwork` is set by LIMIT_FORMS_BY_NETWORK. */
export function settingOf(name: string): string {
  return `LIMIT_${name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`
}
