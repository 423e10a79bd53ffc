import type { Deps } from '../../../deps.ts'
import { isWithin } from '../../../domain/as-told.ts'
import type { Amendment } from '../../../domain/endorsing.ts'
import { raisesRevision } from '../../../domain/event-kinds.ts'
import { contactErasedAt } from '../../../domain/leaving.ts'
import { namesOrNull, personOf, kindOf as signsAs } from '../../../domain/organisation.ts'
import { entryProposed } from '../../../domain/proposing.ts'
import { ok, type Result } from '../../../domain/result.ts'
import { paths } from '../../../paths.ts'
import {
  findEveryDetails,
  findLinks,
  findMails,
  type SentWords,
} from '../../../storage/stored-of-endorsement.ts'
import type { PlaceOf } from '../../../ui/statement-place.tsx'
import type { PrivateLinkError } from '../../private-link.ts'
import { isTheirs, type OwnHistory } from '../own-history.ts'
import { signedTextPath } from '../signed-text.tsx'
import { viewPrivately } from '../view-privately.ts'
import type { RepresentativeData } from './data-schema.ts'

/**
 * All that is held about a person and their request; what is not to be told, or not yet, leaves no trace in it.
 * @param placeOf where their statement stands, if not by its slug
 */
export async function loadData(
  deps: Pick<Deps, 'config' | 'db' | 'sealing' | 'now'>,
  token: string,
  placeOf: PlaceOf = slug => slug,
): Promise<Result<RepresentativeData, PrivateLinkError>> {
  const { config, db, now } = deps
  const madeAt = now()
  const view = await viewPrivately({ ...deps, now: () => madeAt }, token)
  if (!view.ok) return view
  const { endorsement, contact, signed, isTextGone, history, change, proposal, section, updatesSince } =
    view.value
  const { id, statement, version, status, language } = endorsement
  const place = placeOf(statement)
  const [links, mails, details] = await Promise.all([
    findLinks(db, id),
    findMails(db, id),
    findEveryDetails(db, id),
  ])
  return ok({
    $schema: config.publicUrl + paths.api.representativeData,
    madeAt: madeAt.toISOString(),
    request: {
      id,
      statement,
      status,
      language,
      signedOn: status === 'approved' ? endorsement.signedOn : null,
    },
    signed: {
      version,
      ...signed,
      page: place === null || isTextGone ? null : config.publicUrl + signedTextPath(signed, place, version),
    },
    contact: { ...contact, erasedAt: asText(contactErasedAt(endorsement)) },
    updates: updatesSince && { since: updatesSince.toISOString() },
    contactChange: change && {
      proposedAt: change.proposedAt.toISOString(),
      proposedBy: change.proposedBy === null ? 'representative' : 'moderator',
      waitsUntil: (change.objectionUntil ?? change.expiresAt).toISOString(),
      acceptedAt: asText(change.acceptedAt),
    },
    publicDetails: fieldsOf(endorsement),
    proposal: proposal && {
      ...fieldsOf(entryProposed(endorsement, proposal)),
      proposedAt: proposal.proposedAt.toISOString(),
    },
    section: section && { kind: section.kind, proposedAt: section.proposedAt.toISOString() },
    earlierDetails: details.map(({ revision, ...each }) => ({
      ...fieldsOf(each),
      since: asText(timeOf(history, revision)),
    })),
    history: history.events.map(({ at, kind, actor }) => ({ at: at.toISOString(), kind, by: actor })),
    messages: history.words.map(({ at, kind, text }) => ({ at: at.toISOString(), kind: kindOf[kind], text })),
    // A mail brings a link of its own, so a link would tell of a decision before its mail does.
    links: links
      .filter(({ createdAt }) => !isWithin(history.untold, createdAt))
      .map(({ purpose, createdAt, expiresAt, usedAt }) => ({
        purpose,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        usedAt: asText(usedAt),
      })),
    mails: mails
      .filter(({ createdAt }) => isTheirs(createdAt, history.contactSince))
      .filter(({ firstAttemptAt, nextAttemptAt }) => firstAttemptAt !== null || nextAttemptAt <= madeAt)
      .map(({ kind, createdAt, sentAt }) => ({
        kind,
        createdAt: createdAt.toISOString(),
        sentAt: asText(sentAt),
      })),
  })
}

const kindOf = {
  return: 'question',
  reject: 'reason',
  withdraw: 'reason',
  write: 'message',
  decline: 'reason',
} as const satisfies Record<SentWords['kind'], RepresentativeData['messages'][number]['kind']>

const asText = (time: Date | null): string | null => time?.toISOString() ?? null

const fieldsOf = ({ organisation, comment, nameWithheld }: Amendment) => {
  const { name, names, country, website } = organisation
  const { title, affiliation } = personOf(organisation) ?? { title: null, affiliation: null }
  const kind = signsAs(organisation)
  return {
    kind,
    name,
    names: namesOrNull(names),
    title,
    affiliation,
    country,
    website,
    comment,
    nameWithheld,
  }
}

/** Since when a revision stood; null where what led to it is not told, or was before events were kept. */
const timeOf = ({ events }: OwnHistory, revision: number): Date | null =>
  events.find(event => event.revision === revision && raisesRevision(event.kind))?.at ?? null
