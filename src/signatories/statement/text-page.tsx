import type { Config } from '../../config.ts'
import { type Openness, takesRequests } from '../../domain/statement-times.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { Actions, ButtonLink, type Fact, Facts, Masthead } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { outwardTitle } from '../outward-title.ts'
import { byline } from './byline.ts'
import { StatementText, shownText, textDateline } from './statement-text.tsx'
import { textFile } from './text-file.ts'
import { TextLanguages } from './text-languages.tsx'

/** The present text in one of its languages, which need not be the page's: to read it, and to sign it. */
export function renderTextPage(
  config: Config,
  lang: Language,
  statement: PublicStatement,
  { tag, openness }: { tag: string; openness: Openness },
): string {
  const t = translator(lang)
  const { slug, version } = statement
  const text = shownText(lang, statement, tag)
  const isSigned = statement.texts.some(({ language }) => language === tag)
  const ask = paths.endorsement.ask(lang, slug)
  return renderSite({
    lang,
    title: outwardTitle(lang, { ...statement, texts: [text], defaultLanguage: text.language }),
    path: language => paths.statement.text(language, slug, tag),
    original: language => paths.statement.page(language, slug),
    publicUrl: config.publicUrl,
    children: (
      <>
        <Masthead
          hero
          eyebrow={<a href={paths.statement.page(lang, slug)}>{t('statement.back')}</a>}
          title={text.title}
          lang={foreign(text, lang)}
          byline={byline(lang, statement)}
          dateline={textDateline(lang, statement, tag)}
        />
        <div class="sheet">
          <TextLanguages
            lang={lang}
            version={statement}
            shown={tag}
            hrefOf={other => paths.statement.text(lang, slug, other)}
          />
          <StatementText lang={lang} version={statement} tag={tag} folded />
          {takesRequests(openness) && (
            <Actions>
              <ButtonLink href={isSigned ? `${ask}?text=${tag}` : ask}>{t('statement.endorse')}</ButtonLink>
            </Actions>
          )}
          <Facts items={textFacts(lang, text.sha256, textFile(slug, version, tag))} />
        </div>
      </>
    ),
  })
}

/** The hash of this very text, and the file that it is of. */
const textFacts = (lang: Language, sha256: string, file: string): Fact[] => {
  const t = translator(lang)
  return [
    { label: t('statement.texts.sha256'), value: sha256, code: true },
    { label: t('about.file'), value: <a href={file}>{file.split('/').at(-1)}</a> },
  ]
}
