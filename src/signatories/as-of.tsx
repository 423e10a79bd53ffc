import { type Language, translator } from '../i18n/index.ts'
import { Moment } from '../ui/moment.tsx'

/**
 * Under the count while the database is away: how old the list is. `asOf` is the ISO moment of the last good
 * read, null while the database answers; the empty line stays, for src/client/live.ts to fill.
 */
export function AsOf({ lang, asOf }: { lang: Language; asOf: string | null }) {
  if (asOf === null) return <p class="as-of hint" id="as-of" data-live hidden />
  const [before, after] = translator(lang)('list.asOf', { moment: '{moment}' }).split('{moment}')
  return (
    <p class="as-of hint" id="as-of" data-live>
      {before}
      <Moment lang={lang} at={new Date(asOf)} />
      {after}
    </p>
  )
}
