import type { Endorsement } from '../domain/endorsement.ts'
import { alikeKeys } from '../domain/look-alike/alike-keys.ts'
import { skeletonOf } from '../domain/look-alike/skeleton.ts'
import {
  givenNames,
  kindOf,
  nameKeys,
  type Organisation,
  organisationKey,
  personOf,
  signingAs,
} from '../domain/organisation.ts'
import { searchText } from '../domain/search.ts'
import type { endorsements } from './schema/endorsements.ts'

export type EndorsementRow = typeof endorsements.$inferSelect

/** What an endorsement is in every state. */
export function identityOf({
  id,
  statement,
  version,
  textLanguage,
  revision,
  language,
  organisation,
  comment,
  nameWithheld,
}: Endorsement) {
  const { name, names, country, website } = organisation
  const person = personOf(organisation)
  return {
    id,
    statement,
    version,
    textLanguage,
    revision,
    language,
    kind: kindOf(organisation),
    personTitle: person?.title ?? null,
    affiliation: person?.affiliation ?? null,
    name,
    names,
    organisationKey: organisationKey(name),
    country,
    website,
    comment,
    nameWithheld,
    ...keysOf(organisation),
  }
}

/** Grows whenever a rule changes by which a key is made: a deploy then makes those of older rows anew. */
export const keysVersion = 4

/** What is looked for instead of the names themselves, and by which rules it was made. */
export const keysOf = (organisation: Organisation) => ({
  keysVersion,
  nameKeys: nameKeys(organisation),
  skeletons: [...new Set(givenNames(organisation).map(skeletonOf))],
  alikeKeys: alikeKeys(givenNames(organisation)),
  searchText: searchText(organisation),
})

/**
 * The columns of a state. The marks of states that can be left again are cleared; what happened once
 * (asked, confirmed, approved) stays.
 */
export function columnsOf(e: Endorsement) {
  const left = {
    waitingSince: null,
    firstApprovedBy: null,
    firstApprovedAt: null,
    returnedAt: null,
    rejectedAt: null,
    withdrawnAt: null,
    withdrawnByRepresentative: false,
    expiredAt: null,
  }
  switch (e.status) {
    case 'requested':
      return {
        ...left,
        status: e.status,
        requestedAt: e.requestedAt,
        expiresAt: e.expiresAt,
        // A request that was returned and lapsed begins anew: its address is to be confirmed once more.
        confirmedAt: null,
      }
    case 'confirmed':
      return {
        ...left,
        status: e.status,
        confirmedAt: e.confirmedAt,
        waitingSince: e.waitingSince,
        firstApprovedBy: e.firstApproval?.by ?? null,
        firstApprovedAt: e.firstApproval?.at ?? null,
      }
    case 'returned':
      return { ...left, status: e.status, returnedAt: e.returnedAt }
    case 'approved':
      return { ...left, status: e.status, approvedAt: e.approvedAt, signedOn: e.signedOn }
    case 'rejected':
      return { ...left, status: e.status, rejectedAt: e.rejectedAt, returnedAt: e.returnedAt }
    case 'withdrawn':
      return {
        ...left,
        status: e.status,
        withdrawnAt: e.withdrawnAt,
        withdrawnByRepresentative: e.byRepresentative,
      }
    case 'expired':
      return { ...left, status: e.status, expiredAt: e.expiredAt }
  }
}

/** The row read back as the state that it is. Throws if a time is missing, which the table's CHECKs forbid. */
export function endorsementOf(row: EndorsementRow): Endorsement {
  const common = {
    id: row.id,
    statement: row.statement,
    version: row.version,
    textLanguage: row.textLanguage,
    revision: row.revision,
    language: row.language,
    organisation: {
      name: row.name,
      names: row.names,
      country: row.country,
      website: row.website,
      ...signingAs(row.kind, { title: row.personTitle, affiliation: row.affiliation }),
    },
    comment: row.comment,
    nameWithheld: row.nameWithheld,
  }
  const { status } = row
  switch (status) {
    case 'requested':
      return { ...common, status, requestedAt: known(row.requestedAt), expiresAt: known(row.expiresAt) }
    case 'confirmed': {
      const { firstApprovedBy: by, firstApprovedAt: at } = row
      const waitingSince = known(row.waitingSince)
      return {
        ...common,
        status,
        ...confirmedOf(row),
        waitingSince,
        firstApproval: by && at ? { by, at } : null,
      }
    }
    case 'returned':
      return { ...common, status, ...confirmedOf(row), returnedAt: known(row.returnedAt) }
    case 'approved':
      return { ...common, status, ...approvedOf(row) }
    case 'rejected': {
      const { returnedAt } = row
      return { ...common, status, ...confirmedOf(row), rejectedAt: known(row.rejectedAt), returnedAt }
    }
    case 'withdrawn': {
      const was = row.approvedAt ? approvedOf(row) : null
      const { withdrawnByRepresentative: byRepresentative } = row
      return { ...common, status, withdrawnAt: known(row.withdrawnAt), byRepresentative, was }
    }
    case 'expired':
      return { ...common, status, requestedAt: known(row.requestedAt), expiredAt: known(row.expiredAt) }
  }
}

const confirmedOf = (row: EndorsementRow) => ({
  requestedAt: known(row.requestedAt),
  confirmedAt: known(row.confirmedAt),
})

const approvedOf = (row: EndorsementRow) => ({
  approvedAt: known(row.approvedAt),
  signedOn: row.signedOn,
  founding: row.foundingKey !== null,
})

/** The table's CHECKs tie each status to its times; a gap is a bug, not a case. */
function known(at: Date | null): Date {
  if (!at) throw new Error('a status lacks its time')
  return at
}
