import { raw } from 'hono/html'
import { courtesyIn, textIn } from '../../domain/statement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import type { CourtesyText, PublicStatement, PublicVersion } from '../../storage/public-statements.ts'
import { Notice, Prose } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'
import { markdownToHtml } from './markdown.ts'

/** A version as a page shows it, in the statement's own language where there is no other. */
type Version = Pick<PublicVersion, 'texts' | 'courtesy'> & Pick<PublicStatement, 'defaultLanguage'>

/**
 * The title and the language that a reader sees first: of the signed text in their language, else of a courtesy text.
 */
export const shownText = (lang: Language, version: Version) =>
  courtesyIn(version, lang) ?? textIn(version.texts, lang, version.defaultLanguage)

/** Under the title: which text it is. */
export function textDateline(lang: Language, version: Version & Pick<PublicVersion, 'version'>): string {
  const t = translator(lang)
  const signed = textIn(version.texts, lang, version.defaultLanguage)
  const values = { version: version.version, language: t(`language.in.${signed.language}`) }
  return courtesyIn(version, lang)
    ? t('statement.courtesy.dateline', values)
    : t('statement.dateline', values)
}

type TextProps = {
  lang: Language
  version: Version
  /** Whether the signed text is folded under a courtesy text: on paper nothing can be unfolded. */
  folded?: boolean
}

/**
 * The text for readers of a language. Where it was not signed in theirs: a courtesy text, with what it is worth above
 * it and the signed text below, or that one alone.
 */
export function StatementText({ lang, version, folded = false }: TextProps) {
  const t = translator(lang)
  const signed = textIn(version.texts, lang, version.defaultLanguage)
  const language = t(`language.in.${signed.language}`)
  const courtesy = courtesyIn(version, lang)
  const original = <Prose lang={foreign(signed, lang)}>{raw(markdownToHtml(signed.markdown))}</Prose>
  if (!courtesy) {
    return (
      <>
        {signed.language !== lang && (
          <Notice kind="info">
            <p>{t('statement.onlyIn', { language })}</p>
          </Notice>
        )}
        {original}
      </>
    )
  }
  const heading = t('statement.courtesy.original', { language })
  return (
    <>
      <CourtesyNotice lang={lang} courtesy={courtesy} language={language} />
      <Prose>{raw(markdownToHtml(courtesy.markdown))}</Prose>
      {folded ? (
        <details class="check">
          <summary>{heading}</summary>
          {original}
        </details>
      ) : (
        <section class="section">
          <h2>{heading}</h2>
          {original}
        </section>
      )}
    </>
  )
}

/** What a courtesy text is worth, above it. */
function CourtesyNotice(props: { lang: Language; courtesy: CourtesyText; language: string }) {
  const { lang, courtesy, language } = props
  const { translator: by, checkedBy } = courtesy
  const t = translator(lang)
  return (
    <Notice kind="info" heading={t('statement.courtesy.title')}>
      <p>{t('statement.courtesy.text', { language })}</p>
      <p>
        {t('statement.courtesy.by', { translator: by })}{' '}
        {checkedBy === null
          ? t('statement.courtesy.unchecked')
          : t('statement.courtesy.checked', { checkedBy })}
      </p>
    </Notice>
  )
}
