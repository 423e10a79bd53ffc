import { type Language, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'
import { privateButton } from './request.ts'
import { oneLine } from './typed.ts'

type AlreadyAskedProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  status: 'requested' | 'confirmed' | 'returned'
  /** A fresh link, only for a request that waits to be confirmed. */
  confirmUrl?: string | undefined
  disownUrl?: string | undefined
  /** The private page of a request that is confirmed already. */
  privateUrl?: string | undefined
}

/** Where the earlier request stands, and the way on. */
function progress(props: AlreadyAskedProps): Block[] {
  const { lang, status, privateUrl, confirmUrl } = props
  const t = translator(lang)
  if (status !== 'requested') {
    const stage: Block = { kind: 'paragraph', text: t(`mail.asked.${status}`) }
    return privateUrl ? [stage, ...privateButton({ lang, privateUrl })] : [stage]
  }
  const next: Block[] = [
    { kind: 'section', title: t('mail.next') },
    { kind: 'paragraph', text: t('mail.asked.requested.next') },
  ]
  if (!confirmUrl) return [{ kind: 'paragraph', text: t('mail.asked.requested.earlier') }, ...next]
  return [
    { kind: 'paragraph', text: t('mail.asked.requested') },
    { kind: 'button', label: t('mail.confirm.button'), url: confirmUrl, hint: t('mail.link') },
    ...next,
  ]
}

/**
 * Tells an address that it has asked before. The props have no room for what the second asker typed: whoever knows
 * the address could otherwise write to its owner through us.
 */
export function renderAlreadyAsked(props: AlreadyAskedProps): Mail {
  const t = translator(props.lang)
  const notUs: Block[] = props.disownUrl
    ? [
        { kind: 'paragraph', text: t('mail.asked.notUs') },
        { kind: 'link', label: t('mail.notUs.stop'), url: props.disownUrl },
      ]
    : [{ kind: 'paragraph', text: t('mail.asked.notUs.earlier') }]
  return compose({
    lang: props.lang,
    subject: t('mail.asked.subject'),
    headline: t('mail.asked.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.asked.intro') },
      {
        kind: 'title',
        label: t('mail.statement'),
        text: oneLine(props.statementTitle),
        lang: props.statementLang,
      },
      ...progress(props),
      { kind: 'section', title: t('mail.notUs') },
      ...notUs,
    ],
    why: t('mail.asked.why'),
  })
}
