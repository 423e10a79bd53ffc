import { renderDeskDigest } from '../../emails/desk-digest.tsx'
import { renderDeskWaiting } from '../../emails/desk-waiting.tsx'
import type { Mail } from '../../emails/letter.ts'
import type { Deps } from '../deps.ts'
import { day, hour } from '../domain/durations.ts'
import type { Language } from '../domain/language.ts'
import { type ModeratorMailKind, oweMail } from '../mail/owe.ts'
import { paths } from '../paths.ts'
import type { Transaction } from '../storage/client.ts'
import {
  countDecided,
  findDueNotices,
  measureQueue,
  type NoticeTimes,
  takeDigests,
  takeWaitingNotices,
} from '../storage/moderator-notices.ts'
import { findModerator } from '../storage/moderators.ts'

type TellDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'now'>

const week = 7 * day
/** A Monday, 07:00 UTC. */
const firstDigest = Date.UTC(1970, 0, 5, 7)

const digestBefore = (now: Date) =>
  new Date(firstDigest + Math.floor((now.getTime() - firstDigest) / week) * week)

/**
 * Owes moderators the mails that time brings: that something waits, at most one an hour and only when
 * something came since they looked or were told; and on Mondays the week's figures.
 */
export async function tellModerators(deps: TellDeps): Promise<void> {
  const at = deps.now()
  const times = { toldBefore: new Date(at.getTime() - hour), digestSince: digestBefore(at) }
  const due = await findDueNotices(deps.db, times)
  if (due.waiting) await deps.db.transaction(tx => tellWaiting(tx, deps, times, at))
  if (due.digest) await deps.db.transaction(tx => tellDigest(tx, deps, times, at))
}

async function tellWaiting(tx: Transaction, deps: TellDeps, times: NoticeTimes, at: Date) {
  const ids = await takeWaitingNotices(tx, times, at)
  if (ids.length === 0) return
  const { waiting } = await measureQueue(tx)
  await oweEach(tx, deps, 'waiting', ids, (lang, deskUrl) => renderDeskWaiting({ lang, waiting, deskUrl }))
}

async function tellDigest(tx: Transaction, deps: TellDeps, times: NoticeTimes, at: Date) {
  const ids = await takeDigests(tx, times, at)
  if (ids.length === 0) return
  const { waiting, oldest } = await measureQueue(tx)
  const decided = await countDecided(tx, new Date(at.getTime() - week))
  if (waiting === 0 && decided === 0) return
  const oldestDays = oldest && Math.floor((at.getTime() - oldest.getTime()) / day)
  await oweEach(tx, deps, 'digest', ids, (lang, deskUrl) =>
    renderDeskDigest({ lang, waiting, decided, oldestDays, deskUrl }),
  )
}

async function oweEach(
  tx: Transaction,
  deps: TellDeps,
  kind: ModeratorMailKind,
  ids: string[],
  render: (lang: Language, deskUrl: string) => Mail,
) {
  for (const moderatorId of ids) {
    const moderator = await findModerator(tx, deps.sealing, moderatorId)
    if (!moderator) throw new Error('a moderator was told and is gone')
    const mail = render(moderator.language, deps.config.publicUrl + paths.desk.queue)
    await oweMail(tx, deps, { moderatorId, kind, message: { to: moderator.person.email, ...mail } })
  }
}
