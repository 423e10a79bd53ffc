import { messagesADay } from '../../domain/limits.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, ButtonLink } from '../../ui/parts.tsx'
import type { RequestView } from '../request/request-view.ts'

type ReachProps = { lang: Language; view: RequestView; query: string }

/** How whoever asked is reached without deciding: by a message, by a fresh link, at another address. */
export function ReachSection({ lang, view, query }: ReachProps) {
  const { endorsement: e, reach } = view
  if (!reach.write && !reach.sendLink && !reach.readdress) return null
  const t = translator(lang)
  const isWritten = reach.written >= messagesADay
  return (
    <section class="section">
      <h2>{t('reach.title')}</h2>
      {reach.write && isWritten && <p class="hint">{t('desk.refused.messages_spent')}</p>}
      <FreshLink lang={lang} view={view} query={query} />
      <Actions>
        {reach.write && !isWritten && (
          <ButtonLink href={paths.desk.action(e.id, 'write') + query} kind="quiet">
            {t('desk.action.write')}
          </ButtonLink>
        )}
        {reach.readdress && (
          <ButtonLink href={paths.desk.action(e.id, 'address') + query} kind="quiet">
            {t('desk.action.address')}
          </ButtonLink>
        )}
      </Actions>
    </section>
  )
}

/** The button for a fresh link, as long as the address may have one today; else from when on it may. */
function FreshLink({ lang, view: { endorsement: e, reach }, query }: ReachProps) {
  if (!reach.links) return null
  const t = translator(lang)
  const { left, renewedAt } = reach.links
  if (left === 0 && renewedAt) {
    return (
      <p class="hint">
        <MomentIn lang={lang} text={t('reach.link.spent', { moment: '{moment}' })} at={renewedAt} />
      </p>
    )
  }
  return (
    <Form action={paths.desk.action(e.id, 'link') + query}>
      <input type="hidden" name="revision" value={String(e.revision)} />
      <p class="hint">{t('reach.link.left', { count: left })}</p>
      <Actions>
        <Button kind="quiet">{t('reach.link.submit')}</Button>
      </Actions>
    </Form>
  )
}
