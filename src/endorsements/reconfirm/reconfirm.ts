import type { Deps } from '../../deps.ts'
import { changedMeanwhile, type Endorsement, type RepresentativeError } from '../../domain/endorsement.ts'
import * as rules from '../../domain/reconfirming.ts'
import { ok, type Result } from '../../domain/result.ts'
import { presentTextOf } from '../../domain/statement.ts'
import { updateEndorsement } from '../../storage/endorsements.ts'
import { recordChange } from '../../storage/record.ts'
import { lockVersions, titleOf } from '../../storage/statements.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'

type Shown = { shownRevision: number; shownVersion: number; textLanguage: string | null }

/**
 * Signs the version that the private page showed beside its button, if that is still the newest. Of parallel calls one
 * signs. Nobody is mailed: the page says it, and the list.
 */
export const reconfirm = (
  { db, random, now }: Pick<Deps, 'db' | 'random' | 'now'>,
  token: string,
  shown: Shown,
): Promise<Result<Endorsement, RepresentativeError | PrivateLinkError>> =>
  db.transaction(async tx => {
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { present } = opened.value
    const text = presentTextOf(await lockVersions(tx, present.statement))
    const wanted = shown.textLanguage ?? present.textLanguage ?? present.language
    const { language: textLanguage } = await titleOf(tx, present.statement, text.version, wanted)
    const decided = rules.reconfirm(present, { ...shown, textLanguage, text }, now())
    if (!decided.ok) return decided
    const { to, record } = decided.value
    if (!(await updateEndorsement(tx, present, decided.value, 'representative', now())))
      return changedMeanwhile(present)
    if (record) await recordChange(tx, record, to, random(32), now())
    return ok(to)
  })
