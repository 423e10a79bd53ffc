import { byLanguage, countries, type Language, translator, valueIn } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { CountryCount, PublicStatement } from '../../storage/public-statements.ts'
import { noCountry } from '../../storage/signatory-list-sql.ts'
import { TextField } from '../../ui/fields.tsx'
import { Button } from '../../ui/parts.tsx'
import { Select } from '../../ui/select.tsx'
import { orderInWords } from '../words.ts'
import type { ListRequest } from './list-query.ts'

/** On the statement's page: one field, which leads to the whole list. */
export function QuickSearch({ lang, slug }: { lang: Language; slug: string }) {
  const t = translator(lang)
  return (
    <search class="search quick">
      <form action={paths.list.page(lang, slug)}>
        <SearchField lang={lang} />
        <Button kind="quiet">{t('search.submit')}</Button>
      </form>
    </search>
  )
}

/** All ways to look at a list, as they are chosen now. It asks by GET: a search can be kept and handed on. */
export function SearchForm(props: {
  lang: Language
  statement: Pick<PublicStatement, 'slug' | 'countries' | 'listOrder'>
  request: ListRequest
}) {
  const { lang, statement, request } = props
  const { slug, countries: counts, listOrder } = statement
  const { q, country, sort } = request.query
  const t = translator(lang)
  return (
    <search class="search">
      <form action={paths.list.page(lang, slug)} novalidate>
        <SearchField lang={lang} value={q} error={request.fault ? t(`search.${request.fault}`) : undefined} />
        <Select
          name="country"
          label={t('search.country')}
          empty={t('search.country.all')}
          options={countryOptions(lang, counts, country)}
          value={country ?? ''}
          live
        />
        <Select
          name="sort"
          label={t('search.sort')}
          empty={listOrder === 'date' ? t('search.sort.list') : orderInWords(lang, statement)}
          options={[
            { value: 'newest', label: t('search.sort.newest') },
            { value: 'name', label: t('search.sort.name') },
          ]}
          value={sort}
        />
        <Button kind="quiet">{t('search.submit')}</Button>
      </form>
    </search>
  )
}

function SearchField(props: { lang: Language; value?: string; error?: string | undefined }) {
  const t = translator(props.lang)
  return (
    <TextField
      name="q"
      type="search"
      label={t('search.label')}
      hint={t('search.hint')}
      value={props.value}
      error={props.error}
      autocomplete="off"
      spellcheck={false}
    />
  )
}

type Option = { value: string; label: string }

/** While a list does not change, its counts are the same array: their options are made once. */
const optionsByCounts = byLanguage(() => new WeakMap<readonly CountryCount[], readonly Option[]>())

/** The countries of the list as the language sorts them, each with its count; the chosen one even where it has none. */
export function countryOptions(
  lang: Language,
  counts: readonly CountryCount[],
  chosen: string | null,
): readonly Option[] {
  const isCounted = counts.some(({ country }) => (country ?? noCountry) === chosen)
  if (chosen !== null && !isCounted) {
    const none = { country: chosen === noCountry ? null : chosen, count: 0 }
    return makeOptions(lang, [...counts, none])
  }
  const made = valueIn(optionsByCounts, lang)
  const options = made.get(counts) ?? makeOptions(lang, counts)
  made.set(counts, options)
  return options
}

function makeOptions(lang: Language, counts: readonly CountryCount[]): readonly Option[] {
  const t = translator(lang)
  const countByCode = new Map(counts.map(({ country, count }) => [country ?? noCountry, count]))
  const all = [...countries(lang), { code: noCountry, name: t('search.country.none') }]
  return all.flatMap(({ code, name }) => {
    const count = countByCode.get(code)
    if (count === undefined) return []
    return [
      {
        value: code,
        label: t('search.country.option', { country: name, count: t('format.number', { count }) }),
      },
    ]
  })
}
