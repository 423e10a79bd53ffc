import { renderAlreadyAsked } from '../../../emails/already-asked.tsx'
import { renderAlreadyListed } from '../../../emails/already-listed.tsx'
import { renderAmended } from '../../../emails/amended.tsx'
import { renderAnswerReminder } from '../../../emails/answer-reminder.tsx'
import { renderApproved } from '../../../emails/approved.tsx'
import { renderChangesRequested } from '../../../emails/changes-requested.tsx'
import { renderConfirmEndorsement } from '../../../emails/confirm-endorsement.tsx'
import { renderConfirmReminder } from '../../../emails/confirm-reminder.tsx'
import { renderContactChanged } from '../../../emails/contact-changed.tsx'
import { renderContactNotice } from '../../../emails/contact-notice.tsx'
import { renderContactTakenOver } from '../../../emails/contact-taken-over.tsx'
import { renderCorrected } from '../../../emails/corrected.tsx'
import { renderCorrectionProposed } from '../../../emails/correction-proposed.tsx'
import { renderErased } from '../../../emails/erased.tsx'
import { renderFreshLinks } from '../../../emails/fresh-link.tsx'
import { renderModeratorWrites } from '../../../emails/moderator-writes.tsx'
import { renderNewContact } from '../../../emails/new-contact.tsx'
import { renderOneHourLink } from '../../../emails/one-hour-link.tsx'
import { renderProposalDeclined } from '../../../emails/proposal-declined.tsx'
import { renderReconfirm } from '../../../emails/reconfirm.tsx'
import { renderRejected } from '../../../emails/rejected.tsx'
import { renderReopened } from '../../../emails/reopened.tsx'
import { renderRequestReceived } from '../../../emails/request-received.tsx'
import { renderRestored } from '../../../emails/restored.tsx'
import { renderSectionChanged } from '../../../emails/section-changed.tsx'
import { renderSectionProposed } from '../../../emails/section-proposed.tsx'
import { renderVisibilityChanged } from '../../../emails/visibility-changed.tsx'
import { renderWithdrawn } from '../../../emails/withdrawn.tsx'
import { renderWithdrawnByYou } from '../../../emails/withdrawn-by-you.tsx'
import type { Language } from '../../i18n/index.ts'
import { deskMails } from './desk-samples.ts'
import { addressesIn, common, known, reasonOf, type Typed, withheld } from './sample-request.ts'
import { updateMails } from './update-samples.ts'

// Each message with sample data: what `npm run emails` shows and the tests of emails/ are about.

/** Of a statement in its private round. */
export const inRound = {
  isPrivate: true,
  publishAt: new Date('2027-03-01T08:00:00Z'),
  closesAt: new Date('2027-03-31T16:00:00Z'),
  timeZone: 'Europe/Warsaw',
}

const closing = { ...inRound, isPrivate: false, publishAt: null }

