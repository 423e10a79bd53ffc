import type { Endorsement } from '../../domain/endorsement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { fieldOf, OrganisationFieldset } from '../../organisations/fieldset.tsx'
import type { Contact } from '../../storage/contacts.ts'
import { Fieldset, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import type { Answered } from './answered.ts'
import { type RevisionField, typedRevision } from './form.ts'

type ReviseProps = {
  lang: Language
  endorsement: Endorsement
  contact: Contact
  action: string
  sent: Answered['revision']
}

/** The details as somebody typed them, to be put right before they are confirmed; open where they were just sent. */
export function ReviseForm({ lang, endorsement, contact, action, sent }: ReviseProps) {
  const t = translator(lang)
  const typed = sent?.typed ?? typedRevision(endorsement, contact)
  const faults = sent?.faults ?? {}
  const field = (name: RevisionField) => fieldOf(lang, { typed, faults }, name)
  return (
    <details open={sent !== undefined}>
      <summary>{t('confirm.revise.title')}</summary>
      <p>{t('confirm.revise.text')}</p>
      <Form action={action}>
        <input type="hidden" name="action" value="revise" />
        <input type="hidden" name="revision" value={String(endorsement.revision)} />
        <OrganisationFieldset
          lang={lang}
          legend={t('form.organisation.legend')}
          note={t('form.organisation.note')}
          typed={typed}
          faults={faults}
        />
        <Fieldset legend={t('form.representative.legend')} hint={t('form.representative.note')}>
          <TextField {...field('representative')} autocomplete="name" spellcheck={false} required />
          <TextField {...field('role')} autocomplete="organization-title" required />
        </Fieldset>
        <Actions>
          <Button kind="quiet">{t('confirm.revise.submit')}</Button>
        </Actions>
      </Form>
    </details>
  )
}
