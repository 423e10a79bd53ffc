import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { InvitationError } from '../../storage/invitations.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import type { OpenInvitation } from './join.ts'
import { PasskeyButton } from './passkey-button.tsx'

const scripts = ['passkey.js'] as const

/** One button; and what to do without the passkey. `after` signing out just now, or trying to. */
export function renderSignIn(lang: Language, after: string | undefined): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('signin.title'),
    role: null,
    scripts,
    path: language => `${paths.auth.signIn}?lang=${language}`,
    children: (
      <>
        <Masthead title={t('signin.title')} dateline={t('signin.lead')} />
        {after === 'sign-out' && (
          <Notice kind="done">
            <p>{t('signin.signedOut')}</p>
          </Notice>
        )}
        {after === 'end' && (
          <Notice kind="stop">
            <p>{t('signin.endedBefore')}</p>
          </Notice>
        )}
        <PasskeyButton
          lang={lang}
          ceremony="show"
          options={paths.auth.signInOptions}
          answer={paths.auth.signIn}
        >
          {t('signin.submit')}
        </PasskeyButton>
        <p>
          <a href={paths.desk.queue}>{t('signin.already')}</a>
        </p>
        <section class="section">
          <h2>{t('signin.lost.title')}</h2>
          <p>{t('signin.lost.text')}</p>
        </section>
      </>
    ),
  })
}

/** Who is invited to what; opening the page changes nothing. */
export function renderJoin(lang: Language, token: string, { moderator, invitation }: OpenInvitation): string {
  const t = translator(lang)
  const { purpose } = invitation
  const title = t(`join.${purpose}.title`)
  return renderDesk({
    lang,
    title,
    role: null,
    scripts,
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

type Seen = { lang: Language; role: 'moderator' | 'administrator' }

/** Before what asks for a fresh passkey. `answer` says where it leads. */
export function renderVerify({ lang, role }: Seen, answer: string): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('signin.verify.title'),
    role,
    scripts,
    children: (
      <>
        <Masthead title={t('signin.verify.title')} dateline={t('signin.verify.lead')} />
        <PasskeyButton lang={lang} ceremony="show" options={paths.auth.verifyOptions} answer={answer}>
          {t('signin.verify.submit')}
        </PasskeyButton>
      </>
    ),
  })
}

/** One more passkey, here or on another device; to whoever has one only, as after joining, the page says why. */
export function renderAddPasskey({ lang, role }: Seen, { only }: { only: boolean }): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('auth.add.title'),
    role,
    at: 'account',
    scripts,
    children: (
      <>
        <Masthead title={t('auth.add.title')} dateline={t('auth.add.lead')} />
        {only && (
          <Notice kind="info" heading={t('auth.add.only.title')}>
            <p>{t('auth.add.only.text')}</p>
          </Notice>
        )}
        <section class="section">
          <h2>{t('auth.add.elsewhere.title')}</h2>
          <p>{t('auth.add.elsewhere.text')}</p>
          <Actions>
            <ButtonLink href={paths.account.page}>{t('auth.add.elsewhere.link')}</ButtonLink>
          </Actions>
        </section>
        <section class="section">
          <h2>{t('auth.add.here.title')}</h2>
          <p>{t('auth.add.here.text')}</p>
          <PasskeyButton
            lang={lang}
            ceremony="make"
            kind="quiet"
            options={paths.auth.passkeyOptions}
            answer={paths.auth.passkeys}
          >
            {t('auth.add.here.submit')}
          </PasskeyButton>
        </section>
        <Actions>
          <ButtonLink href={paths.desk.queue} kind="quiet">
            {t('auth.desk')}
          </ButtonLink>
        </Actions>
      </>
    ),
  })
}
