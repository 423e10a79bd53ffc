import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { SecretLink } from '../secret-link.tsx'
import type { Viewer } from '../viewer.ts'
import type { InvitationResult } from './invite.ts'

/** The link that lets a person in, shown this once: a mail with it would sign in whoever reads the mail. */
export function renderInvited(
  { lang, role }: Viewer,
  { moderator, how, url, expiresAt }: InvitationResult,
): string {
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
