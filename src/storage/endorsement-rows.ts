import type { Endorsement } from '../domain/endorsement.ts'
import { organisationKey } from '../domain/organisation.ts'
import type { endorsements } from './schema.ts'

export type EndorsementRow = typeof endorsements.$inferSelect

/** What an endorsement is in every state. */
export function identityOf({
  id,
  statement,
  version,
  revision,
  language,
  organisation,
  comment,
}: Endorsement) {
  const { name, names, country, website } = organisation
  return {
    id,
    statement,
    version,
    revision,
    language,
    name,
    nameEn: names.en,
    nameBe: names.be,
    nameRu: names.ru,
    organisationKey: organisationKey(name),
    country,
    website,
    comment,
  }
}

/**
 * The columns of a state. The marks of states that can be left again are cleared; what happened once
 * (asked, confirmed, approved) stays.
 */
export function factsOf(e: Endorsement) {
  const left = { returnedAt: null, rejectedAt: null, withdrawnAt: null, expiredAt: null }
  switch (e.status) {
    case 'requested':
      return { ...left, status: e.status, requestedAt: e.requestedAt, expiresAt: e.expiresAt }
    case 'confirmed':
      return { ...left, status: e.status, confirmedAt: e.confirmedAt }
    case 'returned':
      return { ...left, status: e.status, returnedAt: e.returnedAt }
    case 'approved':
      return { ...left, status: e.status, approvedAt: e.approvedAt, signedOn: e.signedOn }
    case 'rejected':
      return { ...left, status: e.status, rejectedAt: e.rejectedAt }
    case 'withdrawn':
      return { ...left, status: e.status, withdrawnAt: e.withdrawnAt }
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
    revision: row.revision,
    language: row.language,
    organisation: {
      name: row.name,
      names: { en: row.nameEn, be: row.nameBe, ru: row.nameRu },
      country: row.country,
      website: row.website,
    },
    comment: row.comment,
  }
  switch (row.status) {
    case 'requested':
      return {
        ...common,
        status: row.status,
        requestedAt: known(row.requestedAt),
        expiresAt: known(row.expiresAt),
      }
    case 'confirmed':
      return {
        ...common,
        status: row.status,
        requestedAt: known(row.requestedAt),
        confirmedAt: known(row.confirmedAt),
      }
    case 'returned':
      return {
        ...common,
        status: row.status,
        requestedAt: known(row.requestedAt),
        confirmedAt: known(row.confirmedAt),
        returnedAt: known(row.returnedAt),
      }
    case 'approved':
      return {
        ...common,
        status: row.status,
        approvedAt: known(row.approvedAt),
        signedOn: row.signedOn,
        founding: row.foundingKey !== null,
      }
    case 'rejected':
      return { ...common, status: row.status, rejectedAt: known(row.rejectedAt) }
    case 'withdrawn':
      return { ...common, status: row.status, withdrawnAt: known(row.withdrawnAt) }
    case 'expired':
      return {
        ...common,
        status: row.status,
        requestedAt: known(row.requestedAt),
        expiredAt: known(row.expiredAt),
      }
  }
}

/** The table's CHECKs tie each status to its times; a gap is a bug, not a case. */
function known(at: Date | null): Date {
  if (!at) throw new Error('a status lacks its time')
  return at
}
