import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { MomentIn } from '../../ui/moment.tsx'
import { Notice } from '../../ui/parts.tsx'
import type { RequestView } from '../request/request-view.ts'
import { fromRequest, ParkedWhy, SendAgain } from './parked-entry.tsx'

type NoticeProps = { lang: Language; view: RequestView; query: string }

/** The mails about a request that no machine tries again: since when, why, and the ways on. */
export function ParkedNotice({ lang, view, query }: NoticeProps) {
  const { parkedMails } = view
  if (parkedMails.length === 0) return null
  const t = translator(lang)
  return (
    <Notice kind="stop" heading={t('parked.request.title', { count: parkedMails.length })}>
      {parkedMails.map(mail => (
        <>
          <p>
            <MomentIn
              lang={lang}
              text={t('parked.request.since', { moment: '{moment}' })}
              at={mail.parkedAt}
            />{' '}
            <ParkedWhy lang={lang} mail={mail} />
          </p>
          <SendAgain lang={lang} mail={mail} from={fromRequest} />
        </>
      ))}
      {parkedMails.some(({ parkedAs }) => parkedAs === 'address') && (
        <OtherAddress lang={lang} view={view} query={query} />
      )}
    </Notice>
  )
}

/** The way to another address, where the request's state has one. */
function OtherAddress({ lang, view: { endorsement, reach }, query }: NoticeProps) {
  const action = (reach.readdress && 'address') || (reach.nameContact && 'contact')
  if (!action) return null
  const t = translator(lang)
  return (
    <p>
      {t('parked.request.address')}{' '}
      <a href={paths.desk.action(endorsement.id, action) + query}>{t(`desk.action.${action}`)}</a>
    </p>
  )
}
