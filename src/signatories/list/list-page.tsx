import type { Config } from '../../config.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths, searchAnchor } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { Actions, ButtonLink, Masthead, Notice, PrintedAddress } from '../../ui/parts.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { AllNamesAddress } from '../all-names-address.tsx'
import { AsOf } from '../as-of.tsx'
import { LiveNews } from '../live-news.tsx'
import { OrderLine } from '../order-line.tsx'
import { outwardTitle } from '../outward-title.ts'
import { StatementLink } from '../statement-link.tsx'
import { countsInWords, wordsAbout, wordsOf } from '../words.ts'
import { ListNames } from './list-names.tsx'
import { isBeginning, isWholeList, type ListRequest, listAddress } from './list-query.ts'
import { SearchForm } from './search-form.tsx'
import type { ListPage } from './search-list.ts'

type View = Pick<HeldStatement, 'statement' | 'asOf'> & {
  request: ListRequest
  /** Null where nothing was looked for, as the search is at fault, or where `after` is no longer on the list. */
  page: ListPage | null
}

/** The whole list, a page at a time, or what a search of it finds. Only its beginning is for search engines. */
export function renderListPage(config: Config, lang: Language, view: View): string {
  const t = translator(lang)
  const { statement, asOf, request } = view
  const { slug } = statement
  const title = outwardTitle(lang, statement)
  const heading = request.after === null ? t('list.title') : t('search.continued', { title: t('list.title') })
  return renderSite({
    lang,
    title: [titleSummary(lang, view), heading, title].filter(part => part !== null).join(' — '),
    description: wordsAbout(lang, statement)('list.description', {
      count: statement.count,
      counts: countsInWords(lang, statement.kinds),
      title,
    }),
    path: language => listAddress(language, slug, request.query, request.after),
    scripts: isBeginning(request) ? ['live.js'] : undefined,
    publicUrl: isFirstPage(request) ? config.publicUrl : undefined,
    about: isFirstPage(request) ? { ...statement, title } : undefined,
    children: (
      <>
        <Masthead eyebrow={<StatementLink lang={lang} statement={statement} />} title={heading} />
        <AsOf lang={lang} asOf={asOf} />
        {isBeginning(request) && <LiveNews lang={lang} statement={statement} />}
        <div class="listing">
          {request.fault === null && (
            <div>
              <p class="to-search">
                <a href={searchAnchor}>{t('search.submit')}</a>
              </p>
              <Results config={config} lang={lang} view={view} />
            </div>
          )}
          <div class="listing-side" id={searchAnchor.slice(1)}>
            <SearchForm lang={lang} statement={statement} request={request} />
          </div>
        </div>
      </>
    ),
  })
}

/** The list as it begins at its own address, without a search or an order. */
const isFirstPage = ({ query, after }: ListRequest): boolean => isWholeList(query) && after === null

/** What stands in the title before the page's heading: a fault, or how many there are. */
function titleSummary(lang: Language, view: View): string | null {
  const { fault } = view.request
  if (fault) return translator(lang)(`search.${fault}`)
  return view.page === null || isFirstPage(view.request) ? null : summaryOf(lang, view, view.page)
}

function summaryOf(
  lang: Language,
  { statement, request }: View,
  { matchCount: count, more }: ListPage,
): string {
  const t = wordsAbout(lang, statement)
  const { q, country } = request.query
  if (q === '' && country === null && wordsOf(statement) === 'mixed')
    return countsInWords(lang, statement.kinds)
  if (q === '' && country === null) return t('search.count', { count: statement.count })
  return t(more ? 'search.foundMore' : 'search.found', { count })
}

type ResultsProps = { config: Config; lang: Language; view: View }

/** `id` and `data-live` are for src/client/live.ts; `data-more` tells it that the list goes on after the page. */
function Results({ config, lang, view }: ResultsProps) {
  const { request, page } = view
  const isLive = isBeginning(request)
  return (
    <section
      class="results"
      id={isLive ? 'signatories' : undefined}
      data-live={isLive ? '' : undefined}
      data-more={page?.next ? '' : undefined}
    >
      <ResultsBody config={config} lang={lang} view={view} />
    </section>
  )
}

