import type { Status } from '../../domain/endorsement.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { ErrorSummary, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { maskEmail } from '../../ui/mask-email.ts'
import { Back, Disown, Home, type PageAddress, renderNotice } from '../notice.tsx'

export function renderConfirmed(address: PageAddress, slug: string): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'done',
    title: t('confirm.done.title'),
    at: 2,
    children: (
      <>
        <p>{t('confirm.done.text')}</p>
        <Back lang={address.lang} slug={slug} />
      </>
    ),
  })
}

/** Right after "this was not us". */
export function renderStopped(address: PageAddress, slug: string): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'done',
    title: t('disown.done.title'),
    children: (
      <>
        <p>{t('disown.done.text')}</p>
        <p>{t('disown.done.way')}</p>
        <Back lang={address.lang} slug={slug} />
      </>
    ),
  })
}

export function renderLinkExpired(address: PageAddress, slug: string, token: string): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'stop',
    title: t('link.expired.title'),
    children: (
      <>
        <p>{t('link.expired.text')}</p>
        <Form action={paths.endorsement.confirm(address.lang, token)}>
          <input type="hidden" name="action" value="resend" />
          <Actions>
            <Button>{t('link.expired.submit')}</Button>
          </Actions>
        </Form>
        <Back lang={address.lang} slug={slug} />
      </>
    ),
  })
}

/** The link has done its work: where the request stands, and a way to stop it while it waits. */
export function renderLinkUsed(
  address: PageAddress,
  { status, slug, token }: { status: Exclude<Status, 'requested' | 'expired'>; slug: string; token: string },
): string {
  const t = translator(address.lang)
  const stopped = status === 'withdrawn'
  return renderNotice(address, {
    kind: 'info',
    title: stopped ? t('link.stopped.title') : t('link.used.title'),
    ...(status === 'confirmed' ? { at: 2 } : {}),
    children: (
      <>
        <p>{stopped ? t('link.stopped.text') : t(`link.used.${status}`)}</p>
        <Back lang={address.lang} slug={slug} />
        {(status === 'confirmed' || status === 'returned') && (
          <Disown lang={address.lang} action={paths.endorsement.confirm(address.lang, token)} />
        )}
      </>
    ),
  })
}

/** Nobody's link, or one cut off by a mail program: the address leads on. */
export function renderLinkUnknown(
  address: PageAddress,
  token: string,
  typed?: { email: string; fault: 'required' | 'invalid' },
): string {
  const t = translator(address.lang)
  const error = typed && t(`field.email.${typed.fault}`)
  return renderNotice(address, {
    kind: 'stop',
    title: t('link.unknown.title'),
    children: (
      <>
        <p>{t('link.unknown.text')}</p>
        <ErrorSummary
          title={t('form.problems', { count: 1 })}
          errors={error ? [{ field: 'email', message: error }] : []}
        />
        <Form action={paths.endorsement.confirm(address.lang, token)}>
          <input type="hidden" name="action" value="resend" />
          <TextField
            name="email"
            label={t('field.email')}
            type="email"
            inputmode="email"
            autocomplete="email"
            value={typed?.email}
            error={error}
            required
          />
          <Actions>
            <Button>{t('link.unknown.submit')}</Button>
          </Actions>
        </Form>
        <Home lang={address.lang} />
      </>
    ),
  })
}

/** After a fresh link was asked for by the holder of an old one. */
export function renderResent(
  address: PageAddress,
  slug: string,
  outcome: 'sent' | 'capped',
  linksADay: number,
): string {
  const t = translator(address.lang)
  const sent = outcome === 'sent'
  return renderNotice(address, {
    kind: sent ? 'done' : 'info',
    title: t(`link.${outcome}.title`),
    children: (
      <>
        <p>{sent ? t('link.sent.text') : t('link.capped.text', { count: linksADay })}</p>
        <Back lang={address.lang} slug={slug} />
      </>
    ),
  })
}

/** After a fresh link was asked for by typing an address: the same, whoever it belongs to. */
export function renderMaybeResent(address: PageAddress, email: string): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'done',
    title: t('link.sentMaybe.title'),
    children: (
      <>
        <p>{t('link.sentMaybe.text', { email: maskEmail(email) })}</p>
        <p class="hint">{t('form.sent.nothingYet')}</p>
        <Home lang={address.lang} />
      </>
    ),
  })
}
