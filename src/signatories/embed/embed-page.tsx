import type { Config } from '../../config.ts'
import { directionOf } from '../../domain/language.ts'
import { textIn } from '../../domain/statement.ts'
import { takesRequests } from '../../domain/statement-times.ts'
import { type Language, type Translate, translator } from '../../i18n/index.ts'
import { listedItem } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { assetUrl } from '../../ui/assets.ts'
import { renderPage } from '../../ui/layout.tsx'
import { Actions } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { AsOf } from '../as-of.tsx'
import { DeadlineLine } from '../deadline/deadline-notes.tsx'
import { LiveNews } from '../live-news.tsx'
import { Names } from '../names.tsx'
import { namesOnPage } from '../names-on-page.ts'
import { OrderLine } from '../order-line.tsx'
import { outwardTitle } from '../outward-title.ts'
import { Register } from '../register.tsx'
import { SignedCount } from '../signed-count.tsx'
import type { StatementView } from '../statement-view.ts'
import { wordsAbout } from '../words.ts'
import { colorSchemes, type Theme } from './embed-theme.ts'

/**
 * The count and the list for a frame on another site. It has no form, so that nothing can be done in anybody's name
 * by whoever lays something over it; every link opens a page of its own.
 */
export function renderEmbed(config: Config, lang: Language, view: StatementView, theme: Theme): string {
  const { statement, asOf } = view
  const { slug } = statement
  const t = translator(lang)
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  return renderPage(
    <html lang={lang} dir={directionOf(lang) === 'rtl' ? 'rtl' : undefined} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('embed.title', { title: outwardTitle(lang, statement) })}</title>
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content={colorSchemes[theme]} />
        <base target="_blank" />
        <link rel="canonical" href={config.publicUrl + paths.statement.page(lang, slug)} />
        <link rel="stylesheet" href={assetUrl('style.css')} />
        {theme === 'dark' && <link rel="stylesheet" href={assetUrl('dark.css')} />}
        <link rel="stylesheet" href={assetUrl('embed.css')} />
        <script type="module" src={assetUrl('live.js')} />
        <script type="module" src={assetUrl('embed.js')} />
      </head>
      <body class="embed">
        <main>
          <h1 {...foreignMarks(text, lang)}>
            <a href={paths.statement.page(lang, slug)} target="_blank" rel="noopener">
              {text.title}
              <NewTab t={t} />
            </a>
          </h1>
          <SignedCount lang={lang} statement={statement} />
          <AsOf lang={lang} asOf={asOf} />
          <LiveNews lang={lang} statement={statement} />
          <Ways lang={lang} view={view} />
          <EmbeddedNames lang={lang} statement={statement} />
        </main>
      </body>
    </html>,
  )
}

/** To the form while it is open, and to the whole list. */
function Ways({ lang, view: { statement, openness } }: { lang: Language; view: StatementView }) {
  const t = translator(lang)
  const { slug } = statement
  return (
    <div class="call" id="call" data-live>
      <Actions>
        {takesRequests(openness) && (
          <a class="button primary" href={paths.endorsement.ask(lang, slug)} target="_blank" rel="noopener">
            {t('statement.endorse')}
            <NewTab t={t} />
          </a>
        )}
        <ToAll lang={lang} statement={statement} />
      </Actions>
      <DeadlineLine lang={lang} statement={statement} />
    </div>
  )
}

function ToAll({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const { slug, count } = statement
  const t = wordsAbout(lang, statement)
  return (
    <a href={paths.list.page(lang, slug)} target="_blank" rel="noopener">
      {t('list.all', { count })}
      <NewTab t={t} />
    </a>
  )
}

const NewTab = ({ t }: { t: Translate }) => <span class="visually-hidden"> {t('embed.newTab')}</span>

function EmbeddedNames({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const names = namesOnPage(statement, lang)
  const item = (signatory: Signatory) => {
    const { id, name, nameLang, href, capacity, country, signed, late } = listedItem(
      signatory,
      lang,
      statement,
    )
    return { id, name, nameLang, href, capacity, country, signed, late }
  }
  return (
    <Register id="signatories" live heading={translator(lang)('list.title')}>
      <Names lang={lang} statement={statement} names={names} item={item} />
      {names.isWhole && <OrderLine lang={lang} statement={statement} />}
      <p class="to-all">
        <ToAll lang={lang} statement={statement} />
      </p>
    </Register>
  )
}
