import { html } from 'hono/html'
import { textIn } from '../domain/statement.ts'
import { formatDate, inLanguage, type Language, languages, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { atomPath } from '../signatories/formats/atom.ts'
import { textFile } from '../signatories/statement/text-file.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { Masthead, Notice, Prose } from '../ui/parts.tsx'
import { foreignMarks, renderSite } from '../ui/site-layout.tsx'
import { startPath, sumsPath } from './plan.ts'

/** Whose copy it is, and of which day (YYYY-MM-DD). */
export type Origin = { publicUrl: string; day: string }

/** On every page of a copy: that it is one, of when, and the way to the live page. */
export function copyNote({ publicUrl, day }: Origin, lang: Language, address: string): string {
  const t = translator(lang)
  return String(
    <Notice kind="info">
      <p>
        {t('copy.note', { origin: publicUrl, date: formatDate(lang, day) })}{' '}
        <a href={publicUrl + address}>{t('copy.live')}</a>
      </p>
    </Notice>,
  )
}

/** In place of a search, which a copy cannot answer. */
export const searchNote = (lang: Language): string => String(html`${translator(lang)('copy.search')}`)

/** What a copy begins with, in place of the site's redirect: the statements in every language, and all files. */
export function renderStart(
  { publicUrl }: Origin,
  lang: Language,
  statements: readonly PublicStatement[],
): string {
  const t = translator(lang)
  const title = t('copy.index.title', { origin: publicUrl })
  return renderSite({
    lang,
    title,
    path: startPath,
    children: (
      <>
        <Masthead title={title} dateline={t('copy.index.lead')} />
        <Prose>
          {statements.map(statement => (
            <StatementEntry lang={lang} statement={statement} />
          ))}
          <h2>{t('about.sha256')}</h2>
          <p>{t('copy.index.check')}</p>
          <p>
            <a href={sumsPath}>{t('copy.index.sums')}</a>
          </p>
        </Prose>
      </>
    ),
  })
}

/** A statement by its title: its pages in each language, and its files for machines. */
function StatementEntry({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const t = translator(lang)
  const { slug, texts, defaultLanguage } = statement
  const text = textIn(texts, lang, defaultLanguage)
  return (
    <>
      <h2 {...foreignMarks(text, lang)}>
        <a href={paths.statement.page(lang, slug)}>{text.title}</a>
      </h2>
      <ul>
        {languages.map(language => (
          <li>
            <a href={paths.statement.page(language, slug)} lang={language} hreflang={language}>
              {translator(language)('language.name')}
            </a>
          </li>
        ))}
        <li>
          <a href={paths.statement.document(lang, slug)}>{t('list.document')}</a>
        </li>
      </ul>
      <h3>{t('copy.index.data')}</h3>
      <DataFiles lang={lang} statement={statement} />
    </>
  )
}

function DataFiles({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const t = translator(lang)
  const { slug } = statement
  return (
    <ul>
      {[statement, ...statement.earlier].flatMap(({ version, texts, courtesy }) =>
        [...texts, ...courtesy].map(({ language }) => (
          <li>
            <a href={textFile(slug, version, language)}>
              {t(texts.some(text => text.language === language) ? 'copy.index.text' : 'copy.index.courtesy', {
                version,
                language: inLanguage(lang, language),
              })}
            </a>
          </li>
        )),
      )}
      <li>
        <a href={paths.api.signatories(slug)}>{t('copy.index.json')}</a>
      </li>
      <li>
        <a href={paths.api.signatoriesCsvIn(lang, slug)}>{t('copy.index.csv')}</a>
      </li>
      <li>
        <a href={atomPath(statement, lang)}>{t('copy.index.atom')}</a>
      </li>
    </ul>
  )
}
