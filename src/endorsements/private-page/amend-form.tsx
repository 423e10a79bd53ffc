import type { Endorsement } from '../../domain/endorsement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { OrganisationFieldset, WithheldBox } from '../../organisations/fieldset.tsx'
import {
  type AmendField,
  amendFields,
  type Faults,
  type Typed,
  typedDetails,
} from '../../organisations/form.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { TypedFacts } from '../typed-facts.tsx'

type AmendProps = {
  lang: Language
  endorsement: Endorsement
  since: number
  token: string
  typed: Typed<AmendField> | undefined
  faults: Faults
}

/** The details as they stand, to be changed, or to be left as they are in answer to a question. */
export function AmendForm({
  lang,
  endorsement,
  since,
  token,
  typed = typedDetails(endorsement),
  faults,
}: AmendProps) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('amend.title')}</h2>
      <p>{t('amend.lead')}</p>
      <Form action={paths.endorsement.amend(lang, token)}>
        <input type="hidden" name="revision" value={String(since)} />
        <OrganisationFieldset
          lang={lang}
          legend={t('form.organisation.legend')}
          note={t('form.organisation.note')}
          typed={typed}
          faults={faults}
        />
        <WithheldBox lang={lang} typed={typed} />
        <Actions>
          <Button>{t(endorsement.status === 'returned' ? 'amend.submit.returned' : 'amend.submit')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

/** In place of the form, where nothing may be changed any more: what was typed, to be copied. */
export function NotHandedIn({ lang, typed }: { lang: Language; typed: Typed<AmendField> }) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('amend.typed')}</h2>
      <TypedFacts lang={lang} fields={amendFields} typed={typed} />
    </section>
  )
}
