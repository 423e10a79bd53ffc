import { closestNames, lookOf } from '../look-alike/resemblance.ts'
import { givenNames, namesInOrder, type Organisation } from '../organisation.ts'
import type { OtherEndorsement } from './other-endorsement.ts'
import type { Likeness } from './reasons.ts'

/** Another endorsement, and how its names stand to ours; null: they are other names. */
export type Compared = { readonly other: OtherEndorsement; readonly likeness: Likeness | null }

/** The closest that any name of the one comes to any name of each other, public or known. */
export function compareNames(
  organisation: Pick<Organisation, 'name' | 'names'>,
  others: readonly OtherEndorsement[],
): Compared[] {
  const names = givenNames(organisation)
  const ours = names.map(lookOf)
  return others.map(other => {
    const shown = givenNames(other)
    // A domain is a name too: who is at spring96.org is known as Spring96.
    const theirs = [...shown, ...other.known.names, ...other.known.domains.map(labelOf)]
    const closest = closestNames(ours, theirs.map(lookOf))
    if (!closest) return { other, likeness: null }
    const { kind, our, their, byAcronym } = closest
    const by = their < shown.length ? 'name' : 'known_name'
    return {
      other,
      likeness: { kind, by: byAcronym ? 'acronym' : by, field: fieldOf(organisation, names[our]) },
    }
  })
}

/** What a domain says as a name. */
export const labelOf = (domain: string): string => domain.split('.')[0] ?? ''

/** The first field in which a name stands: `name`, or the language that it is for. */
function fieldOf({ name, names }: Pick<Organisation, 'name' | 'names'>, one: string | undefined): string {
  if (one === name) return 'name'
  return namesInOrder(names).find(([, other]) => other === one)?.[0] ?? 'name'
}
