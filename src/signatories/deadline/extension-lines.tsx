import { formatDay, formatMomentInZone, type Language, translator } from '../../i18n/index.ts'
import type { PublicExtension, PublicStatement } from '../../storage/public-statements.ts'

type Extended = Pick<PublicStatement, 'extensions' | 'timeZone'>

/** How the deadline was moved, each time in a line of its own. */
export function ExtensionLines({ lang, statement }: { lang: Language; statement: Extended }) {
  return (
    <>
      {extensionSentences(lang, statement).map(sentence => (
        <p class="hint">{sentence}</p>
      ))}
    </>
  )
}

/** The same as sentences, oldest first. */
export const extensionSentences = (lang: Language, { extensions, timeZone }: Extended): string[] =>
  extensions.map(extension => sentenceOf(lang, extension, timeZone))

function sentenceOf(lang: Language, { at, from, to }: PublicExtension, zone: string): string {
  const t = translator(lang)
  const moment = (iso: string) => formatMomentInZone(lang, new Date(iso), zone)
  const on = formatDay(lang, new Date(at), zone)
  return from === null
    ? t('deadline.set', { on, to: moment(to) })
    : t('deadline.extended', { on, from: moment(from), to: moment(to) })
}
