import { type Approved, type Common, carriedOver, type Endorsement, type Transition } from './endorsement.ts'
import { type Names, namesInOrder, type Organisation } from './organisation.ts'

/** A founding signatory, as the statement's own files name it. Their date of signing is not known. */
export function foundSignatory(
  details: Omit<Common, 'revision' | 'nameWithheld'>,
  now: Date,
): Transition<Approved> {
  const to: Approved = {
    ...details,
    nameWithheld: false,
    revision: 1,
    status: 'approved',
    approvedAt: now,
    signedOn: null,
    founding: true,
  }
  return { to, event: 'founded', mail: null, record: 'found' }
}

/** Brings what follows the statement's files to what they say; null where nothing differs, or it is not listed. */
export function amendFounding(
  e: Endorsement,
  details: Pick<Organisation, 'names' | 'country'>,
): Transition<Approved> | null {
  if (e.status !== 'approved' || !e.founding) return null
  const { names, country } = e.organisation
  if (isSameNames(names, details.names) && country === details.country) return null
  const { approvedAt, signedOn, founding } = e
  const organisation = { ...e.organisation, ...details }
  const to: Approved = { ...carriedOver(e), organisation, status: 'approved', approvedAt, signedOn, founding }
  return { to, event: 'amended', mail: null, record: 'amend' }
}

const isSameNames = (one: Names, other: Names): boolean =>
  JSON.stringify(namesInOrder(one)) === JSON.stringify(namesInOrder(other))
