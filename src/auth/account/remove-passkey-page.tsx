import { formatDay, formatMoment, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Passkey } from '../../storage/passkeys.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Facts, Masthead } from '../../ui/parts.tsx'
import type { Viewer } from '../viewer.ts'

/** Which passkey would go, before it goes. */
export function renderRemovePasskey({ lang, role, timeZone }: Viewer, passkey: Passkey): string {
  const t = translator(lang)
  const { id, createdAt, lastUsedAt } = passkey
  return renderDesk({
    lang,
    title: t('account.remove.title'),
    role,
    timeZone,
    at: 'account',
    children: (
      <>
        <Masthead title={t('account.remove.title')} dateline={t('account.remove.text')} />
        <div class="people-page">
          <Facts
            items={[
              {
                label: t('account.passkey.madeOn'),
                value: formatMoment(lang, createdAt, timeZone),
              },
              {
                label: t('account.passkey.usedOn'),
                value: lastUsedAt ? formatDay(lang, lastUsedAt, timeZone) : t('account.passkey.unused'),
              },
            ]}
          />
          <section class="section">
            <Form action={paths.account.action('remove-passkey')}>
              <input type="hidden" name="passkey" value={id} />
              <input type="hidden" name="confirm" value="yes" />
              <Actions>
                <Button kind="danger">{t('account.remove.submit')}</Button>
                <a href={paths.account.page}>{t('team.cancel')}</a>
              </Actions>
            </Form>
          </section>
        </div>
      </>
    ),
  })
}