function ResultsBody({ config, lang, view }: ResultsProps) {
  const { statement, request, page } = view
  const { query, after } = request
  if (page === null) return <Gone lang={lang} slug={statement.slug} request={request} />
  if (page.signatories.length === 0 && after === null)
    return (
      <>
        <NobodyFound lang={lang} slug={statement.slug} />
        <Withheld lang={lang} view={view} />
      </>
    )
  return (
    <>
      <h2>{summaryOf(lang, view, page)}</h2>
      <Withheld lang={lang} view={view} />
      <ListNames lang={lang} statement={statement} query={query} signatories={page.signatories} />
      {query.sort === 'list' && <OrderLine lang={lang} statement={statement} />}
      <WaysOn lang={lang} statement={statement} request={request} next={page.next} />
      {isFirstPage(request) && <TakeList lang={lang} statement={statement} />}
      <PrintedAddress
        label={translator(lang)('document.address')}
        address={config.publicUrl + listAddress(lang, statement.slug, query, after)}
      />
      {(page.next !== null || after !== null) && (
        <AllNamesAddress config={config} lang={lang} statement={statement} />
      )}
    </>
  )
}

/** How many are counted and not named, beside the whole list: no search and no country has them. */
function Withheld({ lang, view: { statement, request } }: { lang: Language; view: View }) {
  const { withheld: count } = statement
  if (count === 0 || request.query.q !== '' || request.query.country !== null) return null
  return (
    <p class="hint">
      {wordsAbout(lang, statement)('withheld.more', {
        count,
        counts: countsInWords(lang, statement.withheldKinds),
      })}
    </p>
  )
}

/** To the next page, back to the beginning, out of a search, or to the document. */
function WaysOn(props: {
  lang: Language
  statement: PublicStatement
  request: ListRequest
  next: string | null
}) {
  const { lang, statement, request, next } = props
  const { slug } = statement
  const { query, after } = request
  const t = translator(lang)
  return (
    <Actions>
      {next && (
        <ButtonLink kind="quiet" href={listAddress(lang, slug, query, next)}>
          {t('search.next')}
        </ButtonLink>
      )}
      {after !== null && <a href={listAddress(lang, slug, query, null)}>{t('search.beginning')}</a>}
      {!isWholeList(query) && <a href={paths.list.page(lang, slug)}>{t('search.all')}</a>}
      {isFirstPage(request) && (
        <a href={paths.statement.document(lang, slug)}>{wordsAbout(lang, statement)('list.document')}</a>
      )}
    </Actions>
  )
}

/** Under the list's beginning: ways to have it elsewhere. */
function TakeList({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const t = translator(lang)
  const { slug } = statement
  return (
    <>
      <SafetyLink lang={lang} of={statement} />
      <ul class="links">
        <li>
          <a href={paths.api.signatoriesCsvIn(lang, slug)}>{t('about.csv')}</a>
        </li>
        <li>
          <a href={paths.api.signatories(slug)}>{t('about.json')}</a>
        </li>
        <li>
          <a href={paths.api.signatoriesAtom(slug)}>{t('about.atom')}</a>
        </li>
      </ul>
    </>
  )
}

function NobodyFound({ lang, slug }: { lang: Language; slug: string }) {
  const t = translator(lang)
  return (
    <Notice kind="info" heading={t('search.none.title')}>
      <p>{t('search.none.text')}</p>
      <p>
        <a href={paths.list.page(lang, slug)}>{t('search.all')}</a>
      </p>
    </Notice>
  )
}

/** The signatory after which the list was to go on has left. */
function Gone({ lang, slug, request }: { lang: Language; slug: string; request: ListRequest }) {
  const t = translator(lang)
  return (
    <Notice kind="info" heading={t('search.gone.title')}>
      <p>{t('search.gone.text')}</p>
      <p>
        <a href={listAddress(lang, slug, request.query, null)}>{t('search.gone.link')}</a>
      </p>
    </Notice>
  )
}
