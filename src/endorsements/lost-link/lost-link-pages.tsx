import { translator } from '../../i18n/index.ts'
import { ErrorSummary } from '../../ui/fields.tsx'
import { LostLinkForm } from '../../ui/lost-link-form.tsx'
import { Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { Home, type PageAddress, renderNotice } from '../notice.tsx'

export type LostLinkState = {
  email?: string
  fault?: 'required' | 'invalid'
  /** It did not get through, as the database is away: its id, for whoever asks us about it. */
  away?: string
  /** What stood here is kept no more. */
  gone?: boolean
}

/** The form for fresh links, empty or with the address that was typed and what has to be put right. */
export function renderLostLinkForm({ lang, path }: PageAddress, state: LostLinkState): string {
  const t = translator(lang)
  const { email, fault, away, gone } = state
  const error = fault && t(`field.email.${fault}`)
  const title = t('link.lost.title')
  const problems = t('form.problems', { count: 1 })
  return renderSite({
    lang,
    title: error ? `${problems} — ${title}` : title,
    path,
    children: (
      <>
        <Masthead title={title} dateline={t('link.lost.text')} />
        <ErrorSummary title={problems} errors={error ? [{ field: 'email', message: error }] : []} />
        {away !== undefined && (
          <Notice kind="stop" heading={t('fault.away.title')}>
            <p>{t('fault.away.text')}</p>
            <Facts items={[{ label: t('fault.request'), value: away, code: true }]} />
          </Notice>
        )}
        {gone && (
          <Notice kind="info" heading={t('form.gone.title')}>
            <p>{t('link.lost.gone')}</p>
          </Notice>
        )}
        <LostLinkForm lang={lang} {...(email !== undefined && { email })} {...(error && { error })} />
      </>
    ),
  })
}

/** The one answer to everyone who asks for fresh links. It depends on what was typed and on nothing that we know. */
export function renderMaybeSent(address: PageAddress, email: string, mailsADay: number): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'done',
    title: t('link.sentMaybe.title'),
    children: (
      <>
        <p>{t('link.sentMaybe.text')}</p>
        <p>
          <strong>
            <bdi translate="no">{email}</bdi>
          </strong>
        </p>
        <p>{t('form.sent.notArrived')}</p>
        <p class="hint">{t('link.sentMaybe.most', { count: mailsADay })}</p>
        <Home lang={address.lang} />
      </>
    ),
  })
}
