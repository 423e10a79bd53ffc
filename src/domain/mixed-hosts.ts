import { unicodeHost } from './hosts.ts'
import { mixedScriptWords } from './look-alike/skeleton.ts'

/**
 * True of a host with letters of two scripts in one word of a label, which no registry gives away: exаmple with a
 * Cyrillic а.
 */
export const mixesScripts = (host: string): boolean => mixedScriptWords(unicodeHost(host)).length > 0
