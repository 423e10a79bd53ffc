import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'

/**
 * Where an open queue says what src/client/desk/queue.ts brought, and that it brings no more once the session has
 * ended.
 */
export function QueueNews({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <>
      <p id="queue-news" class="visually-hidden" role="status" data-joined={t('queue.live.joined')} />
      <div role="status">
        <p id="session-ended" class="session-ended" hidden>
          {t('queue.live.ended')} <a href={paths.auth.signIn}>{t('signin.title')}</a>
        </p>
      </div>
    </>
  )
}
