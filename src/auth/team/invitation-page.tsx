import { formatMoment, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { maskEmail } from '../../ui/mask-email.ts'
import { Actions, ButtonLink, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import type { Viewer } from '../viewer.ts'
import type { SentInvitation } from './mail-invitation.ts'

/**
 * Says to whom the link went that lets a person in. No page shows it: whoever has it becomes that person at the desk.
 */
export function renderInvited(
  { lang, role, timeZone }: Viewer,
  { moderator, how, expiresAt }: SentInvitation,
): string {
  const t = translator(lang)
  const moment = formatMoment(lang, expiresAt, timeZone)
  return renderDesk({
    lang,
    title: t('team.invited.title'),
    role,
    timeZone,
    at: 'team',
    children: (
      <>
        <Masthead title={t('team.invited.title')} dateline={t(`team.invited.${how}`)} />
        <div class="people-page">
          <Facts
            items={[
              { label: t('team.name'), value: moderator.person.name },
              { label: t('team.role'), value: t(`team.role.${moderator.role}`) },
            ]}
          />
          <section class="section">
            <p>{t('team.invited.sent', { address: maskEmail(moderator.person.email) })}</p>
            <p class="hint">{t('team.link.until', { moment })}</p>
            <Notice kind="info" heading={t('team.invited.mailbox.title')}>
              <p>{t('team.invited.mailbox.text')}</p>
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
