import { raw } from 'hono/html'
import { courtesyIn, textIn } from '../../domain/statement.ts'
import { inLanguage, type Language, translator } from '../../i18n/index.ts'
import type {
  CourtesyText,
  PublicStatement,
  PublicText,
  PublicVersion,
} from '../../storage/public-statements.ts'
import { type Fact, Notice, Prose } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'
import { wordsAbout } from '../words.ts'
import { markdownToHtml } from './markdown.ts'

/** A version as a page shows it, in the statement's own language where there is no other. */
type Version = Pick<PublicVersion, 'texts' | 'courtesy'> &
  Pick<PublicStatement, 'defaultLanguage'> &
  Partial<Pick<PublicStatement, 'signers' | 'kinds' | 'withheldKinds'>>

/**
 * The title and the language of the text that is shown: the one of a tag, where the page is about that; else what a
 * reader sees first: the signed text in their language, else a courtesy text, else the authoritative one.
 */
export const shownText = (lang: Language, version: Version, tag?: string) =>
  textOf(version, tag) ?? courtesyIn(version, lang) ?? textIn(version.texts, lang, version.defaultLanguage)

/** The signed text or the courtesy text in a language. */
export const textOf = ({ texts, courtesy }: Pick<Version, 'texts' | 'courtesy'>, tag: string | undefined) =>
  [...texts, ...courtesy].find(({ language }) => language === tag)

/** The text that is signed where another one is shown to be read, and the courtesy text that is shown, if it is one. */
function standingOf(lang: Language, version: Version, tag?: string) {
  const shown = shownText(lang, version, tag)
  const courtesy = version.courtesy.find(text => text === shown) ?? null
  const signed = textIn(version.texts, courtesy ? lang : shown.language, version.defaultLanguage)
  return { courtesy, signed }
}

/** Of what a page shows, the text that is signed: the one whose hash and file belong beside it. */
export const signedText = (lang: Language, version: Version, tag?: string) =>
  standingOf(lang, version, tag).signed

/** The hash of a text; of several authoritative ones it says of which. */
export function hashFact(lang: Language, { texts }: Pick<Version, 'texts'>, text: PublicText): Fact {
  const t = translator(lang)
  const label =
    texts.length > 1 ? t('about.sha256In', { language: inLanguage(lang, text.language) }) : t('about.sha256')
  return { label, value: text.sha256, code: true }
}

/** Under the title: which text it is, and what it is worth. */
export function textDateline(
  lang: Language,
  version: Version & Pick<PublicVersion, 'version'>,
  tag?: string,
): string {
  const t = translator(lang)
  const { courtesy, signed } = standingOf(lang, version, tag)
  const values = { version: version.version, language: inLanguage(lang, signed.language) }
  return t(courtesy ? 'statement.courtesy.dateline' : 'statement.dateline', values)
}

type TextProps = {
  lang: Language
  version: Version
  /** The language of the text, where it is not the one that a reader sees first. */
  tag?: string | undefined
  /** Whether the signed text is folded under a courtesy text: on paper nothing can be unfolded. */
  folded?: boolean
}

/**
 * The text for readers of a language. Where it was not signed in theirs: a courtesy text, with what it is worth above
 * it and the signed text below, or that one alone.
 */
export function StatementText({ lang, version, tag, folded = false }: TextProps) {
  const t = wordsAbout(lang, version)
  const { courtesy, signed } = standingOf(lang, version, tag)
  const language = inLanguage(lang, signed.language)
  const original = <Prose lang={foreign(signed, lang)}>{raw(markdownToHtml(signed.markdown))}</Prose>
  if (!courtesy) {
    return (
      <>
        {version.texts.length === 1 && signed.language !== lang && (
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
      <CourtesyNotice lang={lang} version={version} courtesy={courtesy} language={language} />
      <Prose lang={foreign(courtesy, lang)}>{raw(markdownToHtml(courtesy.markdown))}</Prose>
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
function CourtesyNotice(props: {
  lang: Language
  version: Version
  courtesy: CourtesyText
  language: string
}) {
  const { lang, version, courtesy, language } = props
  const t = wordsAbout(lang, version)
  return (
    <Notice kind="info" heading={t('statement.courtesy.title')}>
      <p>{t('statement.courtesy.text', { language })}</p>
      <p>{madeBy(lang, courtesy)}</p>
    </Notice>
  )
}

/** Who made a courtesy text, and who checked it. */
export function madeBy(lang: Language, { translator: by, checkedBy }: CourtesyText): string {
  const t = translator(lang)
  const checked =
    checkedBy === null ? t('statement.courtesy.unchecked') : t('statement.courtesy.checked', { checkedBy })
  // A draft need not say it yet.
  return by.trim() === '' ? checked : `${t('statement.courtesy.by', { translator: by })} ${checked}`
}
