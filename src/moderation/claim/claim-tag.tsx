import { type Language, translator } from '../../i18n/index.ts'

/** In a row of the queue: who looks at the request. */
export function ClaimTag({ lang, name }: { lang: Language; name: string | undefined }) {
  if (name === undefined) return null
  return (
    <span class="tag">
      {translator(lang)('claim.by')} <bdi>{name}</bdi>
    </span>
  )
}
