import { timeZones } from '../../domain/time-zones.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Moderator, Preferences } from '../../storage/moderators.ts'
import type { Passkey } from '../../storage/passkeys.ts'
import { Choice, languageOptions } from '../../ui/choice.tsx'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Checkbox, ErrorSummary, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { PasskeyList } from './passkey-list.tsx'

export type AccountView = {
  moderator: Moderator
  passkeys: Passkey[]
  refused?: 'unknown' | 'last'
  done?: 'preferences' | 'removed'
  /** Choices that were not kept, as nobody knows a time zone of that name. */
  typed?: Preferences
}

/** A moderator's own page: passkeys, mails, language, sessions. */
export function renderAccountPage({ moderator, passkeys, refused, done, typed }: AccountView): string {
  const { person, role, language: lang, timeZone } = moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('account.title'),
    role,
    timeZone,
    at: 'account',
    children: (
      <>
        <ErrorSummary
          title={t('form.problems', { count: 1 })}
          errors={typed ? [{ field: 'time_zone', message: t('account.timeZone.unknown') }] : []}
        />
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
          <PreferencesForm lang={lang} preferences={typed ?? moderator} isFaulty={typed !== undefined} />
          <Sessions lang={lang} />
        </div>
      </>
    ),
  })
}

type FormProps = { lang: Language; preferences: Preferences; isFaulty: boolean }

function PreferencesForm({ lang, preferences, isFaulty }: FormProps) {
  const { language, timeZone, tellWaiting, tellDigest } = preferences
  const t = translator(lang)
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
        <TextField
          name="time_zone"
          label={t('account.timeZone')}
          hint={t('account.timeZone.hint')}
          value={timeZone}
          error={isFaulty ? t('account.timeZone.unknown') : undefined}
          suggestions={timeZones()}
          autocomplete="off"
          spellcheck={false}
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
