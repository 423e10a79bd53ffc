import { formatMoment, translator, utc } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, type RequestProps } from './request.ts'

type OneHourLinkProps = Omit<RequestProps, 'privateUrl'> & {
  /** What the link does, on the page that it opens. */
  purpose: 'withdraw' | 'erase' | 'withhold' | 'reveal' | 'contact'
  /** Absolute, with a token that works once. */
  url: string
  expiresAt: Date
}

/**
 * Brings the link that does what the private page's own link must not: whoever has an old link to the private page has
 * not this one.
 */
export function renderOneHourLink({ purpose, url, expiresAt, ...props }: OneHourLinkProps): Mail {
  const { lang, kind } = props
  const t = translator(lang, kind)
  const intro =
    purpose === 'reveal' && props.times?.isPrivate
      ? 'round.mail.hour.reveal.intro'
      : (`mail.hour.${purpose}.intro` as const)
  return compose({
    lang,
    subject: t(`mail.hour.${purpose}.subject`),
    headline: t(`mail.hour.${purpose}.subject`),
    blocks: [
      { kind: 'paragraph', text: t(intro) },
      ...aboutRequest(props),
      { kind: 'paragraph', text: t('mail.hour.act', { moment: formatMoment(lang, expiresAt, utc) }) },
      { kind: 'button', label: t(`mail.hour.${purpose}.button`), url, hint: t('mail.link') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.hour.notUs') },
    ],
    why: t('mail.why'),
  })
}
