import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Masthead, Notice } from '../../ui/parts.tsx'
import type { IssuedInvitation } from '../issue-invitation.ts'
import { SecretLink } from '../secret-link.tsx'
import type { Viewer } from '../viewer.ts'

/** The link with which a moderator makes a passkey on another device. */
export function renderDeviceLink(
  { lang, role, timeZone }: Viewer,
  { url, expiresAt }: IssuedInvitation,
): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('account.device.title'),
    role,
    timeZone,
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
