import type { KnownAs } from '../domain/evidence/known-as.ts'
import { amendFounding, foundSignatory } from '../domain/founding.ts'
import { interfaceFor } from '../domain/language.ts'
import { type Organisation, signingAs } from '../domain/organisation.ts'
import type { SignerKind } from '../domain/statement.ts'
import type { Transaction } from './client.ts'
import { findFounding, insertFounding, updateEndorsement } from './endorsements.ts'
import { markNear } from './evidence-due.ts'
import { deleteKnown, findKnown, insertKnown, type KnownRow } from './known-names.ts'
import { violates } from './pg-errors.ts'
import { recordChange } from './record.ts'

type FounderDeps = { now: () => Date; random: (length: number) => Uint8Array }

/** A founding signatory as whoever writes the statement gives it: in its files, or at the desk. */
type Founder = {
  /** For good. */
  key: string
  /** An organisation, where nothing is said. */
  kind?: SignerKind
  name: string
  country: string | null
  names: Readonly<Record<string, string>>
  knownAs: KnownAs
}

/** The statement as it stands: its main language, and the version that is signed. */
type Signed = { slug: string; language: string; version: number }

/** Another signatory is listed under one of the names: nobody is listed twice. */
export class FounderNameTaken extends Error {
  override name = 'FounderNameTaken'
  readonly key: string
  constructor(key: string, cause: unknown) {
    super('another signatory is listed under one of its names', { cause })
    this.key = key
  }
}

/**
 * Brings a founding signatory to what is said of it.
 * - One whose key was never seen is founded, under the version given.
 * - The names in other languages and the country of one that is listed follow, in the open: the record gets an entry.
 *   Its main name stays as it was founded, and one that left stays as it is.
 * - What it is known by follows, but for what moderators added.
 *
 * Throws {@link FounderNameTaken}.
 *
 * @returns whether it was founded
 */
export async function bringFounder(
  tx: Transaction,
  deps: FounderDeps,
  statement: Signed,
  founder: Founder,
): Promise<boolean> {
  try {
    const founded = await insertFounder(tx, deps, statement, founder)
    if (!founded) await amendFounder(tx, deps, statement.slug, founder)
    await syncKnown(tx, statement.slug, founder)
    return founded
  } catch (error) {
    throw violates(error, 'endorsements_one_signatory') ? new FounderNameTaken(founder.key, error) : error
  }
}

async function insertFounder(
  tx: Transaction,
  { now, random }: FounderDeps,
  { slug, language, version }: Signed,
  { key, ...founder }: Founder,
): Promise<boolean> {
  const founding = foundSignatory(
    {
      id: crypto.randomUUID(),
      statement: slug,
      version,
      textLanguage: language,
      language: interfaceFor(language),
      comment: null,
      organisation: {
        name: founder.name,
        website: null,
        ...signingAs(founder.kind ?? 'organisation', { title: null, affiliation: null }),
        ...followed(founder),
      },
    },
    now(),
  )
  if (!(await insertFounding(tx, founding, key, now()))) return false
  await recordChange(tx, 'found', founding.to, random(32), now())
  return true
}

async function amendFounder(tx: Transaction, deps: FounderDeps, slug: string, founder: Founder) {
  const before = await findFounding(tx, slug, founder.key)
  const amendment = before && amendFounding(before, followed(founder))
  if (!amendment) return
  if (!(await updateEndorsement(tx, before, amendment, 'deploy', deps.now()))) {
    throw new Error(`${founder.key}: it changed meanwhile`)
  }
  await recordChange(tx, 'amend', amendment.to, deps.random(32), deps.now())
}

/** What of a founder's public details follows for good. */
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
