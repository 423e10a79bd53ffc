import { utcDate } from '../../domain/endorsement.ts'
import { formatDate, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Moderator } from '../../storage/moderators.ts'
import type { Passkey } from '../../storage/passkeys.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Checkbox, Form } from '../../ui/fields.tsx'
import { Actions, Button, ButtonLink, Masthead, Meta, Notice } from '../../ui/parts.tsx'
import { Choice, languageOptions } from '../../ui/choice.tsx'

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
          <Passkeys lang={lang} passkeys={passkeys} />
          <Preferences moderator={moderator} />
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
        </div>
      </>
    ),
  })
}

function Passkeys({ lang, passkeys }: { lang: Language; passkeys: Passkey[] }) {
  const t = translator(lang)
  const only = passkeys.length === 1
  return (
    <section class="section" id="passkeys">
      <h2>{t('account.passkeys.title')}</h2>
      {only && (
        <Notice kind="info" heading={t('account.second.title')}>
          <p>{t('account.second.text')}</p>
        </Notice>
      )}
      <ul class="people">
        {passkeys.map(passkey => (
          <li>
            <PasskeyFacts lang={lang} passkey={passkey} />
            {!only && (
              <Form action={paths.account.action('remove-passkey')}>
                <input type="hidden" name="passkey" value={passkey.id} />
                <button
                  type="submit"
                  class="link"
                  aria-label={`${t('account.remove.link')}: ${made(lang, passkey)}`}
                >
                  {t('account.remove.link')}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <p>{t('account.add.text')}</p>
      <div class="actions">
        <ButtonLink href={paths.auth.passkeys}>{t('account.add.here')}</ButtonLink>
        <Form action={paths.account.action('device-link')}>
          <Button kind="quiet">{t('account.add.elsewhere')}</Button>
        </Form>
      </div>
    </section>
  )
}

/** To the minute: two that were made on one day have to be told apart. */
const made = (lang: Language, { createdAt }: Passkey) =>
  translator(lang)('account.passkey.made', {
    date: formatDate(lang, utcDate(createdAt)),
    time: createdAt.toISOString().slice(11, 16),
  })

function PasskeyFacts({ lang, passkey }: { lang: Language; passkey: Passkey }) {
  const t = translator(lang)
  const { lastUsedAt, backedUp } = passkey
  const on = (date: Date) => formatDate(lang, utcDate(date))
  return (
    <>
      <p>{made(lang, passkey)}</p>
      <Meta
        parts={[
          lastUsedAt ? t('account.passkey.used', { date: on(lastUsedAt) }) : t('account.passkey.unused'),
          t(backedUp ? 'account.passkey.backedUp' : 'account.passkey.deviceOnly'),
        ]}
      />
    </>
  )
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
