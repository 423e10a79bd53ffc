import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { TextField } from '../../ui/fields.tsx'
import { Button } from '../../ui/parts.tsx'
import { everythingWaiting, type Filter, filterQuery } from './queue-filter.ts'

type SearchProps = { lang: Language; filter: Filter; typed: string; error: string | undefined }

/** Posted, so that an e-mail address never stands in a URL; the answer leads to a page of its own. */
export function SearchBox({ lang, filter, typed, error }: SearchProps) {
  const t = translator(lang)
  const { q, address, statement } = filter
  return (
    <search class="queue-search">
      <form method="post" action={paths.desk.queue}>
        {statement !== null && <input type="hidden" name="statement" value={statement} />}
        <TextField
          name="q"
          type="search"
          label={t('queue.search')}
          hint={t('queue.search.hint')}
          value={typed}
          error={error}
          autocomplete="off"
          spellcheck={false}
          shortcut="/"
        />
        <Button kind="quiet">{t('queue.search.submit')}</Button>
      </form>
      {(q !== '' || address) && (
        <p>
          {address ? t('queue.searching.address') : <SearchText lang={lang} text={q} />}{' '}
          <a href={paths.desk.queue + filterQuery({ ...everythingWaiting, statement })}>{t('queue.clear')}</a>
        </p>
      )}
    </search>
  )
}

const SearchText = ({ lang, text }: { lang: Language; text: string }) => (
  <>
    {translator(lang)('queue.searching')} <bdi>{text}</bdi>
  </>
)
