import type { Openness, Period } from '../domain/statement.ts'
import { type Language, translator } from '../i18n/index.ts'
import { MomentIn } from './moment.tsx'

/** Why nobody can ask to endorse a statement now: from when they can, or since when no longer. */
export function OpeningText(props: { lang: Language; openness: Exclude<Openness, 'open'>; period: Period }) {
  const { lang, openness, period } = props
  const at = openness === 'closed' ? period.closesAt : period.opensAt
  if (at === null) return null
  const key = openness === 'closed' ? 'opening.closed.text' : 'opening.notYet.text'
  return <MomentIn lang={lang} text={translator(lang)(key, { moment: '{moment}' })} at={new Date(at)} />
}
