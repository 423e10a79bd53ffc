import { kindOf } from '../../domain/organisation.ts'
import { ContactFieldset, contactErrors } from '../../endorsements/contact-person/contact-form.tsx'
import type { Faults, Typed } from '../../endorsements/contact-person/new-contact-form.ts'
import { translator } from '../../i18n/index.ts'
import { TextArea } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { Back, DecisionForm, type DecisionProps, renderDecision } from '../request/decision-frame.tsx'

/** The form as it was typed: the new person, and how the moderator knows; `fault` is of the latter, in words. */
export type ContactInput = {
  typed: Typed
  faults: Faults
  evidence: string
  fault?: string | undefined
}

/** Another contact person for an organisation whose representative has left, and how the moderator knows. */
export function renderContactPage(page: DecisionProps & ContactInput): string {
  const { signedIn, view, query, typed, faults, evidence, fault } = page
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  return renderDecision({
    ...page,
    action: 'contact',
    errors: [
      ...contactErrors(lang, { typed, faults }),
      ...(fault === undefined ? [] : [{ field: 'words', message: fault }]),
    ],
    children: (
      <DecisionForm view={view} action="contact" query={query}>
        {view.endorsement.nameWithheld && <p>{t('contact.withheld')}</p>}
        <ContactFieldset
          lang={lang}
          typed={typed}
          faults={faults}
          kind={kindOf(view.endorsement.organisation)}
        />
        <TextArea
          name="words"
          label={t('desk.contact.words')}
          hint={t('reach.contact.words.hint')}
          value={evidence}
          error={fault}
          rows={3}
          required
        />
        <Actions>
          <Button>{t('desk.contact.submit')}</Button>
          <Back lang={lang} view={view} query={query} />
        </Actions>
      </DecisionForm>
    ),
  })
}
