import { formatDate, type Language, type SignerKind, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'
import { oneLine, unlinkable } from './typed.ts'

/** A request's fresh link, absolute: to its private page, or to confirm what nobody has confirmed yet. */
export type FreshLink = {
  statementTitle: string
  statementLang: string
  organisation: string
  /** As whom they sign. */
  signer: SignerKind
  url: string
} & ({ kind: 'private' } | { kind: 'confirm'; disownUrl: string; expiresOn: string })

/** Brings whoever lost a link a new one for each request that was made from their address. */
export function renderFreshLinks({ lang, links }: { lang: Language; links: readonly FreshLink[] }): Mail {
  const t = translator(lang)
  const count = links.length
  const toPages = links.filter(({ kind }) => kind === 'private')
  return compose({
    lang,
    subject: t('mail.fresh.subject', { count }),
    headline: t('mail.fresh.headline', { count }),
    blocks: [
      { kind: 'paragraph', text: t('mail.fresh.intro', { count }) },
      ...links.flatMap(link => linkBlocks(lang, link, count === 1)),
      ...(toPages.length > 0 ? [{ kind: 'paragraph', text: t('mail.private.note') } as const] : []),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.fresh.notUs', { count }) },
    ],
    why: t('mail.fresh.why'),
  })
}

/** What a link is for, and the link: as the letter's button where it is the only one. */
function linkBlocks(lang: Language, link: FreshLink, isOnly: boolean): Block[] {
  const t = translator(lang, link.signer)
  const { kind, url, organisation, statementTitle: text, statementLang } = link
  const label = t(kind === 'confirm' ? 'mail.confirm.button' : 'mail.private.button')
  const about: Block[] = [
    {
      kind: 'typed',
      label: t(kind === 'confirm' ? 'mail.organisation.typed' : 'mail.organisation'),
      lines: [unlinkable(oneLine(organisation))],
    },
    { kind: 'title', label: t('mail.statement'), text: oneLine(text), lang: statementLang },
  ]
  const way: Block = isOnly
    ? { kind: 'button', label, url, hint: t('mail.link') }
    : { kind: 'link', label, url }
  if (link.kind === 'private') return [...about, way]
  const { disownUrl, expiresOn } = link
  return [
    ...about,
    { kind: 'paragraph', text: t('mail.confirm.act', { date: formatDate(lang, expiresOn) }) },
    way,
    { kind: 'link', label: t('mail.notUs.stop'), url: disownUrl },
  ]
}
