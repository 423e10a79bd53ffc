import { type Language, translator } from '../../i18n/index.ts'
import { MomentIn } from '../../ui/moment.tsx'
import { Notice } from '../../ui/parts.tsx'
import type { RequestView } from '../request/request-view.ts'

/** That a mail did not arrive, before anybody decides something that is only mailed. */
export function UnreachedNotice({ lang, view }: { lang: Language; view: RequestView }) {
  const { unreached, contact } = view
  if (!unreached || !contact) return null
  const t = translator(lang)
  const { reason, since } = unreached
  const text = t(`reach.unreached.${reason}`, { moment: '{moment}' })
  return (
    <Notice kind="stop" heading={t('reach.unreached.title')}>
      <p>{since ? <MomentIn lang={lang} text={text} at={since} /> : text}</p>
      {since && <p>{t('reach.unreached.stopped')}</p>}
    </Notice>
  )
}
