import { renderDeskDigest } from '../../../emails/desk-digest.tsx'
import { renderDeskWaiting } from '../../../emails/desk-waiting.tsx'
import { renderInvitation } from '../../../emails/invitation.tsx'
import { renderModeratorJoined } from '../../../emails/moderator-joined.tsx'
import { renderPasskeyAdded } from '../../../emails/passkey-added.tsx'
import type { Language } from '../../i18n/index.ts'
import type { Typed } from './sample-request.ts'

export const deskUrl = 'https://countersign.example/moderation'
export const joinUrl = `https://countersign.example/auth/join/${'j'.repeat(43)}`

/** To moderators; `organisation` is what was typed: here a person's name. */
export const deskMails = {
  invitation: (lang: Language, typed: Typed = {}) => renderInvitation(invited(lang, typed, false)),
  'invitation, passkeys lost': (lang: Language, typed: Typed = {}) =>
    renderInvitation(invited(lang, typed, true)),
  'moderator-joined': (lang: Language, typed: Typed = {}) =>
    renderModeratorJoined(member(lang, typed, false)),
  'moderator-joined, to themself': (lang: Language, typed: Typed = {}) =>
    renderModeratorJoined(member(lang, typed, true)),
  'passkey-added': (lang: Language, typed: Typed = {}) => renderPasskeyAdded(member(lang, typed, false)),
  'passkey-added, to themself': (lang: Language, typed: Typed = {}) =>
    renderPasskeyAdded(member(lang, typed, true)),
  'desk-waiting': (lang: Language) => renderDeskWaiting({ lang, waiting: 21, deskUrl }),
  'desk-digest': (lang: Language) =>
    renderDeskDigest({ lang, waiting: 2, decided: 5, oldestDays: 3, deskUrl }),
  'desk-digest, nothing waits': (lang: Language) =>
    renderDeskDigest({ lang, waiting: 0, decided: 0, oldestDays: null, deskUrl }),
}

const invited = (lang: Language, { organisation = 'Anna Sharamet' }: Typed, isRecovery: boolean) => ({
  lang,
  name: organisation,
  role: 'moderator' as const,
  isRecovery,
  url: joinUrl,
  expiresAt: new Date('2026-11-30T12:34:56Z'),
})

const member = (lang: Language, { organisation = 'Anna Sharamet' }: Typed, self: boolean) => ({
  lang,
  self,
  name: organisation,
  role: 'administrator' as const,
  url: deskUrl,
})
