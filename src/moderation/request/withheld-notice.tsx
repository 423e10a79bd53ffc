import type { Endorsement } from '../../domain/endorsement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { Notice } from '../../ui/parts.tsx'

/** Of a withheld name, wherever a moderator sees it: that nobody else does. */
export function WithheldNotice({ lang, endorsement }: { lang: Language; endorsement: Endorsement }) {
  if (!endorsement.nameWithheld) return null
  return (
    <Notice kind="info">
      <p>{translator(lang)('withheld.desk.notice')}</p>
    </Notice>
  )
}
