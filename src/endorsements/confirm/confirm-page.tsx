import type { Endorsement } from '../../domain/endorsement.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Contact } from '../../storage/contacts.ts'
import type { Title } from '../../storage/statements.ts'
import { Split } from '../../ui/columns.tsx'
import { Checkbox, ErrorSummary, Form } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { PrivateDetails, PublicDetails } from '../details.tsx'
import { Disown, NextSteps, type PageAddress } from '../notice.tsx'

type ConfirmView = {
  endorsement: Endorsement
  contact: Contact
  title: Title
  token: string
  /** The box was not ticked, or the request changed since it was shown. */
  fault?: 'unticked' | 'changed' | undefined
}

/** What will be published, what never will, the box and the button; and below, "this was not us". */
export function renderConfirmPage(
  address: PageAddress,
  { endorsement, contact, title, token, fault }: ConfirmView,
): string {
  const { lang } = address
  const t = translator(lang)
  const { statement, version, revision } = endorsement
  const action = paths.endorsement.confirm(lang, token)
  const unticked = fault === 'unticked' ? t('confirm.box.required') : undefined
  return renderSite({
    lang,
    title: t('confirm.title'),
    path: address.path,
    children: (
      <>
        <Masthead
          eyebrow={
            <a href={paths.statement.page(lang, statement)} lang={foreign(title, lang)}>
              {title.title}
            </a>
          }
          title={t('confirm.title')}
          dateline={t('confirm.lead')}
        />
        <Split side={<NextSteps lang={lang} at={1} />}>
          <ErrorSummary
            title={t('form.problems', { count: 1 })}
            errors={unticked ? [{ field: 'confirm', message: unticked }] : []}
          />
          {fault === 'changed' && (
            <Notice kind="stop">
              <p>{t('confirm.changed')}</p>
            </Notice>
          )}
          <PublicDetails lang={lang} endorsement={endorsement} caption={t('confirm.preview')} />
          <PrivateDetails lang={lang} contact={contact} />
          <section class="section">
            <h2>{t('confirm.signs')}</h2>
            <p>
              <cite lang={foreign(title, lang)}>{title.title}</cite>, {t('confirm.version', { version })}
            </p>
            <Form action={action}>
              <input type="hidden" name="action" value="confirm" />
              <input type="hidden" name="revision" value={String(revision)} />
              <Checkbox name="confirm" label={t('confirm.box')} error={unticked} required />
              <Actions>
                <Button>{t('confirm.submit')}</Button>
              </Actions>
            </Form>
          </section>
          <Disown lang={lang} action={action} />
        </Split>
      </>
    ),
  })
}
