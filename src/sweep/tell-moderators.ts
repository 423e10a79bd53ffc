import { renderDeskDigest } from '../../emails/desk-digest.tsx'
import { renderDeskWaiting } from '../../emails/desk-waiting.tsx'
import type { Mail } from '../../emails/letter.ts'
import type { Deps } from '../deps.ts'
import { day, digestPeriod, hour } from '../domain/durations.ts'
import type { Language } from '../domain/language.ts'
import type { Sight } from '../domain/sight.ts'
import { oweMail } from '../mail/owe.ts'
import { unsubscribeHeaders, unsubscribeUrl } from '../mail/unsubscribe-headers.ts'
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
import { sightOf } from '../storage/sight.ts'
import type { UnsubscribeKind } from '../storage/unsubscribe-tokens.ts'

type TellDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'now'>

/** A Monday, 07:00 UTC. */
const firstDigest = Date.UTC(1970, 0, 5, 7)

const digestBefore = (now: Date) =>
  new Date(firstDigest + Math.floor((now.getTime() - firstDigest) / digestPeriod) * digestPeriod)

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
  const figures = bySight(sight => measureQueue(tx, sight))
  await oweEach(tx, deps, 'waiting', ids, async ({ lang, deskUrl, sight }) => {
    const { waiting } = await figures(sight)
    return waiting === 0 ? null : renderDeskWaiting({ lang, waiting, deskUrl })
  })
}

async function tellDigest(tx: Transaction, deps: TellDeps, times: NoticeTimes, at: Date) {
  const ids = await takeDigests(tx, times, at)
  if (ids.length === 0) return
  const figures = bySight(async sight => ({
    ...(await measureQueue(tx, sight)),
    decided: await countDecided(tx, new Date(at.getTime() - digestPeriod), sight),
  }))
  await oweEach(tx, deps, 'digest', ids, async ({ lang, deskUrl, sight }) => {
    const { waiting, oldest, decided } = await figures(sight)
    if (waiting === 0 && decided === 0) return null
    const oldestDays = oldest && Math.floor((at.getTime() - oldest.getTime()) / day)
    return renderDeskDigest({ lang, waiting, decided, oldestDays, deskUrl })
  })
}

/** Measured once for all who see the same. */
function bySight<Figures>(measure: (sight: Sight) => Promise<Figures>): (sight: Sight) => Promise<Figures> {
  const measured = new Map<string, Promise<Figures>>()
  return sight => {
    const key = JSON.stringify(sight)
    const figures = measured.get(key) ?? measure(sight)
    measured.set(key, figures)
    return figures
  }
}

type Told = { lang: Language; deskUrl: string; sight: Sight }

async function oweEach(
  tx: Transaction,
  deps: TellDeps,
  kind: Extract<UnsubscribeKind, 'waiting' | 'digest'>,
  ids: string[],
  render: (told: Told) => Promise<Mail | null>,
) {
  for (const moderatorId of ids) {
    const moderator = await findModerator(tx, deps.sealing, moderatorId)
    if (!moderator) throw new Error('a moderator was told and is gone')
    const mail = await render({
      lang: moderator.language,
      deskUrl: deps.config.publicUrl + paths.desk.queue,
      sight: await sightOf(tx, moderatorId),
    })
    if (!mail) continue
    const off = unsubscribeUrl(deps, moderator.language, { kind, id: moderatorId })
    const message = { to: moderator.person.email, ...mail, headers: unsubscribeHeaders(off) }
    await oweMail(tx, deps, { moderatorId, kind, message })
  }
}
