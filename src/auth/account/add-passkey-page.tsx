import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Masthead, Notice } from '../../ui/parts.tsx'
import { PasskeyButton } from '../passkey-button.tsx'
import type { Viewer } from '../viewer.ts'

/** One more passkey, here or on another device; to whoever has one only, as after joining, the page says why. */
export function renderAddPasskey({ lang, role, timeZone }: Viewer, { only }: { only: boolean }): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('auth.add.title'),
    role,
    timeZone,
    at: 'account',
    scripts: ['passkey.js'],
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
