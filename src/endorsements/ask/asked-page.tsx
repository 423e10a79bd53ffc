import { translator } from '../../i18n/index.ts'
import { maskEmail } from '../../ui/mask-email.ts'
import { Back, type PageAddress, renderNotice } from '../notice.tsx'

/** The one answer to everyone who asks. It depends on what was typed and on nothing that we know. */
export function renderAsked(address: PageAddress, slug: string, email: string, mailsADay: number): string {
  const t = translator(address.lang)
  return renderNotice(address, {
    kind: 'done',
    title: t('form.sent.title'),
    at: 1,
    children: (
      <>
        <p>{t('form.sent.text', { email: maskEmail(email) })}</p>
        <p>{t('form.sent.nothingYet')}</p>
        <p class="hint">{t('form.sent.notArrived', { count: mailsADay })}</p>
        <Back lang={address.lang} slug={slug} />
      </>
    ),
  })
}
