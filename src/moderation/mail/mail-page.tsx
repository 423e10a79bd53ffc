import type { SignedIn } from '../../env.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { ParkedMail } from '../../storage/parked-mail.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Masthead, Notice } from '../../ui/parts.tsx'
import { OrganisationName } from '../organisation-name.tsx'
import { ParkedWhy, SendAgain } from './parked-entry.tsx'

type MailPageProps = {
  signedIn: SignedIn
  mails: readonly ParkedMail[]
  /** One was just sent again. */
  isSent: boolean
  /** The one that was to be sent again waits no more. */
  isGone: boolean
}

/** The mails that no machine tries again, the oldest first, each with the way to send it again. */
export function renderMailPage({ signedIn, mails, isSent, isGone }: MailPageProps): string {
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('parked.title'),
    role,
    timeZone,
    children: (
      <div class="desk-log">
        {isSent && (
          <Notice kind="done">
            <p>{t('parked.sent')}</p>
          </Notice>
        )}
        {isGone && (
          <Notice kind="stop">
            <p>{t('parked.gone')}</p>
          </Notice>
        )}
        <Masthead title={t('parked.title')} dateline={t('parked.lead')} />
        {mails.length === 0 ? (
          <p class="queue-empty">{t('parked.empty')}</p>
        ) : (
          // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list.
          <ol class="parked" role="list">
            {mails.map(mail => (
              <li>
                <Entry signedIn={signedIn} mail={mail} />
              </li>
            ))}
          </ol>
        )}
      </div>
    ),
  })
}

function Entry({ signedIn, mail }: { signedIn: SignedIn; mail: ParkedMail }) {
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const { parkedAt, endorsement } = mail
  return (
    <>
      <p>
        <Moment lang={lang} at={parkedAt} as="with UTC" /> ·{' '}
        {endorsement ? (
          <a href={paths.desk.request(endorsement.id)}>
            <OrganisationName lang={lang} organisation={endorsement} />
          </a>
        ) : (
          t('parked.moderator')
        )}
      </p>
      <p>
        <ParkedWhy lang={lang} mail={mail} />
      </p>
      {endorsement && mail.parkedAs === 'address' && <p>{t('parked.address')}</p>}
      <SendAgain lang={lang} mail={mail} />
    </>
  )
}
