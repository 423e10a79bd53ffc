import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Masthead, Notice } from '../../ui/parts.tsx'
import { PasskeyButton } from '../passkey-button.tsx'

/**
 * One button; and what to do without the passkey. `after` signing out just now, or trying to; the rest says where
 * signing in leads.
 */
export function renderSignIn(
  lang: Language,
  { after, lang: _, ...leads }: Record<string, string | undefined>,
): string {
  const t = translator(lang)
  const query = new URLSearchParams(
    Object.entries(leads).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString()
  return renderDesk({
    lang,
    title: t('signin.title'),
    role: null,
    scripts: ['passkey.js'],
    path: language => `${paths.auth.signIn}?lang=${language}${query && `&${query}`}`,
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
          answer={paths.auth.signIn + (query && `?${query}`)}
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
