import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Draft } from '../domain/draft.ts'
import type { PublishProposal } from '../domain/publishing.ts'
import type { Reader, Transaction } from './client.ts'
import { statementDrafts } from './schema/drafts.ts'
import { statements } from './schema/statements.ts'
import { hashToken } from './tokens.ts'

/** A draft as it stands. */
export type StoredDraft = {
  slug: string
  revision: number
  draft: Draft
  savedAt: Date
  savedBy: string
  /** Until when a link to its preview opens it; null: nobody has one. */
  previewUntil: Date | null
  proposal: (PublishProposal & { proposedAt: Date }) | null
}

type DraftRow = typeof statementDrafts.$inferSelect

function draftOf(row: DraftRow): StoredDraft {
  const { slug, revision, content, savedAt, savedBy, previewUntil, proposal, proposedAt } = row
  return {
    slug,
    revision,
    draft: JSON.parse(content) as Draft,
    savedAt,
    savedBy,
    previewUntil,
    proposal:
      proposal === null || proposedAt === null
        ? null
        : { ...(JSON.parse(proposal) as PublishProposal), proposedAt },
  }
}

export async function findDraft(reader: Reader, slug: string): Promise<StoredDraft | null> {
  const [row] = await reader.select().from(statementDrafts).where(eq(statementDrafts.slug, slug))
  return row ? draftOf(row) : null
}

/** The same, as nobody else changes it before the transaction ends. */
export async function lockDraft(tx: Transaction, slug: string): Promise<StoredDraft | null> {
  const [row] = await tx.select().from(statementDrafts).where(eq(statementDrafts.slug, slug)).for('update')
  return row ? draftOf(row) : null
}

/** The draft that a link to its preview opens; null once it is taken back, or for what never was such a link. */
export async function findPreviewed(reader: Reader, token: string, now: Date): Promise<StoredDraft | null> {
  const hash = hashToken(token)
  if (!hash) return null
  const [row] = await reader
    .select()
    .from(statementDrafts)
    .where(and(eq(statementDrafts.previewHash, hash), gt(statementDrafts.previewUntil, now)))
  return row ? draftOf(row) : null
}

/** Every draft, by its slug. */
export async function findDrafts(reader: Reader): Promise<StoredDraft[]> {
  const rows = await reader.select().from(statementDrafts).orderBy(asc(statementDrafts.slug))
  return rows.map(draftOf)
}

/** Begins a draft; false where a draft or a statement has the slug. */
export async function insertDraft(
  tx: Transaction,
  { slug, draft, by }: { slug: string; draft: Draft; by: string },
  now: Date,
): Promise<boolean> {
  if (await isStatement(tx, slug)) return false
  const inserted = await tx
    .insert(statementDrafts)
    .values({ slug, content: JSON.stringify(draft), savedAt: now, savedBy: by })
    .onConflictDoNothing()
    .returning({ slug: statementDrafts.slug })
  return inserted.length > 0
}

async function isStatement(reader: Reader, slug: string): Promise<boolean> {
  const rows = await reader
    .select({ slug: statements.slug })
    .from(statements)
    .where(eq(statements.slug, slug))
  return rows.length > 0
}

/** What a change of a draft leaves behind: what somebody proposed was another one. */
const changed = {
  revision: sql`${statementDrafts.revision} + 1`,
  proposal: null,
  proposedBy: null,
  proposedAt: null,
}

/** Saves a draft that is still at the revision given. Null where it is not. Gives the new revision. */
export async function updateDraft(
  tx: Transaction,
  { slug, revision, draft, by }: { slug: string; revision: number; draft: Draft; by: string },
  now: Date,
): Promise<number | null> {
  const [row] = await tx
    .update(statementDrafts)
    .set({ ...changed, content: JSON.stringify(draft), savedAt: now, savedBy: by })
    .where(and(eq(statementDrafts.slug, slug), eq(statementDrafts.revision, revision)))
    .returning({ revision: statementDrafts.revision })
  return row?.revision ?? null
}

/** Notes that a draft was published: whoever has it open sees that it is another one. */
export async function markPublished(tx: Transaction, slug: string) {
  await tx.update(statementDrafts).set(changed).where(eq(statementDrafts.slug, slug))
}

export async function setProposal(tx: Transaction, slug: string, proposal: PublishProposal, now: Date) {
  await tx
    .update(statementDrafts)
    .set({ proposal: JSON.stringify(proposal), proposedBy: proposal.by, proposedAt: now })
    .where(eq(statementDrafts.slug, slug))
}

/** Takes a proposal back. */
export async function clearProposal(tx: Transaction, slug: string) {
  await tx
    .update(statementDrafts)
    .set({ proposal: null, proposedBy: null, proposedAt: null })
    .where(eq(statementDrafts.slug, slug))
}

/** Gives the preview an address in the place of the one before; null takes it back. False where nothing changes. */
export async function setPreview(
  tx: Transaction,
  slug: string,
  preview: { hash: Uint8Array; until: Date } | null,
): Promise<boolean> {
  const rows = await tx
    .update(statementDrafts)
    .set({ previewHash: preview?.hash ?? null, previewUntil: preview?.until ?? null })
    .where(
      and(
        eq(statementDrafts.slug, slug),
        preview ? undefined : sql`${statementDrafts.previewHash} IS NOT NULL`,
      ),
    )
    .returning({ slug: statementDrafts.slug })
  return rows.length > 0
}

/** Deletes a draft that is still at the revision given and was never published; false where it is not so. */
export async function deleteDraft(tx: Transaction, slug: string, revision: number): Promise<boolean> {
  if (await isStatement(tx, slug)) return false
  const deleted = await tx
    .delete(statementDrafts)
    .where(and(eq(statementDrafts.slug, slug), eq(statementDrafts.revision, revision)))
    .returning({ slug: statementDrafts.slug })
  return deleted.length > 0
}
