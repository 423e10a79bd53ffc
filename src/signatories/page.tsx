import { raw } from 'hono/html'
import { marked, Renderer } from 'marked'
import type { Config } from '../config.ts'
import { utcDate } from '../domain/endorsement.ts'
import { textIn } from '../domain/statement.ts'
import { formatDate, type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement, Signatory } from '../storage/public.ts'
import { Actions, ButtonLink, Facts, Masthead, Notice, Prose, Split } from '../ui/parts.tsx'
import { Count, Register, SignatoryList } from '../ui/signatories.tsx'
import { signatoryItem } from '../ui/signatory-item.ts'
import { foreign, renderSite } from '../ui/site.tsx'
import { statementLinkedData } from './linked-data.ts'

/** The statement, the count and the whole list, in one language. */
export function renderStatementPage(config: Config, lang: Language, statement: PublicStatement): string {
  const t = translator(lang)
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  const count = statement.signatories.length
  const founding = statement.signatories.filter(s => s.founding)
  const endorsing = statement.signatories.filter(s => !s.founding)
  return renderSite({
    lang,
    title: text.title,
    description: t('statement.description', { count }),
    path: language => paths.statement(language, statement.slug),
    publicUrl: config.publicUrl,
    linked: statementLinkedData(config.publicUrl, lang, statement),
    children: (
      <>
        <Masthead
          hero
          eyebrow={t('statement.eyebrow')}
          title={text.title}
          lang={foreign(text, lang)}
          dateline={t('statement.dateline', {
            version: statement.version,
            language: t(`language.in.${text.language}`),
          })}
        />
        <Split side={<CallToSign lang={lang} statement={statement} count={count} />} sideFirst>
          {text.language !== lang && (
            <Notice kind="info">
              <p>{t('statement.onlyIn', { language: t(`language.in.${text.language}`) })}</p>
            </Notice>
          )}
          <Prose lang={foreign(text, lang)}>{raw(markdownToHtml(text.markdown))}</Prose>
        </Split>
        <Register id="signatories" heading={t('list.title')} note={t('list.note')}>
          <SignatoryList kind="founding" heading={t('list.founding')} items={items(founding, lang)} />
          {endorsing.length > 0 && (
            <SignatoryList kind="endorsing" heading={t('list.endorsing')} items={items(endorsing, lang)} />
          )}
        </Register>
        <About lang={lang} statement={statement} />
      </>
    ),
  })
}

function CallToSign({
  lang,
  statement,
  count,
}: {
  lang: Language
  statement: PublicStatement
  count: number
}) {
  const t = translator(lang)
  return (
    <>
      <Count text={t('statement.signed', { count })} figure={t('number', { count })} />
      <Actions>
        <ButtonLink href={paths.endorse(lang, statement.slug)}>{t('statement.endorse')}</ButtonLink>
        <a href="#signatories">{t('statement.whoSigned')}</a>
      </Actions>
      <p class="hint">{t('statement.endorseHint')}</p>
    </>
  )
}

function About({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('about.title')}</h2>
      <Facts
        items={[
          { label: t('about.version'), value: String(statement.version) },
          { label: t('about.language'), value: t(`language.in.${statement.defaultLanguage}`) },
          { label: t('about.published'), value: formatDate(lang, utcDate(new Date(statement.publishedAt))) },
          { label: t('about.sha256'), value: statement.sha256, code: true },
          { label: t('about.revision'), value: String(statement.revision) },
        ]}
      />
      <Actions>
        <a href={paths.apiSignatories(statement.slug)}>{t('about.json')}</a>
        <a href={paths.apiSignatoriesCsv(statement.slug)}>{t('about.csv')}</a>
      </Actions>
    </section>
  )
}

const items = (signatories: readonly Signatory[], lang: Language) =>
  signatories.map(signatory => signatoryItem(signatory, lang))

const renderer = new Renderer()
// The texts are ours, and yet nothing in one may become markup that a reviewer of prose would not see.
renderer.html = ({ text }) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The text's body; its title, the level 1 heading, is set by the page. */
function markdownToHtml(markdown: string): string {
  const body = markdown.replace(/^# .*\n+/, '')
  return marked.parse(body, { async: false, renderer })
}
