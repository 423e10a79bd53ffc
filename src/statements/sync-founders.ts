import { ConfigError } from '../config.ts'
import { amendFounding, foundSignatory } from '../domain/endorsing.ts'
import { interfaceFor } from '../domain/language.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Transaction } from '../storage/client.ts'
import { findFounding, insertFounding, updateEndorsement } from '../storage/endorsements.ts'
import { markNear } from '../storage/evidence-due.ts'
import { deleteKnown, findKnown, insertKnown, type KnownRow } from '../storage/known-names.ts'
import { violates } from '../storage/pg-errors.ts'
import { recordChange } from '../storage/record.ts'
import type { Founder, StatementFiles } from './files.ts'

type FoundersDeps = { now: () => Date; random: (length: number) => Uint8Array }

/**
 * Brings the founding signatories to what the files say of them.
 * - One whose key was never seen is founded, under the version given.
 * - The names in other languages and the country of one that is listed follow the files, in the open: the record gets
 *   an entry. Its main name stays as it was founded, and one that left stays as it is.
 * - What it is known by follows the files, but for what moderators added.
 *
 * @returns how many were founded
 */
export async function syncFounders(
  tx: Transaction,
  deps: FoundersDeps,
  files: StatementFiles,
  version: number,
): Promise<number> {
  let founded = 0
  for (const founder of files.foundingSignatories) {
    try {
      if (await insertFounder(tx, deps, files, founder, version)) founded++
      else await amendFounder(tx, deps, files.slug, founder)
    } catch (error) {
      throw violates(error, 'endorsements_one_signatory') ? nameTaken(files.slug, founder) : error
    }
    await syncKnown(tx, files.slug, founder)
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

async function insertFounder(
  tx: Transaction,
  { now, random }: FoundersDeps,
  { slug, defaultLanguage }: StatementFiles,
  { key, ...founder }: Founder,
  version: number,
): Promise<boolean> {
  const founding = foundSignatory(
    {
      id: crypto.randomUUID(),
      statement: slug,
      version,
      textLanguage: defaultLanguage,
      language: interfaceFor(defaultLanguage),
      comment: null,
      organisation: { name: founder.name, website: null, ...followed(founder) },
    },
    now(),
  )
  if (!(await insertFounding(tx, founding, key, now()))) return false
  await recordChange(tx, 'found', founding.to, random(32), now())
  return true
}

async function amendFounder(tx: Transaction, deps: FoundersDeps, slug: string, founder: Founder) {
  const before = await findFounding(tx, slug, founder.key)
  const amendment = before && amendFounding(before, followed(founder))
  if (!amendment) return
  if (!(await updateEndorsement(tx, before, amendment, 'deploy', deps.now()))) {
    throw new Error(`${founder.key}: it changed meanwhile`)
  }
  await recordChange(tx, 'amend', amendment.to, deps.random(32), deps.now())
}

/** What of a founder's public details follows the files for good. */
const followed = ({ names, country }: Omit<Founder, 'key'>): Pick<Organisation, 'names' | 'country'> => ({
  names,
  country,
})

async function syncKnown(tx: Transaction, slug: string, { key, knownAs }: Founder) {
  const founder = await findFounding(tx, slug, key)
  if (!founder) return
  const kept = await findKnown(tx, founder.id)
  const wanted = [
    ...knownAs.names.map((value): KnownRow => ({ kind: 'name', value, fromFiles: true })),
    ...knownAs.domains.map((value): KnownRow => ({ kind: 'domain', value, fromFiles: true })),
  ]
  const isIn = (rows: readonly KnownRow[], one: KnownRow) =>
    rows.some(row => row.kind === one.kind && row.value === one.value)
  const old = kept.filter(row => row.fromFiles && !isIn(wanted, row))
  const added = wanted.filter(row => !isIn(kept, row))
  for (const row of old) await deleteKnown(tx, founder.id, row)
  for (const row of added) await insertKnown(tx, founder.id, row)
  if (old.length + added.length > 0) await markNear(tx, founder)
}
