import { type MessageKey, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { LostLinkForm } from '../../ui/lost-link-form.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { Back, Disown, Home, type PageAddress, renderNotice } from '../notice.tsx'
import type { UsedStatus } from './link-state.ts'

export function renderConfirmed(address: PageAddress, slug: string): string {
  const t = translator(address.lang, address.signer)
  return renderNotice(address, {
    kind: 'done',
    title: t('confirm.done.title'),
    at: 2,
    children: (
      <>
        <p>{t('confirm.done.text')}</p>
        <p>{t('link.used.private', { subject: t('mail.received.subject') })}</p>
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

/** The mail that leads to the private page, once a link has done its work: it has a link of its own. */
const mailsAfter: { [status in UsedStatus]?: MessageKey } = {
  confirmed: 'mail.received.subject',
  returned: 'mail.changes.subject',
  approved: 'mail.approved.subject',
  rejected: 'mail.rejected.subject',
}

/** The link has done its work: where the request stands, and a way to stop it while it waits. */
export function renderLinkUsed(
  address: PageAddress,
  { status, slug, token }: { status: UsedStatus; slug: string; token: string },
): string {
  const t = translator(address.lang, address.signer)
  const stopped = status === 'withdrawn' || status === 'superseded'
  const mailOf = mailsAfter[status]
  return renderNotice(address, {
    kind: 'info',
    title: stopped ? t('link.stopped.title') : t('link.used.title'),
    ...(status === 'confirmed' ? { at: 2 } : {}),
    children: (
      <>
        <p>{t(status === 'withdrawn' ? 'link.stopped.text' : `link.used.${status}`)}</p>
        {mailOf && <p>{t('link.used.private', { subject: t(mailOf) })}</p>}
        <Back lang={address.lang} slug={slug} />
        {(status === 'confirmed' || status === 'returned') && (
          <Disown lang={address.lang} action={paths.endorsement.confirm(address.lang, token)} />
        )}
      </>
    ),
  })
}

/** Nobody's link, or one cut off by a mail program: the address leads on. */
export function renderLinkUnknown(address: PageAddress): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'stop',
    title: t('link.unknown.title'),
    children: (
      <>
        <p>{t('link.unknown.text')}</p>
        <LostLinkForm lang={address.lang} />
        <Home lang={address.lang} />
      </>
    ),
  })
}

/** After another confirm link was asked for by the holder of an old one. */
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
