import type { Period } from '../domain/statement.ts'
import { type Language, translator } from '../i18n/index.ts'
import { MomentIn } from './moment.tsx'

/** Why nobody can ask to endorse a statement now: from when they can, or since when no longer. */
export function OpeningText(props: { lang: Language; stands: 'not-yet' | 'closed'; period: Period }) {
  const { lang, stands, period } = props
  const at = stands === 'closed' ? period.closesAt : period.opensAt
  if (at === null) return null
  const key = stands === 'closed' ? 'opening.closed.text' : 'opening.notYet.text'
  return <MomentIn lang={lang} text={translator(lang)(key, { moment: '{moment}' })} at={new Date(at)} />
}
