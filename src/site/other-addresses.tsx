import type { Config } from '../config.ts'
import { type Language, translator } from '../i18n/index.ts'

type Props = { lang: Language; config: Pick<Config, 'onionUrl' | 'mirrorUrls'> }

/** Where this site is reached where its own address is blocked: an onion service, and copies as files. */
export function OtherAddresses({ lang, config: { onionUrl, mirrorUrls } }: Props) {
  const t = translator(lang)
  if (onionUrl === undefined && mirrorUrls.length === 0) return <p>{t('safety.mirrors.none')}</p>
  return (
    <>
      <ul class="addresses">
        {onionUrl !== undefined && (
          <li>
            {t('safety.mirrors.onion')} <Address url={onionUrl} />
          </li>
        )}
        {mirrorUrls.map(url => (
          <li>
            {t('safety.mirrors.copy')} <Address url={url} />
          </li>
        ))}
      </ul>
      <p>{t('safety.mirrors.check')}</p>
    </>
  )
}

const Address = ({ url }: { url: string }) => (
  <a href={url} rel="noopener noreferrer" translate="no">
    <code>{url}</code>
  </a>
)
