import { formatDate, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import type { Invited } from './invite.ts'
import type { IssuedInvitation } from '../issue-invitation.ts'

type Viewer = { lang: Language; role: 'moderator' | 'administrator' }

/** The link that lets a person in, shown this once: a mail with it would sign in whoever reads the mail. */
export function renderInvited({ lang, role }: Viewer, { moderator, how, url, expiresAt }: Invited): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('team.invited.title'),
    role,
    at: 'team',
    children: (
      <>
        <Masthead title={t('team.invited.title')} dateline={t(`team.invited.${how}`)} />
        <div class="people-page">
          <Facts
            items={[
              { label: t('team.name'), value: moderator.person.name },
              { label: t('team.email'), value: moderator.person.email },
              { label: t('team.role'), value: t(`team.role.${moderator.role}`) },
            ]}
          />
          <section class="section">
            <SecretLink lang={lang} url={url} expiresAt={expiresAt} />
            <Notice kind="info" heading={t('team.invited.hand.title')}>
              <p>{t('team.invited.hand.text')}</p>
            </Notice>
            <Actions>
              <ButtonLink kind="quiet" href={paths.team.page}>
                {t('team.back')}
              </ButtonLink>
            </Actions>
          </section>
        </div>
      </>
    ),
  })
}

/** The link with which a moderator makes a passkey on another device. */
export function renderDeviceLink({ lang, role }: Viewer, { url, expiresAt }: IssuedInvitation): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('account.device.title'),
    role,
    at: 'account',
    children: (
      <>
        <Masthead title={t('account.device.title')} dateline={t('account.device.lead')} />
        <div class="people-page">
          <SecretLink lang={lang} url={url} expiresAt={expiresAt} />
          <Notice kind="info">
            <p>{t('account.device.care')}</p>
          </Notice>
          <Actions>
            <ButtonLink kind="quiet" href={paths.account.page}>
              {t('account.back')}
            </ButtonLink>
          </Actions>
        </div>
      </>
    ),
  })
}

function SecretLink({ lang, url, expiresAt }: { lang: Language } & IssuedInvitation) {
  const t = translator(lang)
  const [date = '', time = ''] = expiresAt.toISOString().split('T')
  return (
    <div class="secret-link">
      <p id="secret-link">{t('team.link.once')}</p>
      <p>
        <code aria-describedby="secret-link">{url}</code>
      </p>
      <p class="hint">{t('team.link.until', { date: formatDate(lang, date), time: time.slice(0, 5) })}</p>
    </div>
  )
}
