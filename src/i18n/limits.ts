import { day, hour, minute, second } from '../domain/durations.ts'
import { contactRetention, linkLifetime, returnedLifetime } from '../domain/endorsement.ts'
import * as limits from '../domain/limits.ts'
import { undoPeriod } from '../domain/moderation.ts'

/** What every message may name without being given it: the limits of the product, in the unit that people count in. */
export const limitValues = {
  linkDays: linkLifetime / day,
  returnedDays: returnedLifetime / day,
  retentionDays: contactRetention / day,
  privateLinkDays: limits.privateLinkLifetime / day,
  undoMinutes: undoPeriod / minute,
  freshMinutes: limits.freshPeriod / minute,
  invitationHours: limits.invitationPeriod.join / hour,
  newcomerHours: limits.newcomerPeriod / hour,
  deviceMinutes: limits.invitationPeriod.device / minute,
  idleMinutes: limits.idleLimit / minute,
  sessionHours: limits.absoluteLimit / hour,
  fastSeconds: limits.fastConfirmation / second,
  nameLength: limits.longestName,
  websiteLength: limits.longestWebsite,
  commentLength: limits.longestComment,
  emailLength: limits.longestEmail,
  searchLength: limits.longestSearch,
  moderatorTextLength: limits.longestModeratorText,
  formKilobytes: limits.largestForm / 1024,
  exportRows: limits.mostExported,
}
