import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Moderator } from '../../storage/moderators.ts'
import type { Passkey } from '../../storage/passkeys.ts'
import { Choice, languageOptions } from '../../ui/choice.tsx'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Checkbox, Form } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { PasskeyList } from './passkey-list.tsx'

export type AccountView = {
  moderator: Moderator
  passkeys: Passkey[]
  refused?: 'unknown' | 'last'
  done?: 'preferences' | 'removed'
}

/** A moderator's own page: passkeys, mails, language, sessions. */
export function renderAccountPage({ moderator, passkeys, refused, done }: AccountView): string {
  const { person, role, language: lang } = moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('account.title'),
    role,
    at: 'account',
    children: (
      <>
        <Masthead
          title={t('account.title')}
          dateline={
            <>
              <bdi>{person.name}</bdi>, <bdi>{person.email}</bdi>, {t(`team.role.${role}`)}
            </>
          }
        />
        <div class="people-page">
          {refused && (
            <Notice kind="stop">
              <p>{t(`account.refused.${refused}`)}</p>
            </Notice>
          )}
          {done && (
            <Notice kind="done">
              <p>{t(`account.done.${done}`)}</p>
            </Notice>
          )}
          <PasskeyList lang={lang} passkeys={passkeys} />
          <Preferences moderator={moderator} />
          <Sessions lang={lang} />
        </div>
      </>
    ),
  })
}

function Preferences({ moderator }: { moderator: Moderator }) {
  const { language, tellWaiting, tellDigest } = moderator
  const t = translator(language)
  return (
    <section class="section">
      <h2>{t('account.preferences.title')}</h2>
      <Form action={paths.account.action('preferences')}>
        <Choice
          name="language"
          label={t('account.language')}
          hint={t('account.language.hint')}
          value={language}
          options={languageOptions}
        />
        <Checkbox
          name="tell_waiting"
          label={t('account.tellWaiting')}
          hint={t('account.tellWaiting.hint')}
          checked={tellWaiting}
        />
        <Checkbox
          name="tell_digest"
          label={t('account.tellDigest')}
          hint={t('account.tellDigest.hint')}
          checked={tellDigest}
        />
        <Actions>
          <Button kind="quiet">{t('account.preferences.submit')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

/** Signing out, here or on every device. */
function Sessions({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('account.sessions.title')}</h2>
      <p>{t('account.sessions.text')}</p>
      <div class="actions">
        <Form action={paths.auth.signOut}>
          <Button kind="quiet">{t('account.signOut')}</Button>
        </Form>
        <Form action={paths.auth.signOut}>
          <input type="hidden" name="everywhere" value="yes" />
          <Button kind="danger">{t('account.signOut.everywhere')}</Button>
        </Form>
      </div>
    </section>
  )
}
