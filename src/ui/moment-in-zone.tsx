import { formatMomentInZone, type Language } from '../i18n/index.ts'

/**
 * A sentence with a moment in it, on the clocks of a statement's zone and in UTC; `text` has `{moment}` where it
 * belongs.
 */
export function MomentInZone(props: { lang: Language; text: string; at: Date; zone: string }) {
  const { lang, text, at, zone } = props
  const [before, after] = text.split('{moment}')
  return (
    <>
      {before}
      <time datetime={at.toISOString()}>{formatMomentInZone(lang, at, zone)}</time>
      {after}
    </>
  )
}
