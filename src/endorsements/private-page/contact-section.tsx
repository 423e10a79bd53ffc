import { allows } from '../../domain/actions.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { ContactChange } from '../../storage/contact-changes.ts'
import { Form } from '../../ui/fields.tsx'
import { maskEmail } from '../../ui/mask-email.ts'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { SendLink } from './send-link.tsx'

type ContactProps = {
  lang: Language
  endorsement: Endorsement
  change: ContactChange | null
  /** The mail did not arrive at the address of whom they named. */
  isUnreached: boolean
  token: string
}

/** Another person in the representative's place: the way there, and the change that waits. */
export function ContactSection({ lang, endorsement, change, isUnreached, token }: ContactProps) {
  if (!allows('changeContact', endorsement)) return null
  const t = wordsFor(lang, endorsement)
  return (
    <section class="section">
      <h2>{t('private.contact.title')}</h2>
      {change && isUnreached && (
        <Notice kind="stop">
          <p>{t('private.contact.unreached', { address: maskEmail(change.contact.email) })}</p>
        </Notice>
      )}
      {change && <OpenChange lang={lang} endorsement={endorsement} change={change} token={token} />}
      <p>{t('private.contact.text')}</p>
      <SendLink lang={lang} token={token} purpose="contact" />
    </section>
  )
}

type ChangeProps = Omit<ContactProps, 'change' | 'isUnreached'> & { change: ContactChange }

/** What waits, with no more of the address than shows a typing error: others may have the link to this page. */
function OpenChange({ lang, endorsement, change, token }: ChangeProps) {
  const t = wordsFor(lang, endorsement)
  const { contact, expiresAt, objectionUntil } = change
  const address = maskEmail(contact.email)
  const moment = '{moment}'
  return (
    <Form action={paths.endorsement.action(lang, token, 'keep-contact')}>
      <p>
        {objectionUntil ? (
          <MomentIn lang={lang} text={t('private.contact.waitsModerator', { moment })} at={objectionUntil} />
        ) : (
          <MomentIn lang={lang} text={t('private.contact.waits', { address, moment })} at={expiresAt} />
        )}
      </p>
      <Actions>
        <Button kind="quiet">{t('private.contact.keep')}</Button>
      </Actions>
    </Form>
  )
}
