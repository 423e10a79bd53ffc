import type { Endorsement } from '../../domain/endorsement.ts'
import { personChangesADay } from '../../domain/limits.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { fieldOf } from '../../organisations/fieldset.tsx'
import type { Faults, Typed } from '../../organisations/form.ts'
import { paths } from '../../paths.ts'
import type { Contact } from '../../storage/contacts.ts'
import { Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { PrivateDetails } from '../details.tsx'
import type { PersonField, PersonOutcome } from '../sent-form.ts'
import { keptUntil } from './standing-words.ts'

type SentPerson = { outcome: PersonOutcome; typed: Typed<PersonField>; faults: Faults<PersonField> }

type PersonProps = {
  lang: Language
  endorsement: Endorsement
  contact: Contact
  token: string
  sent: SentPerson | undefined
}

/** What is kept of the person and until when, with the part that is theirs alone to put right. */
export function PersonSection({ lang, endorsement, contact, token, sent }: PersonProps) {
  const t = translator(lang)
  const state = { typed: sent?.typed ?? contact, faults: sent?.faults ?? {} }
  const field = (name: PersonField) => fieldOf(lang, state, name)
  return (
    <>
      <PrivateDetails lang={lang} contact={contact}>
        <p>{keptUntil(lang, endorsement)}</p>
      </PrivateDetails>
      <details open={sent !== undefined}>
        <summary>{t('private.person.title')}</summary>
        <p>{t('private.person.text')}</p>
        {sent?.outcome === 'spent' && (
          <Notice kind="stop">
            <p>{t('private.person.spent', { most: personChangesADay })}</p>
          </Notice>
        )}
        <Form action={paths.endorsement.action(lang, token, 'person')}>
          <TextField {...field('representative')} autocomplete="name" spellcheck={false} required />
          <TextField {...field('role')} autocomplete="organization-title" required />
          <Actions>
            <Button kind="quiet">{t('private.person.submit')}</Button>
          </Actions>
        </Form>
      </details>
    </>
  )
}
