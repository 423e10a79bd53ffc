import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, ButtonLink } from '../../ui/parts.tsx'
import { Back, type PageAddress, renderNotice } from '../notice.tsx'

/** `token`: of this very page, where it has an address of its own. */
type AskedView = { slug: string; email: string; token: string | undefined; mailsADay: number }

/**
 * The one answer to everyone who asks. It depends on what was typed and on nothing that we know, so it says what holds
 * in every case: for an address that may be mailed no more today too.
 */
export function renderAsked(address: PageAddress, { slug, email, token, mailsADay }: AskedView): string {
  const { lang } = address
  const t = translator(lang)
  return renderNotice(address, {
    kind: 'done',
    title: t('form.sent.title'),
    at: 1,
    children: (
      <>
        <p>{t('form.sent.text')}</p>
        <p>
          <strong>
            <bdi translate="no">{email}</bdi>
          </strong>
        </p>
        <p>{t('form.sent.nothingYet')}</p>
        <p>{t('form.sent.notArrived')}</p>
        {token !== undefined && (
          <Form action={paths.endorsement.answer(lang, slug, token)}>
            <Actions>
              <ButtonLink href={paths.endorsement.correct(lang, slug, token)} kind="quiet">
                {t('form.sent.correct')}
              </ButtonLink>
              <Button kind="quiet">{t('form.sent.again')}</Button>
            </Actions>
          </Form>
        )}
        <p>{t('form.sent.full', { count: mailsADay })}</p>
        <Back lang={lang} slug={slug} />
      </>
    ),
  })
}
