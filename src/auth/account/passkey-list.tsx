import { utcDate } from '../../domain/dates.ts'
import { formatDate, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Passkey } from '../../storage/passkeys.ts'
import { Form } from '../../ui/fields.tsx'
import { Button, ButtonLink, Meta, Notice } from '../../ui/parts.tsx'

/** A moderator's passkeys, each to be removed but the last, and the ways to one more. */
export function PasskeyList({ lang, passkeys }: { lang: Language; passkeys: Passkey[] }) {
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
                  aria-label={`${t('account.remove.link')}: ${madeOn(lang, passkey)}`}
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
const madeOn = (lang: Language, { createdAt }: Passkey) =>
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
      <p>{madeOn(lang, passkey)}</p>
      <Meta
        parts={[
          lastUsedAt ? t('account.passkey.used', { date: on(lastUsedAt) }) : t('account.passkey.unused'),
          t(backedUp ? 'account.passkey.backedUp' : 'account.passkey.deviceOnly'),
        ]}
      />
    </>
  )
}
