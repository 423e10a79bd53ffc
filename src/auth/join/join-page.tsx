import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { InvitationError } from '../../storage/invitations.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { PasskeyButton } from '../passkey-button.tsx'
import type { OpenInvitation } from './open-invitation.ts'

/** Who is invited to what; opening the page changes nothing. */
export function renderJoin(lang: Language, token: string, { moderator, invitation }: OpenInvitation): string {
  const t = translator(lang)
  const { purpose } = invitation
  const title = t(`join.${purpose}.title`)
  return renderDesk({
    lang,
    title,
    role: null,
    scripts: ['passkey.js'],
    path: language => `${paths.auth.join(token)}?lang=${language}`,
    children: (
      <>
        <Masthead title={title} dateline={t(`join.${purpose}.lead`)} />
        <Facts
          items={[
            { label: t('join.name'), value: moderator.person.name },
            { label: t('join.role'), value: t(`join.role.${moderator.role}`) },
          ]}
        />
        <section class="section">
          <h2>{t('join.passkey.title')}</h2>
          <p>{t('join.passkey.text')}</p>
          <PasskeyButton
            lang={lang}
            ceremony="make"
            options={paths.auth.joinOptions(token)}
            answer={paths.auth.join(token)}
          >
            {t('join.submit')}
          </PasskeyButton>
          <p class="hint">{t('join.notYou')}</p>
        </section>
      </>
    ),
  })
}

/** An invitation that opens nothing more, or never did. */
export function renderJoinGone(lang: Language, token: string, { reason }: InvitationError): string {
  const t = translator(lang)
  const title = t(`join.${reason}.title`)
  return renderDesk({
    lang,
    title,
    role: null,
    path: language => `${paths.auth.join(token)}?lang=${language}`,
    children: (
      <Notice kind="stop" level={1} heading={title}>
        <p>{t(`join.${reason}.text`)}</p>
        <Actions>
          <ButtonLink href={paths.auth.signIn} kind="quiet">
            {t('signin.title')}
          </ButtonLink>
        </Actions>
      </Notice>
    ),
  })
}