/** To representatives, with what may be typed into them. */
export const mails = {
  'confirm-endorsement': (lang: Language, typed: Typed = {}) =>
    renderConfirmEndorsement({
      ...common(lang, typed),
      ...addressesIn(lang),
      expiresOn: '2026-11-30',
    }),
  'confirm-reminder': (lang: Language, typed: Typed = {}) =>
    renderConfirmReminder({
      ...common(lang, typed),
      ...addressesIn(lang),
      expiresOn: '2026-11-30',
      times: closing,
    }),
  'answer-reminder': (lang: Language, typed: Typed = {}) =>
    renderAnswerReminder({ ...known(lang, typed), times: closing }),
  'already-asked, confirmed': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...known(lang, typed), status: 'confirmed' }),
  'already-asked, returned': (lang: Language, typed: Typed = {}) =>
    renderAlreadyAsked({ ...known(lang, typed), status: 'returned' }),
  'already-listed': (lang: Language, typed: Typed = {}) => renderAlreadyListed(known(lang, typed)),
  'request-received': (lang: Language, typed: Typed = {}) =>
    renderRequestReceived({ ...known(lang, typed), criteriaUrl: addressesIn(lang).criteriaUrl }),
  amended: (lang: Language, typed: Typed = {}) =>
    renderAmended({
      ...known(lang, typed),
      changes: [
        {
          field: 'organisation',
          before: 'Vilnius Forum',
          after: typed.organisation ?? 'Vilnius Human Rights Forum',
        },
        { field: 'comment', before: '', after: typed.reason ?? 'We stand by this.' },
      ],
    }),
  'changes-requested': (lang: Language, typed: Typed = {}) =>
    renderChangesRequested({ ...known(lang, typed), question: reasonOf(typed) }),
  approved: (lang: Language, typed: Typed = {}) =>
    renderApproved({ ...known(lang, typed), pageUrl: addressesIn(lang).pageUrl }),
  'approved in private': (lang: Language, typed: Typed = {}) =>
    renderApproved({ ...known(lang, typed), times: inRound, pageUrl: addressesIn(lang).pageUrl }),
  'restored in private': (lang: Language, typed: Typed = {}) =>
    renderRestored({
      ...known(lang, typed),
      times: inRound,
      pageUrl: addressesIn(lang).pageUrl,
      reason: reasonOf(typed),
    }),
  rejected: (lang: Language, typed: Typed = {}) =>
    renderRejected({ ...known(lang, typed), reason: reasonOf(typed) }),
  'moderator-writes': (lang: Language, typed: Typed = {}) =>
    renderModeratorWrites({ ...known(lang, typed), message: reasonOf(typed), isWaiting: true }),
  'fresh-link': (lang: Language, typed: Typed = {}) =>
    renderFreshLinks({
      lang,
      links: [
        {
          ...common(lang, typed),
          signer: 'organisation',
          kind: 'private',
          url: addressesIn(lang).privateUrl,
        },
        {
          ...common(lang, typed),
          signer: 'person',
          kind: 'confirm',
          url: addressesIn(lang).confirmUrl,
          disownUrl: addressesIn(lang).disownUrl,
          expiresOn: '2026-11-30',
        },
      ],
    }),
  'fresh-link, one': (lang: Language, typed: Typed = {}) =>
    renderFreshLinks({
      lang,
      links: [
        {
          ...common(lang, typed),
          signer: 'organisation',
          kind: 'private',
          url: addressesIn(lang).privateUrl,
        },
      ],
    }),
  reconfirm: (lang: Language, typed: Typed = {}) =>
    renderReconfirm({ ...known(lang, typed), signed: 1, newest: 3 }),
  reopened: (lang: Language, typed: Typed = {}) => renderReopened(known(lang, typed)),
  corrected: (lang: Language, typed: Typed = {}) => renderCorrected(known(lang, typed)),
  'corrected in private': (lang: Language, typed: Typed = {}) =>
    renderCorrected({ ...known(lang, typed), times: inRound }),
  restored: (lang: Language, typed: Typed = {}) =>
    renderRestored({ ...known(lang, typed), pageUrl: addressesIn(lang).pageUrl, reason: reasonOf(typed) }),
  'restored, nothing kept of the reason': (lang: Language, typed: Typed = {}) =>
    renderRestored({ ...known(lang, typed), pageUrl: addressesIn(lang).pageUrl, reason: '' }),
  'withdrawn from the list': (lang: Language, typed: Typed = {}) =>
    renderWithdrawn({ ...known(lang, typed), reason: reasonOf(typed), listed: true }),
  'withdrawn before it was listed': (lang: Language, typed: Typed = {}) =>
    renderWithdrawn({ ...known(lang, typed), reason: reasonOf(typed), listed: false }),
  'withdrawn by you, from the list': (lang: Language, typed: Typed = {}) =>
    renderWithdrawnByYou({ ...known(lang, typed), listed: true }),
  'withdrawn by you, before it was listed': (lang: Language, typed: Typed = {}) =>
    renderWithdrawnByYou({ ...known(lang, typed), listed: false }),
  'withdrawn in private': (lang: Language, typed: Typed = {}) =>
    renderWithdrawn({ ...known(lang, typed), times: inRound, reason: reasonOf(typed), listed: true }),
  'withdrawn by you, in private': (lang: Language, typed: Typed = {}) =>
    renderWithdrawnByYou({ ...known(lang, typed), times: inRound, listed: true }),
  'one-hour-link, withdraw': (lang: Language, typed: Typed = {}) => oneHourLink(lang, typed, 'withdraw'),
  'one-hour-link, erase': (lang: Language, typed: Typed = {}) => oneHourLink(lang, typed, 'erase'),
  'one-hour-link, withhold': (lang: Language, typed: Typed = {}) => oneHourLink(lang, typed, 'withhold'),
  'one-hour-link, reveal': (lang: Language, typed: Typed = {}) => oneHourLink(lang, typed, 'reveal'),
  'visibility-changed, shown': (lang: Language, typed: Typed = {}) =>
    renderVisibilityChanged({ ...known(lang, typed), withheld: false }),
  'visibility-changed, shown in private': (lang: Language, typed: Typed = {}) =>
    renderVisibilityChanged({ ...known(lang, typed), times: inRound, withheld: false }),
  'visibility-changed, withheld': (lang: Language, typed: Typed = {}) =>
    renderVisibilityChanged(withheld(lang, typed)),
  'correction-proposed': (lang: Language, typed: Typed = {}) =>
    renderCorrectionProposed({
      ...known(lang, typed),
      changes: [
        { field: 'organisation', before: 'Vilnius Forum', after: typed.organisation ?? 'Forum of Vilnius' },
      ],
    }),
  'section-proposed': (lang: Language, typed: Typed = {}) =>
    renderSectionProposed({ ...known(lang, typed), before: 'organisation', after: 'person' }),
  'section-changed': (lang: Language, typed: Typed = {}) =>
    renderSectionChanged({ ...known(lang, typed), after: 'network' }),
  'proposal-declined': (lang: Language, typed: Typed = {}) =>
    renderProposalDeclined({ ...known(lang, typed), reason: reasonOf(typed) }),
  'one-hour-link, contact': (lang: Language, typed: Typed = {}) => oneHourLink(lang, typed, 'contact'),
  'new-contact': (lang: Language, typed: Typed = {}) =>
    renderNewContact({ ...common(lang, typed), url: addressesIn(lang).oneHourUrl, expiresOn: '2026-11-30' }),
  'contact-notice': (lang: Language, typed: Typed = {}) =>
    renderContactNotice({
      ...common(lang, typed),
      url: addressesIn(lang).oneHourUrl,
      until: new Date('2026-11-30T08:00:00Z'),
      writeTo: 'mail@countersign.example',
    }),
  'contact-changed': (lang: Language, typed: Typed = {}) =>
    renderContactChanged({ ...common(lang, typed), writeTo: 'mail@countersign.example' }),
  'contact-taken-over, listed': (lang: Language, typed: Typed = {}) =>
    renderContactTakenOver({ ...known(lang, typed), listed: true }),
  'contact-taken-over, waiting': (lang: Language, typed: Typed = {}) =>
    renderContactTakenOver({ ...known(lang, typed), listed: false }),
  'erased, listed': (lang: Language, typed: Typed = {}) =>
    renderErased({ ...common(lang, typed), standing: 'listed' }),
  'erased, stopped': (lang: Language, typed: Typed = {}) =>
    renderErased({ ...common(lang, typed), standing: 'stopped' }),
  'erased, ended': (lang: Language, typed: Typed = {}) =>
    renderErased({ ...common(lang, typed), standing: 'ended' }),
  'already-listed, name withheld': (lang: Language, typed: Typed = {}) =>
    renderAlreadyListed(withheld(lang, typed)),
  'request-received, name withheld': (lang: Language, typed: Typed = {}) =>
    renderRequestReceived({ ...withheld(lang, typed), criteriaUrl: addressesIn(lang).criteriaUrl }),
  'approved, name withheld': (lang: Language, typed: Typed = {}) =>
    renderApproved({ ...withheld(lang, typed), pageUrl: addressesIn(lang).pageUrl }),
  'corrected, name withheld': (lang: Language, typed: Typed = {}) => renderCorrected(withheld(lang, typed)),
  'restored, name withheld': (lang: Language, typed: Typed = {}) =>
    renderRestored({ ...withheld(lang, typed), pageUrl: addressesIn(lang).pageUrl, reason: reasonOf(typed) }),
  'withdrawn, name withheld': (lang: Language, typed: Typed = {}) =>
    renderWithdrawn({ ...withheld(lang, typed), reason: reasonOf(typed), listed: true }),
  'withdrawn by you, name withheld': (lang: Language, typed: Typed = {}) =>
    renderWithdrawnByYou({ ...withheld(lang, typed), listed: true }),
}

const oneHourLink = (
  lang: Language,
  typed: Typed,
  purpose: Parameters<typeof renderOneHourLink>[0]['purpose'],
) =>
  renderOneHourLink({
    ...common(lang, typed),
    purpose,
    url: addressesIn(lang).oneHourUrl,
    expiresAt: new Date('2026-11-30T12:34:56Z'),
  })

export const allMails = { ...mails, ...updateMails, ...deskMails }
