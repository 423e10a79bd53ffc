import { formatDay, formatMoment, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Passkey } from '../../storage/passkeys.ts'
import { Form } from '../../ui/fields.tsx'
import { useTimeZone } from '../../ui/moment.tsx'
import { Actions, Button, ButtonLink, Meta, Notice } from '../../ui/parts.tsx'
import { removalPath } from './passkey-word.ts'

/** A moderator's passkeys, each to be removed but the last, and the ways to one more. */
export function PasskeyList({ lang, passkeys }: { lang: Language; passkeys: Passkey[] }) {
  const t = translator(lang)
  const timeZone = useTimeZone()
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
              <Actions>
                <a
                  href={removalPath(passkey.id)}
                  aria-label={`${t('account.remove.link')}: ${madeOn(lang, passkey, timeZone)}`}
                >
                  {t('account.remove.link')}
                </a>
              </Actions>
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
const madeOn = (lang: Language, { createdAt }: Passkey, timeZone: string) =>
  translator(lang)('account.passkey.made', { moment: formatMoment(lang, createdAt, timeZone) })

function PasskeyFacts({ lang, passkey }: { lang: Language; passkey: Passkey }) {
  const t = translator(lang)
  const { lastUsedAt, backedUp } = passkey
  const timeZone = useTimeZone()
  const on = (at: Date) => formatDay(lang, at, timeZone)
  return (
    <>
      <p>{madeOn(lang, passkey, timeZone)}</p>
      <Meta
        parts={[
          lastUsedAt ? t('account.passkey.used', { date: on(lastUsedAt) }) : t('account.passkey.unused'),
          t(backedUp ? 'account.passkey.backedUp' : 'account.passkey.deviceOnly'),
        ]}
      />
    </>
  )
}
