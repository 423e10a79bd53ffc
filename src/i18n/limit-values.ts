import * as durations from '../domain/durations.ts'
import { day, hour, minute, second } from '../domain/durations.ts'
import * as figures from '../domain/figures.ts'
import * as limits from '../domain/limits.ts'

/** What every message may name without being given it: the limits of the product, in the unit that people count in. */
export const limitValues = {
  linkDays: durations.proofLinkLifetime / day,
  returnedDays: durations.returnedLifetime / day,
  retentionDays: durations.contactRetention / day,
  unreachableDays: durations.unreachablePeriod / day,
  privateLinkDays: durations.privateLinkLifetime / day,
  linkHours: durations.oneHourLinkLifetime / hour,
  objectionHours: durations.contactObjectionPeriod / hour,
  sameAskMinutes: durations.sameAskPeriod / minute,
  formHours: durations.sentFormLifetime / hour,
  ...undoValues(durations.undoPeriod),
  keptDays: durations.keptWritingLifetime / day,
  claimHours: durations.claimPeriod / hour,
  messagesADay: limits.messagesADay,
  freshMinutes: durations.freshPasskeyPeriod / minute,
  invitationHours: durations.invitationPeriod.join / hour,
  newcomerHours: durations.newcomerPeriod / hour,
  deviceMinutes: durations.invitationPeriod.device / minute,
  idleMinutes: durations.sessionIdleLimit / minute,
  sessionHours: durations.longestSession / hour,
  digestDays: durations.digestPeriod / day,
  fastSeconds: durations.fastConfirmation / second,
  nameLength: limits.longestName,
  titleLength: limits.longestPersonTitle,
  affiliationLength: limits.longestAffiliation,
  websiteLength: limits.longestWebsite,
  commentLength: limits.longestComment,
  emailLength: limits.longestEmail,
  mailboxNameLength: limits.longestMailboxName,
  searchLength: limits.longestSearch,
  textLength: limits.longestStatementText,
  moderatorTextLength: limits.longestModeratorText,
  formKilobytes: limits.largestForm / 1024,
  exportRows: limits.mostExported,
  figureDays: figures.figureDays,
  fewestShown: figures.fewestShown,
}

/** How long a decision can be undone: in whole minutes, else in seconds, as numbers in messages are whole. */
export function undoValues(period: number) {
  const undoMinutes = period / minute
  const undoUnit = Number.isInteger(undoMinutes) ? 'minutes' : 'seconds'
  return { undoUnit, undoMinutes, undoSeconds: period / second }
}
