import type { Status } from '../domain/endorsement.ts'
import { translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { ErrorSummary, Form, TextField } from '../ui/fields.tsx'
import { Actions, Button } from '../ui/parts.tsx'
import { maskEmail } from './form.ts'
import { Back, Disown, Home, type Place, renderNotice } from './notice.tsx'

/** The one answer to everyone who asks. It depends on what was typed and on nothing that we know. */
export function renderAsked(place: Place, slug: string, email: string, mailsADay: number): string {
  const t = translator(place.lang)
  return renderNotice(place, {
    kind: 'done',
    title: t('form.sent.title'),
    at: 1,
    children: (
      <>
        <p>{t('form.sent.text', { email: maskEmail(email) })}</p>
        <p>{t('form.sent.nothingYet')}</p>
        <p class="hint">{t('form.sent.notArrived', { count: mailsADay })}</p>
        <Back lang={place.lang} slug={slug} />
      </>
    ),
  })
}

export function renderConfirmed(place: Place, slug: string): string {
  const t = translator(place.lang)
  return renderNotice(place, {
    kind: 'done',
    title: t('confirm.done.title'),
    at: 2,
    children: (
      <>
        <p>{t('confirm.done.text')}</p>
        <Back lang={place.lang} slug={slug} />
      </>
    ),
  })
}

/** Right after "this was not us". */
export function renderStopped(place: Place, slug: string): string {
  const t = translator(place.lang)
  return renderNotice(place, {
    kind: 'done',
    title: t('disown.done.title'),
    children: (
      <>
        <p>{t('disown.done.text')}</p>
        <p>{t('disown.done.way')}</p>
        <Back lang={place.lang} slug={slug} />
      </>
    ),
  })
}

export function renderLinkExpired(place: Place, slug: string, token: string): string {
  const t = translator(place.lang)
  return renderNotice(place, {
    kind: 'stop',
    title: t('link.expired.title'),
    children: (
      <>
        <p>{t('link.expired.text')}</p>
        <Form action={paths.endorsement.confirm(place.lang, token)}>
          <input type="hidden" name="action" value="resend" />
          <Actions>
            <Button>{t('link.expired.submit')}</Button>
          </Actions>
        </Form>
        <Back lang={place.lang} slug={slug} />
      </>
    ),
  })
}

/** The link has done its work: where the request stands, and a way to stop it while it waits. */
export function renderLinkUsed(
  place: Place,
  { status, slug, token }: { status: Exclude<Status, 'requested' | 'expired'>; slug: string; token: string },
): string {
  const t = translator(place.lang)
  const stopped = status === 'withdrawn'
  return renderNotice(place, {
    kind: 'info',
    title: stopped ? t('link.stopped.title') : t('link.used.title'),
    ...(status === 'confirmed' ? { at: 2 } : {}),
    children: (
      <>
        <p>{stopped ? t('link.stopped.text') : t(`link.used.${status}`)}</p>
        <Back lang={place.lang} slug={slug} />
        {(status === 'confirmed' || status === 'returned') && (
          <Disown lang={place.lang} action={paths.endorsement.confirm(place.lang, token)} />
        )}
      </>
    ),
  })
}

/** Nobody's link, or one cut off by a mail program: the address leads on. */
export function renderLinkUnknown(
  place: Place,
  token: string,
  typed?: { email: string; fault: 'required' | 'invalid' },
): string {
  const t = translator(place.lang)
  const error = typed && t(`field.email.${typed.fault}`)
  return renderNotice(place, {
    kind: 'stop',
    title: t('link.unknown.title'),
    children: (
      <>
        <p>{t('link.unknown.text')}</p>
        <ErrorSummary
          title={t('form.problems', { count: 1 })}
          errors={error ? [{ field: 'email', message: error }] : []}
        />
        <Form action={paths.endorsement.confirm(place.lang, token)}>
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
        <Home lang={place.lang} />
      </>
    ),
  })
}

/** After a fresh link was asked for by the holder of an old one. */
export function renderResent(
  place: Place,
  slug: string,
  outcome: 'sent' | 'capped',
  linksADay: number,
): string {
  const t = translator(place.lang)
  const sent = outcome === 'sent'
  return renderNotice(place, {
    kind: sent ? 'done' : 'info',
    title: t(`link.${outcome}.title`),
    children: (
      <>
        <p>{sent ? t('link.sent.text') : t('link.capped.text', { count: linksADay })}</p>
        <Back lang={place.lang} slug={slug} />
      </>
    ),
  })
}

/** After a fresh link was asked for by typing an address: the same, whoever it belongs to. */
export function renderMaybeResent(place: Place, email: string): string {
  const t = translator(place.lang)
  return renderNotice(place, {
    kind: 'done',
    title: t('link.sentMaybe.title'),
    children: (
      <>
        <p>{t('link.sentMaybe.text', { email: maskEmail(email) })}</p>
        <p class="hint">{t('form.sent.nothingYet')}</p>
        <Home lang={place.lang} />
      </>
    ),
  })
}

/** Nobody's link to a private page, or one whose page went with the representative's data. */
export function renderPrivateLinkUnknown(place: Place): string {
  const t = translator(place.lang)
  return renderNotice(place, {
    kind: 'stop',
    title: t('private.unknown.title'),
    children: (
      <>
        <p>{t('private.unknown.text')}</p>
        <p>{t('private.unknown.way')}</p>
        <Home lang={place.lang} />
      </>
    ),
  })
}

export function renderPrivateLinkOld(place: Place, slug: string): string {
  const t = translator(place.lang)
  return renderNotice(place, {
    kind: 'stop',
    title: t('private.old.title'),
    children: (
      <>
        <p>{t('private.old.text')}</p>
        <p>{t('private.unknown.way')}</p>
        <Back lang={place.lang} slug={slug} />
      </>
    ),
  })
}
