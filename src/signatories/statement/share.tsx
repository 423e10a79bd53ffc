import { type Language, translator } from '../../i18n/index.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { outwardTitle } from '../outward-title.ts'
import { shareLinks } from './share-links.ts'

/** The page's address to copy first, as no one learns of that; then the services, by name. */
export function Share(props: { lang: Language; statement: PublicStatement; address: string }) {
  const { lang, statement, address } = props
  const t = translator(lang)
  return (
    <details class="share">
      <summary>{t('share.title')}</summary>
      <SafetyLink lang={lang} of={statement} />
      <p class="hint">{t('share.address')}</p>
      <p>
        <code class="copy" id="page-address">
          {address}
        </code>
        <CopyButton lang={lang} label={t('share.copyAddress')} of="page-address" />
      </p>
      <p class="hint">{t('share.services')}</p>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list. */}
      <ul role="list">
        {shareLinks(outwardTitle(lang, statement), address).map(({ label, href }) => (
          <li>
            <a href={href} rel="noopener noreferrer">
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
