import { ConfigError } from '../config.ts'
import type { Transaction } from '../storage/client.ts'
import { bringFounder, FounderNameTaken } from '../storage/founders.ts'
import type { Founder, StatementFiles } from './files.ts'

type FoundersDeps = { now: () => Date; random: (length: number) => Uint8Array }

/**
 * Brings the founding signatories to what the files say of them.
 *
 * @returns how many were founded
 */
export async function syncFounders(
  tx: Transaction,
  deps: FoundersDeps,
  { slug, defaultLanguage, foundingSignatories }: StatementFiles,
  version: number,
): Promise<number> {
  let founded = 0
  for (const founder of foundingSignatories) {
    try {
      if (await bringFounder(tx, deps, { slug, language: defaultLanguage, version }, founder)) founded++
    } catch (error) {
      throw error instanceof FounderNameTaken ? nameTaken(slug, founder) : error
    }
  }
  return founded
}

/** Nobody is listed twice, and who of two has a name is for people to say. */
const nameTaken = (slug: string, { key, name, names }: Founder) =>
  new ConfigError(
    `statements: ${slug}: founding signatory “${key}”: another signatory is listed under one of its names (${[
      ...new Set([name, ...Object.values(names)]),
    ].join(', ')}). Correct or withdraw that one at the desk, or change the name in statement.json.`,
  )
