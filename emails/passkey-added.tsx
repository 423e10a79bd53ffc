import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import type { AboutModeratorProps } from './moderator-joined.tsx'
import { oneLine, unlinkable } from './typed.ts'

/** Says that somebody of the team can sign in with one more passkey. */
export function renderPasskeyAdded({ lang, name, role, self, url }: AboutModeratorProps): Mail {
  const t = translator(lang)
  return compose({
    lang,
    subject: t(self ? 'mail.desk.passkey.selfSubject' : 'mail.desk.passkey.subject'),
    headline: t(self ? 'mail.desk.passkey.selfSubject' : 'mail.desk.passkey.headline'),
    blocks: [
      { kind: 'paragraph', text: t(self ? 'mail.desk.passkey.self' : 'mail.desk.passkey.intro') },
      { kind: 'typed', label: t(`team.role.${role}`), lines: [unlinkable(oneLine(name))] },
      { kind: 'section', title: t('mail.desk.unexpected') },
      {
        kind: 'paragraph',
        text: t(self ? 'mail.desk.passkey.selfUnexpected' : 'mail.desk.passkey.unexpected'),
      },
      { kind: 'button', label: t('mail.desk.open'), url, hint: t('mail.link') },
    ],
    why: t(self ? 'mail.desk.why.self' : 'mail.desk.why.administrator'),
  })
}
