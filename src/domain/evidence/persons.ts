import { closestNames, lookOf } from '../look-alike/resemblance.ts'
import { givenNames, type Organisation, organisationKey, personOf } from '../organisation.ts'
import { addressReasons } from './address-reasons.ts'
import { type Compared, compareNames, labelOf } from './comparing.ts'
import { nameOf, type OtherEndorsement } from './other-endorsement.ts'
import type { Reason } from './reasons.ts'

// A person's name is compared with persons', who may rightly share one, and has to be no organisation's.

/** Persons with how their names stand to ours. Near names are other people's; a namesake works elsewhere. */
export function comparePersons(
  organisation: Organisation,
  others: readonly OtherEndorsement[],
): { compared: Compared[]; namesakes: Reason[] } {
  const affiliation = keyOf(personOf(organisation)?.affiliation)
  const compared: Compared[] = []
  const namesakes: Reason[] = []
  for (const { other, likeness } of compareNames(organisation, others)) {
    const isSame = likeness?.by === 'name' && likeness.kind !== 'near_name'
    const isNamesake = isSame && likeness.kind === 'duplicate' && keyOf(other.affiliation) !== affiliation
    if (isNamesake && other.status === 'approved')
      namesakes.push({ kind: 'namesake_of_signatory', ...nameOf(other), speaks: 'neutral' })
    compared.push({ other, likeness: isSame && !isNamesake ? likeness : null })
  }
  return { compared, namesakes }
}

/** Organisations on the list whose name, public or known, is given as the person's. A near one is a surname. */
export const compareWithBodies = (
  organisation: Organisation,
  bodies: readonly OtherEndorsement[],
): Compared[] =>
  compareNames(organisation, bodies).map(({ other, likeness }) => ({
    other,
    likeness: other.status === 'approved' && likeness?.kind !== 'near_name' ? likeness : null,
  }))

const keyOf = (affiliation: string | null | undefined): string => organisationKey(affiliation ?? '')

/**
 * Where somebody says that they work has a signatory's name, or one like it. That is a fact for a moderator, and
 * nothing against them: readers see that it is for identification only.
 */
export function affiliationReasons(
  organisation: Organisation,
  bodies: readonly OtherEndorsement[],
): Reason[] {
  const affiliation = personOf(organisation)?.affiliation ?? null
  if (affiliation === null) return []
  const ours = [lookOf(affiliation)]
  return bodies
    .filter(({ status }) => status === 'approved')
    .filter(({ name, names, known }) => {
      const theirs = [...givenNames({ name, names }), ...known.names, ...known.domains.map(labelOf)]
      return closestNames(ours, theirs.map(lookOf)) !== null
    })
    .map(other => ({ kind: 'affiliation_like_signatory', ...nameOf(other), speaks: 'neutral' }))
}

/**
 * A person needs no website and writes from where they like: only an address that is meant to vanish speaks against.
 */
export const personAddressReasons = (email: string | null): Reason[] =>
  addressReasons(email, null)
    .filter(({ kind }) => kind !== 'no_website')
    .map(reason => (reason.kind === 'free_mail' ? { ...reason, speaks: 'neutral' } : reason))
