import type { Config } from '../../config.ts'
import { utcDate } from '../../domain/dates.ts'
import { formatDate, inLanguage, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, PublicVersion } from '../../storage/public-statements.ts'
import { Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { outwardTitle } from '../outward-title.ts'
import { sourceFact } from './source.tsx'
import { hashFact, StatementText, shownText, signedText } from './statement-text.tsx'
import { textFile } from './text-file.ts'
import { TextLanguages } from './text-languages.tsx'

/** A text that has been replaced, as it was signed, and the way to the present one, where search engines are sent. */
export function renderVersionPage(
  config: Config,
  lang: Language,
  statement: PublicStatement,
  old: PublicVersion,
  tag?: string,
): string {
  const t = translator(lang)
  const { slug, defaultLanguage, signers, kinds, withheldKinds } = statement
  const { version } = old
  const shown = { ...old, defaultLanguage, signers, kinds, withheldKinds }
  const text = shownText(lang, shown, tag)
  const signed = signedText(lang, shown, tag)
  const hashed = tag === undefined ? signed : text
  const present = paths.statement.page(lang, slug)
  return renderSite({
    lang,
    title: t('version.title', { version, title: outwardTitle(lang, { ...statement, texts: old.texts }) }),
    path: language => paths.statement.versionIn(language, slug, version, tag),
    original: language => paths.statement.page(language, slug),
    publicUrl: config.publicUrl,
    children: (
      <>
        <Masthead
          eyebrow={t('version.eyebrow')}
          title={text.title}
          lang={foreign(text, lang)}
          dateline={t('version.dateline', { version, language: inLanguage(lang, signed.language) })}
        />
        <Notice kind="stop" heading={t('version.newer.title')}>
          <p>
            {t('version.newer.text', {
              version,
              newest: statement.version,
              date: dateOf(lang, statement),
            })}{' '}
            <a href={present}>{t('version.newer.link')}</a>
          </p>
        </Notice>
        <TextLanguages
          lang={lang}
          version={old}
          shown={text.language}
          hrefOf={other => paths.statement.versionText(lang, slug, version, other)}
        />
        <StatementText lang={lang} version={shown} tag={tag} folded />
        <section class="section">
          <h2>{t('about.title')}</h2>
          <Facts
            items={[
              { label: t('about.version'), value: String(version) },
              ...sourceFact(lang, statement),
              { label: t('about.publishedVersion'), value: dateOf(lang, old) },
              {
                label: t('version.change'),
                value: t(version === 1 ? 'version.change.first' : `version.change.${old.change}`),
              },
              hashFact(lang, shown, hashed),
            ]}
          />
          <ul class="links">
            <li>
              <a href={textFile(slug, version, hashed.language)}>{t('about.file')}</a>
            </li>
          </ul>
        </section>
      </>
    ),
  })
}

const dateOf = (lang: Language, { publishedAt }: { publishedAt: string }) =>
  formatDate(lang, utcDate(new Date(publishedAt)))
