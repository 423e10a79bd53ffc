import { raw } from 'hono/html'
import type { Config } from '../../config.ts'
import { type Section, sectionOf } from '../../domain/sections.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import { formatDate, formatMomentInZone, type Language, translator } from '../../i18n/index.ts'
import { ListedSignatory } from '../../organisations/signatory.tsx'
import { listedItem } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { type Fact, Facts, Masthead } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { AsOf } from '../as-of.tsx'
import { extensionSentences } from '../deadline/extension-lines.tsx'
import { OrderLine } from '../order-line.tsx'
import { outwardTitle } from '../outward-title.ts'
import { Register, SignatoryList } from '../register.tsx'
import { headingOf, listOf } from '../sections.tsx'
import { SignedCount } from '../signed-count.tsx'
import { noteOn } from '../words.ts'
import { byline } from './byline.ts'
import { onSiteSince } from './on-site-since.ts'
import { sourceFact } from './source.tsx'
import { hashFact, StatementText, shownText, signedText, textDateline } from './statement-text.tsx'
import { TextLanguages } from './text-languages.tsx'

// Neither a text nor a name can write the mark: both are escaped.
const mark = '<!--names-->'
const markHtml = raw(mark)

type DocumentView = Pick<HeldStatement, 'statement' | 'asOf'>

/**
 * The text and every name on one page, piece by piece: no list is too long for it, as no more than a batch is held.
 * `today` as YYYY-MM-DD, for the line that says how fresh the list is.
 */
export async function* documentPieces(
  config: Config,
  lang: Language,
  view: DocumentView,
  today: string,
  batches: AsyncIterable<readonly Signatory[]>,
): AsyncGenerator<string> {
  const [head, foot] = splitAtMark(renderFrame(config, lang, view, today))
  yield head
  let openSection: Section | null = null
  let closing = ''
  for await (const batch of batches) {
    let piece = ''
    for (const signatory of batch) {
      const section = sectionOf(signatory)
      if (openSection !== section) {
        const tags = listTags(lang, view.statement, section)
        piece += closing + tags.opening
        closing = tags.closing
      }
      openSection = section
      piece += String(<ListedSignatory item={listedItem(signatory, lang, view.statement)} />)
    }
    yield piece
  }
  yield closing + foot
}

/** What stands before and after the items of a list. */
function listTags(lang: Language, statement: PublicStatement, section: Section) {
  const heading = headingOf(lang, statement, section)
  const list = String(<SignatoryList kind={listOf[section]} heading={heading} items={[]} more={markHtml} />)
  const [opening, closing] = splitAtMark(list)
  return { opening, closing }
}

/** The page without the names. */
function renderFrame(
  config: Config,
  lang: Language,
  { statement, asOf }: DocumentView,
  today: string,
): string {
  const t = translator(lang)
  const { slug } = statement
  const text = shownText(lang, statement)
  return renderSite({
    lang,
    title: outwardTitle(lang, statement),
    path: language => paths.statement.document(language, slug),
    original: language => paths.statement.page(language, slug),
    publicUrl: config.publicUrl,
    children: (
      <>
        <Masthead
          hero
          eyebrow={<a href={paths.statement.page(lang, slug)}>{t('document.eyebrow')}</a>}
          title={text.title}
          lang={foreign(text, lang)}
          byline={byline(lang, statement)}
          dateline={textDateline(lang, statement)}
        />
        <div class="sheet">
          <StatementText lang={lang} version={statement} />
          <SignedCount lang={lang} statement={statement} />
          <AsOf lang={lang} asOf={asOf} />
          <TextLanguages
            lang={lang}
            version={statement}
            shown={text.language}
            hrefOf={tag => config.publicUrl + paths.statement.text(lang, slug, tag)}
          />
          <Facts items={documentFacts(config, lang, statement, today)} />
        </div>
        <Register heading={t('list.title')} note={noteOn(lang, statement)}>
          {markHtml}
          <OrderLine lang={lang} statement={statement} />
        </Register>
      </>
    ),
  })
}

function documentFacts(config: Config, lang: Language, statement: PublicStatement, today: string): Fact[] {
  const t = translator(lang)
  const address = config.publicUrl + paths.statement.page(lang, statement.slug)
  return [
    { label: t('document.address'), value: address, code: true },
    ...sourceFact(lang, statement),
    { label: t('about.published'), value: formatDate(lang, onSiteSince(statement)) },
    ...deadlineFacts(lang, statement),
    { label: t('about.version'), value: String(statement.version) },
    hashFact(lang, statement, signedText(lang, statement)),
    { label: t('list.title'), value: t('document.asOf', { date: formatDate(lang, today) }) },
  ]
}

/** Until when it can be signed, how that was moved, and the final list. */
function deadlineFacts(lang: Language, statement: PublicStatement): Fact[] {
  const t = translator(lang)
  const { closesAt, timeZone, final } = statement
  if (closesAt === null) return []
  return [
    { label: t('deadline.label'), value: formatMomentInZone(lang, new Date(closesAt), timeZone) },
    ...extensionSentences(lang, statement).map(value => ({ label: t('final.extension'), value })),
    ...(final ? [{ label: t('final.sha256'), value: final.sha256, code: true }] : []),
  ]
}

function splitAtMark(html: string): [before: string, after: string] {
  const at = html.indexOf(mark)
  if (at < 0) throw new Error('a page without a mark for the names')
  return [html.slice(0, at), html.slice(at + mark.length)]
}
