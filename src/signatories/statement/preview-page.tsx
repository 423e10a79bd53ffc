import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { nameIn, type Organisation } from '../../domain/organisation.ts'
import type { Source } from '../../domain/statement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { signatoryItem } from '../../organisations/signatory-item.ts'
import type { PublicVersion } from '../../storage/public-statements.ts'
import { Split } from '../../ui/columns.tsx'
import { Masthead, Notice, Prose } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { Register, SignatoryList } from '../register.tsx'
import { bylineOf } from './byline.ts'
import { markdownToHtml } from './markdown.ts'
import { SourceLine } from './source.tsx'
import { StatementText, shownText, textDateline } from './statement-text.tsx'
import { TextLanguages } from './text-languages.tsx'

export { droppedMarkupIn } from './dropped-markup.ts'

/** A statement that is not published, as far as readers see what its authors write. */
export type Previewed = Pick<PublicVersion, 'version' | 'texts' | 'courtesy'> & {
  defaultLanguage: string
  source: Source | null
  founders: readonly Organisation[]
}

export type PreviewProps = {
  lang: Language
  statement: Previewed
  /** That it is a preview, and what whoever looks can do with it. */
  notice: Child
  /** The text that is shown, where it is not the one that a reader of `lang` sees first. */
  tag: string | undefined
  /** The path of this very page, in a language of the interface, with one of the texts. */
  path: (lang: Language, tag?: string) => string
}

/** The page of a statement as its readers will have it, by their own components; no search engine is let in. */
export function renderPreviewPage({ lang, statement, notice, tag, path }: PreviewProps): string {
  const t = translator(lang)
  const text = shownText(lang, statement, tag)
  const founders = statement.founders.map(founder =>
    signatoryItem({ ...founder, comment: null, founding: true }, lang, statement.defaultLanguage),
  )
  return renderSite({
    lang,
    title: text.title,
    path: language => path(language, tag),
    children: (
      <>
        <Notice kind="info">{notice}</Notice>
        <Masthead
          hero
          eyebrow={t('statement.eyebrow')}
          title={text.title}
          lang={foreign(text, lang)}
          byline={bylineOf(
            lang,
            statement.founders.map(founder => nameIn(founder, lang)),
          )}
          dateline={textDateline(lang, statement, tag)}
        />
        <Split side={<SourceLine lang={lang} statement={statement} />} sideFirst>
          <TextLanguages
            lang={lang}
            version={statement}
            shown={text.language}
            hrefOf={language => path(lang, language)}
          />
          <StatementText lang={lang} version={statement} tag={tag} folded />
        </Split>
        {founders.length > 0 && (
          <Register heading={t('list.title')} id="signatories">
            <SignatoryList kind="founding" heading={t('list.founding')} items={founders} />
          </Register>
        )}
      </>
    ),
  })
}

/** One text alone, as HTML for the page on which it is being written. */
export const renderTextPreview = (title: string, markdown: string): string =>
  String(
    <>
      <p class="writing-preview-title">{title}</p>
      <Prose>{raw(markdownToHtml(markdown))}</Prose>
    </>,
  )
