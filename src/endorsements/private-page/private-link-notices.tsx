import { translator } from '../../i18n/index.ts'
import { LostLinkForm } from '../../ui/lost-link-form.tsx'
import { Back, Home, type PageAddress, renderNotice } from '../notice.tsx'

/** Nobody's link to a private page, or one whose page went with the representative's data. */
export function renderPrivateLinkUnknown(address: PageAddress): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'stop',
    title: t('private.unknown.title'),
    children: (
      <>
        <p>{t('private.unknown.text')}</p>
        <p>{t('link.unknown.way')}</p>
        <LostLinkForm lang={address.lang} />
        <Home lang={address.lang} />
      </>
    ),
  })
}

export function renderPrivateLinkOld(address: PageAddress, slug: string): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'stop',
    title: t('private.old.title'),
    children: (
      <>
        <p>{t('private.old.text')}</p>
        <p>{t('link.unknown.way')}</p>
        <LostLinkForm lang={address.lang} />
        <Back lang={address.lang} slug={slug} />
      </>
    ),
  })
}
