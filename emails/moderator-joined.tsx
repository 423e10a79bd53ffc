import { type Language, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { oneLine, unlinkable } from './typed.ts'

export type AboutModeratorProps = {
  lang: Language
  /** Of whom it speaks, as an administrator typed it. */
  name: string
  role: 'moderator' | 'administrator'
  /** It goes to the person of whom it speaks. */
  self: boolean
  /** Where something can be done about it: the team's page, or the person's own. */
  url: string
}

/** Says that somebody made their first passkey and is now of the team. */
export function renderModeratorJoined({ lang, name, role, self, url }: AboutModeratorProps): Mail {
  const t = translator(lang)
  return compose({
    lang,
    subject: t(self ? 'mail.desk.joined.selfSubject' : 'mail.desk.joined.subject'),
    headline: t(self ? 'mail.desk.joined.selfSubject' : 'mail.desk.joined.headline'),
    blocks: [
      { kind: 'paragraph', text: t(self ? 'mail.desk.joined.self' : 'mail.desk.joined.intro') },
      { kind: 'typed', label: t(`team.role.${role}`), lines: [unlinkable(oneLine(name))] },
      { kind: 'section', title: t('mail.desk.unexpected') },
      {
        kind: 'paragraph',
        text: t(self ? 'mail.desk.joined.selfUnexpected' : 'mail.desk.joined.unexpected'),
      },
      { kind: 'button', label: t('mail.desk.open'), url, hint: t('mail.link') },
    ],
    why: t(self ? 'mail.desk.why.self' : 'mail.desk.why.administrator'),
  })
}
