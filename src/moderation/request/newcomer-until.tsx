import { minute } from '../../domain/durations.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { MomentIn } from '../../ui/moment.tsx'

type Props = {
  lang: Language
  /** From when the two count as two people; shown as the next whole minute. */
  from: Date
}

/** Why somebody is no second person yet, and from when they are. */
export function NewcomerUntil({ lang, from }: Props) {
  const text = translator(lang)('desk.refused.newcomer', { moment: '{moment}' })
  return <MomentIn lang={lang} text={text} at={new Date(Math.ceil(from.getTime() / minute) * minute)} />
}
