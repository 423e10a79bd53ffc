import type { Config } from '../../config.ts'
import { foldForSearch, isFound, searchWays } from '../../domain/search.ts'
import { textIn } from '../../domain/statement.ts'
import { type Language, languages, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { AsOf } from '../as-of.tsx'
import { LiveNews } from '../live-news.tsx'
import { Actions, ButtonLink, Masthead, Notice, PrintedAddress } from '../../ui/parts.tsx'
import type { SignatoryItem } from '../../organisations/signatory.tsx'
import { SignatoryList } from '../register.tsx'
import { listedItem } from '../../organisations/signatory-item.ts'
import { renderSite } from '../../ui/site-layout.tsx'
import { type Asked, isBeginning, isWholeList, listAddress } from './list-query.ts'
import { SearchForm } from './search-form.tsx'
import type { ListPage } from './search-list.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import { StatementLink } from '../statement-link.tsx'

type View = Pick<HeldStatement, 'statement' | 'asOf'> & {
  asked: Asked
  /** Null where nothing was looked for, as the search is at fault, or where `after` is no longer on the list. */
  page: ListPage | null
}

/** The whole list, a page at a time, or what a search of it finds. Only its beginning is for search engines. */
export function renderListPage(config: Config, lang: Language, view: View): string {
  const t = translator(lang)
  const { statement, asOf, asked, page } = view
  const { slug } = statement
  const { query, after, fault } = asked
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  const heading = after === null ? t('list.title') : t('search.continued', { title: t('list.title') })
  const summary = page && resultWords(lang, view, page)
  const isFirst = isWholeList(query) && after === null
  const title = [fault ? t(`search.${fault}`) : isFirst ? null : summary, heading, text.title]
  return renderSite({
    lang,
    title: title.filter(part => part !== null).join(' — '),
    description: t('list.description', { count: statement.count, title: text.title }),
    path: language => listAddress(language, slug, query, after),
    scripts: isBeginning(asked) ? ['live.js'] : undefined,
    ...(isFirst ? { publicUrl: config.publicUrl, about: { ...statement, title: text.title } } : {}),
    children: (
      <>
        <Masthead eyebrow={<StatementLink lang={lang} statement={statement} />} title={heading} />
        <AsOf lang={lang} asOf={asOf} />
        <SearchForm lang={lang} slug={slug} asked={asked} counts={statement.countries} />
        {isBeginning(asked) && <LiveNews lang={lang} statement={statement} />}
        {fault === null && (
          <section class="results" {...liveParts(asked, page)}>
            {page === null ? (
              <Gone lang={lang} slug={slug} asked={asked} />
            ) : page.signatories.length === 0 && after === null ? (
              <NobodyFound lang={lang} slug={slug} />
            ) : (
              <>
                <h2>{summary}</h2>
                <Names lang={lang} statement={statement} asked={asked} signatories={page.signatories} />
                <Actions>
                  {page.next && (
                    <ButtonLink kind="quiet" href={listAddress(lang, slug, query, page.next)}>
                      {t('search.next')}
                    </ButtonLink>
                  )}
                  {after !== null && (
                    <a href={listAddress(lang, slug, query, null)}>{t('search.beginning')}</a>
                  )}
                  {!isWholeList(query) && <a href={paths.list.page(lang, slug)}>{t('search.all')}</a>}
                  {isFirst && <a href={paths.statement.document(lang, slug)}>{t('list.document')}</a>}
                </Actions>
                {isFirst && <TakeList lang={lang} slug={slug} />}
                <PrintedAddress
                  label={t('document.address')}
                  address={config.publicUrl + listAddress(lang, slug, query, after)}
                />
              </>
            )}
          </section>
        )}
      </>
    ),
  })
}

/** What src/client/live.ts looks for: what to keep up to date, and whether the list goes on after it. */
const liveParts = (asked: Asked, page: ListPage | null): Record<string, string> => ({
  ...(isBeginning(asked) ? { id: 'signatories', 'data-live': '' } : {}),
  ...(page?.next ? { 'data-more': '' } : {}),
})

function resultWords(lang: Language, { statement, asked }: View, { found, more }: ListPage): string {
  const t = translator(lang)
  const { q, country } = asked.query
  if (q === '' && country === null) return t('search.count', { count: statement.count })
  return t(more ? 'search.foundMore' : 'search.found', { count: found })
}

/** In the list's own order under the headings of its groups; in another, each founding signatory says that it is one. */
function Names(props: {
  lang: Language
  statement: PublicStatement
  asked: Asked
  signatories: readonly Signatory[]
}) {
  const { lang, statement, asked, signatories } = props
  const { q, sort } = asked.query
  const t = translator(lang)
  const search = q === '' ? null : { typed: q.toLowerCase(), ways: searchWays(q) }
  const item = (signatory: Signatory): SignatoryItem => ({
    ...listedItem(signatory, lang, statement),
    alsoNamed: search ? foundUnder(signatory, lang, search) : undefined,
  })
  if (sort !== 'list') {
    const mixed = signatories.map(signatory => ({
      ...item(signatory),
      kind: signatory.founding ? t('search.founding') : undefined,
    }))
    return <SignatoryList kind="found" items={mixed} />
  }
  const groups = [
    { kind: 'founding', items: signatories.filter(s => s.founding) },
    { kind: 'endorsing', items: signatories.filter(s => !s.founding) },
  ] as const
  return (
    <>
      {groups
        .filter(({ items }) => items.length > 0)
        .map(({ kind, items }) => (
          <SignatoryList kind={kind} heading={t(`list.${kind}`)} items={items.map(item)} />
        ))}
    </>
  )
}

type Search = { typed: string; ways: string[][] }

/** The name that a search found, where it is another than the one that the page shows. */
function foundUnder(
  signatory: Signatory,
  lang: Language,
  { typed, ways }: Search,
): SignatoryItem['alsoNamed'] {
  // As it was typed, most often: no need to fold then.
  const finds = (name: string) => name.toLowerCase().includes(typed) || isFound(foldForSearch(name), ways)
  const shown = signatory.names[lang] ?? signatory.name
  if (finds(shown)) return undefined
  const given = [
    ...languages.map(language => ({ name: signatory.names[language], lang: language })),
    { name: signatory.name, lang: undefined },
  ]
  const found = given.find(({ name }) => name !== null && name !== shown && finds(name))
  return found?.name ? { ...found, name: found.name } : undefined
}

/** Under the list's beginning: ways to have it elsewhere. */
function TakeList({ lang, slug }: { lang: Language; slug: string }) {
  const t = translator(lang)
  return (
    <ul class="links">
      <li>
        <a href={paths.api.signatoriesCsv(slug)}>{t('about.csv')}</a>
      </li>
      <li>
        <a href={paths.api.signatories(slug)}>{t('about.json')}</a>
      </li>
      <li>
        <a href={paths.api.signatoriesAtom(slug)}>{t('about.atom')}</a>
      </li>
    </ul>
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

function Gone({ lang, slug, asked }: { lang: Language; slug: string; asked: Asked }) {
  const t = translator(lang)
  return (
    <Notice kind="info" heading={t('search.gone.title')}>
      <p>{t('search.gone.text')}</p>
      <p>
        <a href={listAddress(lang, slug, asked.query, null)}>{t('search.gone.link')}</a>
      </p>
    </Notice>
  )
}
