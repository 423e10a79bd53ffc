import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, ButtonLink } from '../../ui/parts.tsx'
import { Back, type PageAddress, renderNotice } from '../notice.tsx'

/**
 * `own`: the token of this very page, where it has an address of its own, and whether the mail that the ask caused came
 * back.
 */
export type AskedView = {
  slug: string
  email: string
  own: { token: string; returned: 'for now' | 'for good' | null } | null
  mailsADay: number
}

/**
 * The one answer to everyone who asks. It depends on what was typed and on nothing that we know, so it says what holds
 * in every case: for an address that may be mailed no more today too. Where the mail of this ask came back, it says so
 * instead, whatever that mail was.
 */
export function renderAsked(address: PageAddress, { slug, email, own, mailsADay }: AskedView): string {
  const { lang } = address
  const t = translator(lang)
  if (own?.returned) return renderReturned(address, { slug, email, ...own })
  return renderNotice(address, {
    kind: 'done',
    title: t('form.sent.title'),
    at: 1,
    children: (
      <>
        <p>{t('form.sent.text')}</p>
        <Address email={email} />
        <p>{t('form.sent.nothingYet')}</p>
        <p>{t('form.sent.notArrived')}</p>
        {own && (
          <>
            <p>{t('form.sent.lookAgain')}</p>
            <Ways lang={lang} slug={slug} token={own.token} kind="quiet" mayRepeat />
          </>
        )}
        <p>{t('form.sent.full', { count: mailsADay })}</p>
        <Back lang={lang} slug={slug} />
      </>
    ),
  })
}

/** The address got no mail: the way on is another one, with the form as it was filled in. */
function renderReturned(
  address: PageAddress,
  { slug, email, token, returned }: { slug: string; email: string; token: string; returned: string | null },
): string {
  const { lang } = address
  const t = translator(lang)
  return renderNotice(address, {
    kind: 'stop',
    title: t('form.sent.returned.title'),
    at: 1,
    children: (
      <>
        <p>{t('form.sent.returned.text')}</p>
        <Address email={email} />
        <p>{t('form.sent.returned.way')}</p>
        <Ways lang={lang} slug={slug} token={token} kind="primary" mayRepeat={returned === 'for now'} />
        <Back lang={lang} slug={slug} />
      </>
    ),
  })
}

const Address = ({ email }: { email: string }) => (
  <p>
    <strong>
      <bdi translate="no">{email}</bdi>
    </strong>
  </p>
)

type WaysProps = {
  lang: Language
  slug: string
  token: string
  kind: 'primary' | 'quiet'
  mayRepeat: boolean
}

/** To correct the address, or to have the mail sent again. */
function Ways({ lang, slug, token, kind, mayRepeat }: WaysProps) {
  const t = translator(lang)
  return (
    <Form action={paths.endorsement.answer(lang, slug, token)}>
      <Actions>
        <ButtonLink href={paths.endorsement.correct(lang, slug, token)} kind={kind}>
          {t('form.sent.correct')}
        </ButtonLink>
        {mayRepeat && <Button kind="quiet">{t('form.sent.again')}</Button>}
      </Actions>
    </Form>
  )
}
