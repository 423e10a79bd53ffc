import type { Child } from 'hono/jsx'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, ButtonLink } from '../../ui/parts.tsx'
import type { RequestView } from '../request/request-view.ts'

type ReachProps = { lang: Language; view: RequestView; query: string }

/** How whoever asked is reached without deciding: by a message, by another confirm link, at another address. */
export function ReachSection({ lang, view, query }: ReachProps) {
  const { endorsement: e, reach } = view
  const { write, areMessagesSpent, sendLink, readdress, nameContact } = reach
  if (!write && !areMessagesSpent && !sendLink && !readdress && !nameContact) return null
  const t = translator(lang)
  const pages = [
    ...(write ? (['write'] as const) : []),
    ...(readdress ? (['address'] as const) : []),
    ...(nameContact ? (['contact'] as const) : []),
  ]
  const links = pages.map(page => (
    <ButtonLink href={paths.desk.action(e.id, page) + query} kind="quiet">
      {t(`desk.action.${page}`)}
    </ButtonLink>
  ))
  return (
    <section class="section">
      <h2>{t('reach.title')}</h2>
      {areMessagesSpent && <p class="hint">{t('desk.refused.messages_spent')}</p>}
      <ConfirmLinkAgain lang={lang} view={view} query={query}>
        {links.length > 0 && links}
      </ConfirmLinkAgain>
    </section>
  )
}

/**
 * The button for another confirm link, as long as the address may have one today, else from when on; beside the other
 * ways.
 */
function ConfirmLinkAgain({
  lang,
  view: { endorsement: e, reach },
  query,
  children,
}: ReachProps & { children: Child }) {
  const t = translator(lang)
  const { left = 0, renewedAt = null } = reach.links ?? {}
  if (left === 0) {
    return (
      <>
        {renewedAt && (
          <p class="hint">
            <MomentIn lang={lang} text={t('reach.link.spent', { moment: '{moment}' })} at={renewedAt} />
          </p>
        )}
        {children && <Actions>{children}</Actions>}
      </>
    )
  }
  return (
    <Form action={paths.desk.action(e.id, 'link') + query}>
      <input type="hidden" name="revision" value={String(e.revision)} />
      <p class="hint">{t('reach.link.left', { count: left })}</p>
      <Actions>
        <Button kind="quiet">{t('reach.link.submit')}</Button>
        {children}
      </Actions>
    </Form>
  )
}
