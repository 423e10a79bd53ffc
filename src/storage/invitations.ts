import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Language } from '../domain/language.ts'
import { err, ok, type Result } from '../domain/result.ts'
import type { Reader, Transaction } from './client.ts'
import { invitations, type ModeratorRole } from './schema/moderators.ts'
import { hashToken } from './tokens.ts'

export type InvitationPurpose = (typeof invitations.$inferSelect)['purpose']
type Period = { createdAt: Date; expiresAt: Date }

/** For somebody of the team: to join it, or to make a passkey on one more device. */
type TeamInvitation = { hash: Uint8Array; moderatorId: string; purpose: InvitationPurpose }

/** From the command line: who is invited is sealed under the link's own key, and joining makes them a moderator. */
export type SealedInvitation = {
  hash: Uint8Array
  moderatorId: null
  purpose: 'join'
  sealed: Uint8Array
  role: ModeratorRole
  language: Language
  createdAt: Date
}

export type Invitation = TeamInvitation | SealedInvitation
export type InvitationError = { reason: 'unknown' | 'used' | 'expired' }

/** Keeps a new invitation; earlier ones of the same purpose end. Call it with the moderator's row locked. */
export async function insertInvitation(tx: Transaction, invitation: TeamInvitation & Period) {
  const { moderatorId, purpose } = invitation
  await tx
    .delete(invitations)
    .where(
      and(
        eq(invitations.moderatorId, moderatorId),
        eq(invitations.purpose, purpose),
        isNull(invitations.usedAt),
      ),
    )
  await tx.insert(invitations).values(invitation)
}

/**
 * Keeps an invitation from the command line. Earlier ones stay: their names are sealed, so nobody can tell whose they
 * are.
 */
export async function insertSealedInvitation(tx: Transaction, invitation: SealedInvitation & Period) {
  await tx.insert(invitations).values(invitation)
}

/** What an invitation's token is for; looking changes nothing. */
export async function findInvitation(
  reader: Reader,
  token: string,
  now: Date,
): Promise<Result<Invitation, InvitationError>> {
  const hash = hashToken(token)
  if (!hash) return err({ reason: 'unknown' })
  const [row] = await reader.select().from(invitations).where(eq(invitations.hash, hash))
  if (!row) return err({ reason: 'unknown' })
  if (row.usedAt) return err({ reason: 'used' })
  if (row.expiresAt <= now) return err({ reason: 'expired' })
  const { moderatorId, purpose, sealed, role, language, createdAt } = row
  if (moderatorId !== null) return ok({ hash, moderatorId, purpose })
  if (!sealed || !role || !language) throw new Error('an invitation for nobody')
  return ok({ hash, moderatorId, purpose: 'join', sealed, role, language, createdAt })
}

/** Until when somebody of the team can join by a link that they were sent; null where there is none, or no more. */
export async function findOpenInvitation(
  reader: Reader,
  moderatorId: string,
  now: Date,
): Promise<Date | null> {
  const [row] = await reader
    .select({ expiresAt: invitations.expiresAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.moderatorId, moderatorId),
        eq(invitations.purpose, 'join'),
        isNull(invitations.usedAt),
        gt(invitations.expiresAt, now),
      ),
    )
  return row?.expiresAt ?? null
}

/** What anybody at the desk may know of an invitation from the command line. */
export type OpenSealedInvitation = { role: ModeratorRole; expiresAt: Date }

/** Invitations from the command line that still open something, the oldest first. */
export async function findOpenSealedInvitations(reader: Reader, now: Date): Promise<OpenSealedInvitation[]> {
  const rows = await reader
    .select({ role: invitations.role, expiresAt: invitations.expiresAt })
    .from(invitations)
    .where(and(isNull(invitations.moderatorId), isNull(invitations.usedAt), gt(invitations.expiresAt, now)))
    .orderBy(asc(invitations.createdAt), asc(invitations.hash))
  return rows.flatMap(({ role, expiresAt }) => (role ? [{ role, expiresAt }] : []))
}

/** True for one caller only, however many there are at once. */
export async function spendInvitation(tx: Transaction, hash: Uint8Array, now: Date): Promise<boolean> {
  const spent = await tx
    .update(invitations)
    .set({ usedAt: now })
    .where(and(eq(invitations.hash, hash), isNull(invitations.usedAt), gt(invitations.expiresAt, now)))
    .returning({ hash: invitations.hash })
  return spent.length === 1
}

/** Wipes what the link could open: after joining, the moderator's own row says who they are. */
export async function wipeSealedInvitation(tx: Transaction, hash: Uint8Array, moderatorId: string) {
  await tx
    .update(invitations)
    .set({ moderatorId, sealed: null, role: null, language: null })
    .where(eq(invitations.hash, hash))
}

/** Ends every invitation that a moderator has not used yet. */
export async function endInvitationsOf(tx: Transaction, moderatorId: string) {
  await tx
    .delete(invitations)
    .where(and(eq(invitations.moderatorId, moderatorId), isNull(invitations.usedAt)))
}

export async function deleteOldInvitations(tx: Transaction, expiredBefore: Date) {
  await tx.delete(invitations).where(lt(invitations.expiresAt, expiredBefore))
}
