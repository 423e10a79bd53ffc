import { allows, isCorrectable } from './actions.ts'
import {
  type Approved,
  carriedOver,
  changedMeanwhile,
  type DeskError,
  type Endorsement,
  type TransitionResult,
  wrongStatus,
} from './endorsement.ts'
import { kindOf, type Organisation, signingAs } from './organisation.ts'
import { err, ok, type Result } from './result.ts'
import { type SignerKind, signerKinds } from './statement.ts'

/**
 * Among whom a signatory stands on a list, in the order of the list. The founding ones stand together, whatever they
 * are.
 */
export const sections = ['founding', ...signerKinds, 'later'] as const
export type Section = (typeof sections)[number]

type Sectioned = { founding: boolean; late: boolean; kind: SignerKind }

/** Who came after the final list was frozen stands apart, whatever they are. */
export function sectionOf({ founding, late, kind }: Sectioned): Section {
  if (late) return 'later'
  return founding ? 'founding' : kind
}

// Among whom a signatory stands on the list is its own to say: a moderator proposes, and it answers.

/** Among whom a moderator may propose that a signatory stand: whom the statement takes, but for what it is. */
export function sectionsToPropose(e: Endorsement, signers: readonly SignerKind[]): SignerKind[] {
  if (!isCorrectable(e)) return []
  return signers.filter(kind => kind !== kindOf(e.organisation))
}

/** The entry among others. A person has no website; of title and affiliation nothing is known before they give them. */
export function movedTo(kind: SignerKind, { signer: _, ...organisation }: Organisation): Organisation {
  const website = kind === 'person' ? null : organisation.website
  return { ...organisation, website, ...signingAs(kind, { title: null, affiliation: null }) }
}

/** Nothing changes by a proposal, and the revision stays. */
export function proposeSection(
  e: Endorsement,
  {
    shownRevision,
    kind,
    signers,
    secondNeeded,
  }: { shownRevision: number; kind: SignerKind; signers: readonly SignerKind[]; secondNeeded: boolean },
): Result<Approved, DeskError> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('correct', e)) return wrongStatus(e)
  if (e.founding) return err({ reason: 'founding' })
  if (!sectionsToPropose(e, signers).includes(kind)) return changedMeanwhile(e)
  return secondNeeded ? err({ reason: 'second_needed' }) : ok(e)
}

/** The signatory said yes to what its page showed. */
export function changeSection(
  e: Endorsement,
  { shownRevision, kind }: { shownRevision: number; kind: SignerKind },
): TransitionResult<Approved> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('correct', e)) return wrongStatus(e)
  if (e.founding) return err({ reason: 'founding' })
  const { status, approvedAt, signedOn, founding } = e
  const organisation = movedTo(kind, e.organisation)
  const to: Approved = { ...carriedOver(e), organisation, status, approvedAt, signedOn, founding }
  return ok({ to, event: 'section_changed', mail: 'section-changed', record: 'amend' })
}
