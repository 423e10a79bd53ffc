import { type Language, translator } from '../../i18n/index.ts'
import { Notice } from '../../ui/parts.tsx'

/** Why one moderator alone changes nothing of a published name here. */
export function SecondNeeded({ lang }: { lang: Language }) {
  return (
    <Notice kind="stop">
      <p>{translator(lang)('desk.refused.second_needed')}</p>
    </Notice>
  )
}
