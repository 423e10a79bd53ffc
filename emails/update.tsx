import { type Language, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'
import { aboutStatement } from './request.ts'
import { manyLines } from './typed.ts'

type UpdateProps = {
  lang: Language
  kind: 'published' | 'delivered' | 'answered' | 'news' | 'final'
  statementTitle: string
  statementLang: string
  /** The administrators' own words, plain text of one or more lines; null for the final list. */
  words: { language: string; text: string } | null
  /** Of the final list; null for the others. */
  sha256: string | null
  /** The statement's page, or the final list: absolute. */
  url: string
  /** Where this news is turned off: absolute. */
  unsubscribeUrl: string
}

/** News of a statement, for a signatory that asked for it. The administrators' words stay linkable. */
export function renderUpdate(props: UpdateProps): Mail {
  const { lang, kind, words, sha256, url, unsubscribeUrl } = props
  const t = translator(lang)
  const said: Block[] = words
    ? [
        {
          kind: 'words',
          label: t('mail.update.words'),
          lines: manyLines(words.text),
          lang: words.language,
        },
      ]
    : []
  const hash: Block[] =
    sha256 === null ? [] : [{ kind: 'typed', label: t('mail.update.hash'), lines: [sha256] }]
  return compose({
    lang,
    subject: t(`mail.update.${kind}`),
    headline: t(`mail.update.${kind}`),
    blocks: [
      { kind: 'paragraph', text: t(kind === 'final' ? 'mail.update.frozen' : 'mail.update.intro') },
      ...aboutStatement(props),
      ...said,
      ...hash,
      {
        kind: 'button',
        label: t(kind === 'final' ? 'mail.update.list' : 'mail.update.read'),
        url,
        hint: t('mail.link'),
      },
      { kind: 'link', label: t('mail.update.off'), url: unsubscribeUrl },
    ],
    why: t('mail.update.why'),
  })
}
