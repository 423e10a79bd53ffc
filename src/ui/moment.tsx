import { formatDate, type Language, translator } from '../i18n/index.ts'

/** A moment to the minute, in UTC: moderators sit in many time zones, and the log must read the same to all. */
export function Moment({ lang, at }: { lang: Language; at: Date }) {
  const iso = at.toISOString()
  return (
    <time datetime={iso}>
      {translator(lang)('format.moment', {
        date: formatDate(lang, iso.slice(0, 10)),
        time: iso.slice(11, 16),
      })}
    </time>
  )
}

/** A sentence in which a moment stands: `text` has `{moment}` where it belongs. */
export function MomentIn({ lang, text, at }: { lang: Language; text: string; at: Date }) {
  const [before, after] = text.split('{moment}')
  return (
    <>
      {before}
      <Moment lang={lang} at={at} />
      {after}
    </>
  )
}
