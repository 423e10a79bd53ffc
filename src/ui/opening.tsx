import type { Openness, Period } from '../domain/statement-times.ts'
import { type Language, type MessageKey, translator, type WordsFor } from '../i18n/index.ts'
import { MomentInZone } from './moment-in-zone.tsx'

type Opening = Period & { timeZone: string }
type OpeningProps = {
  lang: Language
  openness: Openness
  period: Opening
  /** Of whom it speaks. */
  words?: WordsFor | undefined
}

const texts = {
  'not-yet': 'opening.notYet.text',
  open: 'opening.until',
  late: 'deadline.late',
  closed: 'opening.closed.text',
} as const satisfies Record<Openness, MessageKey>

/** From when or until when a statement can be signed, or since when no longer; nothing where it knows no such time. */
export function OpeningText({ lang, openness, period, words }: OpeningProps) {
  const at = openness === 'not-yet' ? period.opensAt : period.closesAt
  if (at === null) return null
  const text = translator(lang, words)(texts[openness], { moment: '{moment}' })
  return <MomentInZone lang={lang} text={text} at={new Date(at)} zone={period.timeZone} />
}
