import type { Endorsement } from '../../domain/endorsement.ts'
import { entryProposed } from '../../domain/proposing.ts'
import type { SignerKind } from '../../domain/statement.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { OrganisationFieldset, WithheldBox } from '../../organisations/fieldset.tsx'
import {
  type AmendField,
  amendFields,
  type Faults,
  type Typed,
  typedDetails,
} from '../../organisations/form.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { Proposal } from '../../storage/proposals.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { TypedFacts } from '../typed-facts.tsx'

type AmendProps = {
  lang: Language
  endorsement: Endorsement
  since: number
  token: string
  signers: readonly SignerKind[]
  typed: Typed<AmendField> | undefined
  faults: Faults
}

/** The details as they stand, to be changed, or to be left as they are in answer to a question. */
export function AmendForm(props: AmendProps) {
  const { lang, endorsement, token } = props
  return (
    <section class="section">
      <h2>{wordsFor(lang, endorsement)('amend.title')}</h2>
      <DetailsForm
        {...props}
        withVisibility
        action={paths.endorsement.amend(lang, token)}
        words={{
          lead: 'amend.lead',
          submit: endorsement.status === 'returned' ? 'amend.submit.returned' : 'amend.submit',
          shows: 'form.organisation.note',
        }}
      />
    </section>
  )
}

/**
 * The entry of a signatory, or what is proposed for it already, folded till it is wanted: a moderator decides on what
 * is sent.
 */
export function ProposeForm({ proposal, typed, ...props }: AmendProps & { proposal: Proposal | null }) {
  const { lang, endorsement, token } = props
  return (
    <details open={typed !== undefined}>
      <summary>{wordsFor(lang, endorsement)('propose.title')}</summary>
      <DetailsForm
        {...props}
        typed={typed ?? (proposal ? typedDetails(entryProposed(endorsement, proposal)) : undefined)}
        action={paths.endorsement.action(lang, token, 'propose')}
        words={{
          lead: 'propose.lead',
          submit: 'propose.submit',
          shows: endorsement.nameWithheld ? 'withheld.preview' : 'form.organisation.note',
        }}
      />
    </details>
  )
}

type FormProps = Omit<AmendProps, 'token'> & {
  action: string
  words: Record<'lead' | 'submit' | 'shows', MessageKey>
  /** Whether the name is shown too: a proposal says nothing of it. */
  withVisibility?: boolean
}

function DetailsForm({
  lang,
  endorsement,
  since,
  signers,
  typed = typedDetails(endorsement),
  faults,
  action,
  words,
  withVisibility = false,
}: FormProps) {
  const t = wordsFor(lang, endorsement)
  return (
    <>
      <p>{t(words.lead)}</p>
      <Form action={action}>
        <input type="hidden" name="revision" value={String(since)} />
        <OrganisationFieldset
          lang={lang}
          note={words.shows}
          signers={signers}
          typed={typed}
          faults={faults}
        />
        {withVisibility && <WithheldBox lang={lang} typed={typed} signers={signers} />}
        <Actions>
          <Button>{t(words.submit)}</Button>
        </Actions>
      </Form>
    </>
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
