import type { Deps } from '../../deps.ts'
import type { Endorsement, RepresentativeError } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Reader } from '../../storage/client.ts'
import { type Contact, findContact } from '../../storage/contacts.ts'
import { findEndorsement, isSuperseded } from '../../storage/endorsements.ts'
import { findToken, type Token } from '../../storage/tokens.ts'

/** What a confirm link opens. */
export type Linked = { link: Token; endorsement: Endorsement; contact: Contact | null }

/** Looks a link up and changes nothing. */
export async function findLinked(
  reader: Reader,
  { sealing }: Pick<Deps, 'sealing'>,
  token: string,
): Promise<Result<Linked, RepresentativeError>> {
  const link = await findToken(reader, 'confirm', token)
  const endorsement = link && (await findEndorsement(reader, link.endorsementId))
  if (!endorsement) return err({ reason: 'link_unknown' })
  const contact = await findContact(reader, sealing, endorsement.id)
  // Last: of a link that was ended between these reads, the contact is somebody else by now.
  if (!(await findToken(reader, 'confirm', token))) return err({ reason: 'link_unknown' })
  return ok({ link, endorsement, contact })
}

/**
 * For the page behind a link. `superseded`: it ended as the address has another request. Mail scanners open links too.
 */
export async function openConfirmLink(
  deps: Pick<Deps, 'db' | 'sealing'>,
  token: string,
): Promise<Result<Linked & { superseded: boolean }, RepresentativeError>> {
  const opened = await findLinked(deps.db, deps, token)
  if (!opened.ok) return opened
  const { endorsement } = opened.value
  const superseded = endorsement.status === 'withdrawn' && (await isSuperseded(deps.db, endorsement.id))
  return ok({ ...opened.value, superseded })
}
