import type { Endorsement } from '../domain/endorsement.ts'
import type { Correction } from '../domain/endorsing.ts'
import { kindOf } from '../domain/organisation.ts'
import type { SignerKind } from '../domain/statement.ts'
import type { Reader } from '../storage/client.ts'
import { findSigners } from '../storage/statements.ts'

/** As whom somebody may sign the statement that they sign already: as they do, and as anybody may. */
export async function signersFor(
  reader: Reader,
  { statement, organisation }: Pick<Endorsement, 'statement' | 'organisation'>,
): Promise<SignerKind[]> {
  const signers = await findSigners(reader, statement)
  const own = kindOf(organisation)
  return signers.includes(own) ? [...signers] : [own, ...signers]
}

/** A form offers no other; a statement's setting may have changed since. */
export const maySignAs = async (
  reader: Reader,
  endorsement: Pick<Endorsement, 'statement' | 'organisation'>,
  { organisation }: Correction,
): Promise<boolean> => (await signersFor(reader, endorsement)).includes(kindOf(organisation))
