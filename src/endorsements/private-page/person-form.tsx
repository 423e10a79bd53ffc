import type { Endorsement } from '../../domain/endorsement.ts'
import { personChangesADay } from '../../domain/limits.ts'
import { isPerson } from '../../domain/organisation.ts'
import type { Language } from '../../i18n/index.ts'
import { fieldOf } from '../../organisations/fieldset.tsx'
import type { Faults, Typed } from '../../organisations/form.ts'
import { wordsFor } from '../../organisations/words-for.ts'
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

/**
 * What is kept of the representative and until when, with the part that is theirs alone to put right. Who signs for
 * themselves has no such part: their name is public.
 */
export function PersonSection({ lang, endorsement, contact, token, sent }: PersonProps) {
  const t = wordsFor(lang, endorsement)
  const state = {
    typed: sent?.typed ?? { representative: contact.representative, role: contact.role },
    faults: sent?.faults ?? {},
  }
  const field = (name: PersonField) => fieldOf(lang, state, name)
  return (
    <>
      <PrivateDetails lang={lang} endorsement={endorsement} contact={contact}>
        <p>{keptUntil(lang, endorsement)}</p>
      </PrivateDetails>
      {!isPerson(endorsement.organisation) && (
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
      )}
    </>
  )
}
