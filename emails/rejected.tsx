import { type Language, translator } from '../src/i18n/index.ts'
import { compose, type Mail } from './layout.tsx'
import { manyLines, oneLine, unlinkable } from './typed.ts'

export type RejectedProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  organisation: string
  /** The moderator's own words, plain text of one or more lines. */
  reason: string
}

/** Says that the request was not approved, and why. A moderator may cite a page, so the reason stays linkable. */
export function renderRejected(props: RejectedProps): Mail {
  const t = translator(props.lang)
  return compose({
    lang: props.lang,
    subject: t('mail.rejected.subject'),
    headline: t('mail.rejected.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.rejected.intro') },
      {
        kind: 'title',
        label: t('mail.statement'),
        text: oneLine(props.statementTitle),
        lang: props.statementLang,
      },
      { kind: 'typed', label: t('mail.organisation'), lines: [unlinkable(oneLine(props.organisation))] },
      { kind: 'typed', label: t('mail.rejected.reason'), lines: manyLines(props.reason) },
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.rejected.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.rejected.notUs') },
    ],
    why: t('mail.rejected.why'),
  })
}
