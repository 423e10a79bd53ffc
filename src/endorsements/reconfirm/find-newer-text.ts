import type { Endorsement } from '../../domain/endorsement.ts'
import { versionToSign } from '../../domain/reconfirming.ts'
import { presentTextOf } from '../../domain/statement.ts'
import type { Reader } from '../../storage/client.ts'
import { findTimes, type StatementTimes } from '../../storage/statement-times.ts'
import { findVersions, titleOf, type Version } from '../../storage/statements.ts'

/**
 * The version that a signatory signed, the one that says something else since, and in which language it would sign
 * that.
 */
export type NewerText = {
  signed: Version
  newest: Version
  textLanguage: string
  /** Its deadline, and whether its final list is frozen. */
  times: Pick<StatementTimes, 'closesAt' | 'timeZone' | 'frozen'> | null
}

/** Null where there is nothing to sign anew. */
export async function findNewerText(reader: Reader, endorsement: Endorsement): Promise<NewerText | null> {
  const versions = await findVersions(reader, endorsement.statement)
  const [newest] = versions
  const signed = versions.find(({ version }) => version === endorsement.version)
  if (!newest || !signed || versionToSign(endorsement, presentTextOf(versions)) === null) return null
  const wanted = endorsement.textLanguage ?? endorsement.language
  const { language } = await titleOf(reader, endorsement.statement, newest.version, wanted)
  const times = await findTimes(reader, endorsement.statement)
  return { signed, newest, textLanguage: language, times }
}
