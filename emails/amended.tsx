import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { oneLine, unlinkable } from './typed.ts'

/** A field of the public details, by the name that its label has in the form; empty: not stated. */
type Change = {
  field:
    | 'organisation'
    | 'organisation_en'
    | 'organisation_be'
    | 'organisation_ru'
    | 'country'
    | 'website'
    | 'comment'
    | 'withheld'
  before: string
  after: string
}

/** Says what was changed on the private page: whoever has the link can change it. */
export function renderAmended({ changes, ...props }: RequestProps & { changes: Change[] }): Mail {
  const t = translator(props.lang)
  const cleaned = (text: string) => (text === '' ? '—' : unlinkable(oneLine(text)))
  return compose({
    lang: props.lang,
    subject: t('mail.amended.subject'),
    headline: t('mail.amended.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.amended.intro') },
      ...aboutRequest(props),
      ...changes.map(
        ({ field, before, after }): Block => ({
          kind: 'typed',
          label: t(`field.${field}`),
          lines: [
            `${t('mail.amended.before')}: ${cleaned(before)}`,
            `${t('mail.amended.after')}: ${cleaned(after)}`,
          ],
        }),
      ),
      ...privateButton(props, 'waiting'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.amended.notUs') },
    ],
    why: t('mail.why'),
  })
}
