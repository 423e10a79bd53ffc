import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { labelOf } from '../domain/evidence/comparing.ts'
import type { KnownAs, KnownName } from '../domain/evidence/known-as.ts'
import { alikeKeys } from '../domain/look-alike/alike-keys.ts'
import { foldForSearch } from '../domain/search.ts'
import type { Reader, Transaction } from './client.ts'
import { knownNames } from './schema/endorsements.ts'

/** What a signatory is known by, with where it comes from: what the files give is not the desk's to take back. */
export type KnownRow = KnownName & { readonly fromFiles: boolean }

/** Names before domains, each in the order of the alphabet. */
export async function findKnown(reader: Reader, id: string): Promise<KnownRow[]> {
  const { kind, value, fromFiles } = knownNames
  return reader
    .select({ kind, value, fromFiles })
    .from(knownNames)
    .where(eq(knownNames.endorsementId, id))
    .orderBy(desc(kind), asc(value))
}

/** What several signatories are known by, to be asked for each. */
export async function findKnownOf(reader: Reader, ids: string[]): Promise<(id: string) => KnownAs> {
  const rows = ids.length === 0 ? [] : await knownOf(reader, ids)
  return id => {
    const own = rows.filter(row => row.endorsementId === id)
    const of = (kind: KnownName['kind']) => own.flatMap(row => (row.kind === kind ? [row.value] : []))
    return { names: of('name'), domains: of('domain') }
  }
}

const knownOf = (reader: Reader, ids: string[]) =>
  reader
    .select({ endorsementId: knownNames.endorsementId, kind: knownNames.kind, value: knownNames.value })
    .from(knownNames)
    .where(inArray(knownNames.endorsementId, ids))

/** What is looked for instead of it. */
export function knownKeys({ kind, value }: KnownName) {
  const compared = kind === 'domain' ? labelOf(value) : value
  return { alikeKeys: alikeKeys([compared]), searchText: foldForSearch(compared) }
}

/** Adds one, or answers false if it is there already. */
export async function insertKnown(
  tx: Transaction,
  id: string,
  { kind, value, fromFiles }: KnownRow,
): Promise<boolean> {
  const inserted = await tx
    .insert(knownNames)
    .values({
      endorsementId: id,
      kind,
      value,
      fromFiles,
      ...knownKeys({ kind, value }),
    })
    .onConflictDoNothing()
    .returning({ value: knownNames.value })
  return inserted.length > 0
}

/** Takes one away that came from where it is taken from, or answers false: there is none. */
export async function deleteKnown(
  tx: Transaction,
  id: string,
  { kind, value, fromFiles }: KnownRow,
): Promise<boolean> {
  const deleted = await tx
    .delete(knownNames)
    .where(
      and(
        eq(knownNames.endorsementId, id),
        eq(knownNames.kind, kind),
        eq(knownNames.value, value),
        eq(knownNames.fromFiles, fromFiles),
      ),
    )
    .returning({ value: knownNames.value })
  return deleted.length > 0
}
