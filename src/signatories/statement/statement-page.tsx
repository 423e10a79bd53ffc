import { raw } from 'hono/html'
import type { Config } from '../../config.ts'
import { textIn } from '../../domain/statement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Split } from '../../ui/columns.tsx'
import { Masthead, Notice, Prose } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { TextChanged } from '../live-news.tsx'
import { outwardTitle } from '../outward-title.ts'
import { countSigned } from '../signed-count.tsx'
import type { StatementView } from '../statement-view.ts'
import { About } from './about.tsx'
import { byline } from './byline.ts'
import { CallAgain, CallToSign } from './call-to-sign.tsx'
import { statementLinkedData } from './linked-data.ts'
import { markdownToHtml } from './markdown.ts'
import { Share } from './share.tsx'
import { StatementRegister } from './statement-register.tsx'

/** The statement, the count and the list, or of a long one its two ends, in one language. */
export function renderStatementPage(config: Config, lang: Language, view: StatementView): string {
  const t = translator(lang)
  const { statement } = view
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  const title = outwardTitle(lang, statement)
  const path = (language: Language) => paths.statement.page(language, statement.slug)
  return renderSite({
    lang,
    title,
    description: t('statement.description', { count: countSigned(statement) }),
    path,
    publicUrl: config.publicUrl,
    about: { ...statement, title },
    linked: statementLinkedData(config.publicUrl, lang, statement),
    scripts: ['live.js'],
    children: (
      <>
        <Masthead
          hero
          eyebrow={t('statement.eyebrow')}
          title={text.title}
          lang={foreign(text, lang)}
          byline={byline(lang, statement)}
          dateline={t('statement.dateline', {
            version: statement.version,
            language: t(`language.in.${text.language}`),
          })}
        />
        <Split side={<CallToSign lang={lang} view={view} />} sideFirst>
          {text.language !== lang && (
            <Notice kind="info">
              <p>{t('statement.onlyIn', { language: t(`language.in.${text.language}`) })}</p>
            </Notice>
          )}
          <TextChanged lang={lang} statement={statement} />
          <Prose lang={foreign(text, lang)}>{raw(markdownToHtml(text.markdown))}</Prose>
          <CallAgain lang={lang} view={view} />
          <Share lang={lang} statement={statement} address={config.publicUrl + path(lang)} />
        </Split>
        <StatementRegister config={config} lang={lang} statement={statement} />
        <About config={config} lang={lang} statement={statement} />
      </>
    ),
  })
}
