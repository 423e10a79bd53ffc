import { isStillOpen } from '../../domain/contact-change.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Moment, MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, Facts, Notice } from '../../ui/parts.tsx'
import type { RequestView } from '../request/request-view.ts'
import { stampOf } from '../shown-stamp.ts'

type SectionProps = { lang: Language; view: RequestView; query: string; now: Date }

/**
 * Who is to take the representative's place, what is waited for, and the way to take back what a moderator put forward.
 */
export function ContactChangeSection({ lang, view, query, now }: SectionProps) {
  const { endorsement: e, change, isNoticeParked, isNewContactUnreached, names } = view
  if (!change || !isStillOpen(change, now)) return null
  const t = translator(lang)
  const { contact, proposedBy, objectionUntil, acceptedAt, expiresAt } = change
  const answer = acceptedAt
    ? { text: t('reach.contact.agreed', { moment: '{moment}' }), at: acceptedAt }
    : { text: t('reach.contact.waits', { moment: '{moment}' }), at: expiresAt }
  return (
    <section class="section" id="contact-change">
      <h2>{t('reach.contact.title')}</h2>
      {isNewContactUnreached && (
        <Notice kind="stop">
          <p>{t('reach.contact.unreached')}</p>
        </Notice>
      )}
      <Facts
        items={[
          {
            label: t('reach.contact.by'),
            value:
              proposedBy === null
                ? t('reach.contact.representative')
                : (names.get(proposedBy) ?? t('log.unknown')),
          },
          { label: t('reach.contact.person'), value: contact.representative, verbatim: true },
          { label: t('desk.representative.role'), value: contact.role },
          { label: t('desk.representative.email'), value: contact.email, verbatim: true },
          { label: t('reach.contact.answer'), value: <MomentIn lang={lang} {...answer} /> },
          ...(isNoticeParked
            ? [{ label: t('reach.contact.notice'), value: t('reach.contact.notice.parked') }]
            : []),
          ...(objectionUntil
            ? [{ label: t('reach.contact.until'), value: <Moment lang={lang} at={objectionUntil} /> }]
            : []),
        ]}
      />
      {proposedBy !== null && (
        <Form action={paths.desk.action(e.id, 'keep') + query}>
          <input type="hidden" name="contactChange" value={stampOf(change)} />
          <Actions>
            <Button kind="quiet">{t('reach.contact.stop')}</Button>
          </Actions>
        </Form>
      )}
    </section>
  )
}
