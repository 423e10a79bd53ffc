import type { Config } from '../../config.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Split } from '../../ui/columns.tsx'
import { Masthead } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { TextChanged } from '../live-news.tsx'
import { outwardTitle } from '../outward-title.ts'
import { countSigned, countSignedByKind } from '../signed-count.tsx'
import type { StatementView } from '../statement-view.ts'
import { countsInWords, wordsAbout } from '../words.ts'
import { About } from './about.tsx'
import { byline } from './byline.ts'
import { CallAgain, CallToSign } from './call-to-sign.tsx'
import { statementLinkedData } from './linked-data.ts'
import { Share } from './share.tsx'
import { StatementRegister } from './statement-register.tsx'
import { StatementText, shownText, textDateline } from './statement-text.tsx'
import { TextLanguages } from './text-languages.tsx'

/** The statement, the count and the list, or of a long one its two ends, in one language. */
export function renderStatementPage(config: Config, lang: Language, view: StatementView): string {
  const t = translator(lang)
  const { statement } = view
  const text = shownText(lang, statement)
  const title = outwardTitle(lang, statement)
  const path = (language: Language) => paths.statement.page(language, statement.slug)
  return renderSite({
    lang,
    title,
    description: wordsAbout(lang, statement)('statement.description', {
      count: countSigned(statement),
      counts: countsInWords(lang, countSignedByKind(statement)),
    }),
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
          dateline={textDateline(lang, statement)}
        />
        <Split side={<CallToSign lang={lang} view={view} />} sideFirst>
          <TextChanged lang={lang} statement={statement} />
          <TextLanguages
            lang={lang}
            version={statement}
            shown={text.language}
            hrefOf={tag => paths.statement.text(lang, statement.slug, tag)}
          />
          <StatementText lang={lang} version={statement} folded />
          <CallAgain lang={lang} view={view} />
          <Share lang={lang} statement={statement} address={config.publicUrl + path(lang)} />
        </Split>
        <StatementRegister config={config} lang={lang} statement={statement} />
        <About config={config} lang={lang} statement={statement} />
      </>
    ),
  })
}
