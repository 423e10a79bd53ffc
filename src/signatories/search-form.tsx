import { countries, type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { noCountry } from '../storage/list.ts'
import type { CountryCount } from '../storage/public.ts'
import { Select, TextField } from '../ui/fields.tsx'
import { Button } from '../ui/parts.tsx'
import type { Asked } from './list-query.ts'

/** On the statement's page: one field, which leads to the whole list. */
export function QuickSearch({ lang, slug }: { lang: Language; slug: string }) {
  const t = translator(lang)
  return (
    <search class="search quick">
      <form action={paths.signatories(lang, slug)}>
        <SearchField lang={lang} />
        <Button kind="quiet">{t('search.submit')}</Button>
      </form>
    </search>
  )
}

/** All ways to look at a list, as they are chosen now. It asks by GET: a search can be kept and handed on. */
export function SearchForm(props: {
  lang: Language
  slug: string
  asked: Asked
  counts: readonly CountryCount[]
}) {
  const { lang, slug, asked, counts } = props
  const { q, country, sort } = asked.query
  const t = translator(lang)
  return (
    <search class="search">
      <form action={paths.signatories(lang, slug)} novalidate>
        <SearchField lang={lang} value={q} error={asked.fault ? t(`search.${asked.fault}`) : undefined} />
        <Select
          name="country"
          label={t('search.country')}
          empty={t('search.country.all')}
          options={countryOptions(lang, counts, country)}
          value={country ?? ''}
        />
        <Select
          name="sort"
          label={t('search.sort')}
          empty={t('search.sort.list')}
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

/** The countries of the list as the language sorts them, each with its count; the chosen one even where it has none. */
export function countryOptions(lang: Language, counts: readonly CountryCount[], chosen: string | null) {
  const t = translator(lang)
  const counted = new Map(counts.map(({ country, count }) => [country ?? noCountry, count]))
  const option = (value: string, country: string) => ({
    value,
    label: t('search.country.option', { country, count: t('number', { count: counted.get(value) ?? 0 }) }),
  })
  const isOffered = (code: string) => counted.has(code) || code === chosen
  return [
    ...countries(lang)
      .filter(({ code }) => isOffered(code))
      .map(({ code, name }) => option(code, name)),
    ...(isOffered(noCountry) ? [option(noCountry, t('search.country.none'))] : []),
  ]
}
