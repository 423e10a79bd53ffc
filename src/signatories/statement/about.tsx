import type { Config } from '../../config.ts'
import { utcDate } from '../../domain/dates.ts'
import { sortedTags } from '../../domain/language.ts'
import { textIn } from '../../domain/statement.ts'
import { andList, formatDate, inLanguage, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { HashCommands } from '../../ui/hash-commands.tsx'
import { type Fact, Facts, PrintedAddress } from '../../ui/parts.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { embedSnippet } from '../embed/embed-snippet.ts'
import { wordsAbout } from '../words.ts'
import { onSiteSince } from './on-site-since.ts'
import { sourceFact } from './source.tsx'
import { hashFact, signedText } from './statement-text.tsx'
import { textFile } from './text-file.ts'

/** Which text this is, how anybody can check it, what it was before, and how to take text and list along. */
export function About(props: { config: Config; lang: Language; statement: PublicStatement }) {
  const { config, lang, statement } = props
  const { slug, version } = statement
  const t = translator(lang)
  const file = textFile(slug, version, signedText(lang, statement).language)
  return (
    <section class="section">
      <h2>{t('about.title')}</h2>
      <Facts items={statementFacts(lang, statement)} />
      <PrintedAddress
        label={t('document.address')}
        address={config.publicUrl + paths.statement.page(lang, slug)}
      />
      <details class="check">
        <summary>{t('about.check')}</summary>
        <p>{t('about.check.text')}</p>
        <HashCommands lang={lang} address={config.publicUrl + file} />
      </details>
      <Earlier lang={lang} statement={statement} />
      <TakeAlong lang={lang} statement={statement} file={file} />
      <details class="check">
        <summary>{t('embed.help.title')}</summary>
        <p>
          {t('embed.help.text')} {t('embed.help.theme', { dark: '?theme=dark', auto: '?theme=auto' })}
        </p>
        <SafetyLink lang={lang} of={statement} />
        <pre class="copy">
          <code id="embed-code">{embedSnippet(config.publicUrl, lang, statement)}</code>
        </pre>
        <CopyButton lang={lang} label={t('share.copyCode')} of="embed-code" />
      </details>
    </section>
  )
}

function statementFacts(lang: Language, statement: PublicStatement): Fact[] {
  const { version, publishedAt, texts, revision } = statement
  const t = translator(lang)
  const day = formatDate(lang, utcDate(new Date(publishedAt)))
  const versionSince = version === 1 ? [] : [{ label: t('about.publishedVersion'), value: day }]
  return [
    { label: t('about.version'), value: String(version) },
    ...sourceFact(lang, statement),
    { label: t('about.published'), value: formatDate(lang, onSiteSince(statement)) },
    ...versionSince,
    { label: t('about.language'), value: languagesInWords(lang, texts) },
    ...languagesFact(lang, statement),
    hashFact(lang, statement, signedText(lang, statement)),
    { label: t('about.revision'), value: t('format.number', { count: revision }), live: 'revision' },
  ]
}

/** "in English, in Belarusian and in Russian". */
const languagesInWords = (lang: Language, texts: PublicStatement['texts']): string =>
  andList(
    lang,
    sortedTags(texts.map(({ language }) => language)).map(language => inLanguage(lang, language)),
  )

/** In which languages the text exists; nothing where that is the page's language alone. */
function languagesFact(lang: Language, { texts, defaultLanguage }: PublicStatement): Fact[] {
  const t = translator(lang)
  if (texts.length <= 1 && defaultLanguage === lang) return []
  const value = t('about.languages.text', {
    text: languagesInWords(lang, texts),
    page: inLanguage(lang, lang),
  })
  return [{ label: t('about.languages'), value }]
}

function Earlier({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const { slug, earlier, texts, defaultLanguage } = statement
  const present = textIn(texts, lang, defaultLanguage).title
  const t = translator(lang)
  if (earlier.length === 0) return null
  return (
    <>
      <h3>{t('about.earlier')}</h3>
      <ul class="links">
        {earlier.map(({ version, publishedAt, texts }) => {
          const text = textIn(texts, lang, defaultLanguage)
          const date = formatDate(lang, utcDate(new Date(publishedAt)))
          return (
            <li>
              <a href={paths.statement.version(lang, slug, version)}>
                {t('about.earlier.item', { version, date })}
              </a>
              {text.title !== present && (
                <>
                  {' '}
                  <span class="quiet" {...foreignMarks(text, lang)}>
                    {text.title}
                  </span>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function TakeAlong(props: { lang: Language; statement: PublicStatement; file: string }) {
  const { lang, statement, file } = props
  const { slug } = statement
  const t = translator(lang)
  const files = [
    { href: file, label: t('about.file') },
    { href: paths.statement.document(lang, slug), label: wordsAbout(lang, statement)('list.document') },
    { href: paths.api.signatoriesCsvIn(lang, slug), label: t('about.csv') },
    { href: paths.api.signatories(slug), label: t('about.json') },
    { href: paths.api.statement(slug), label: t('about.statementJson') },
    { href: paths.api.signatoriesAtom(slug), label: t('about.atom') },
    { href: paths.statement.embed(lang, slug), label: t('about.embed') },
  ]
  return (
    <div class="take">
      <h3>{t('about.take')}</h3>
      <SafetyLink lang={lang} of={statement} />
      <ul class="links">
        {files.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
