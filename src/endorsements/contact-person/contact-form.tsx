import type { SignerKind } from '../../domain/statement.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { fieldOf, summaryOf } from '../../organisations/fieldset.tsx'
import { Fieldset, TextField } from '../../ui/fields.tsx'
import { type ContactField, contactFields, doubtOf, type Faults, type Typed } from './new-contact-form.ts'

type FieldsProps = { lang: Language; typed: Typed; faults: Faults }

/** Who is to be the contact person: name, role, address, wherever they are typed. */
export function ContactFieldset({ lang, typed, faults, kind }: FieldsProps & { kind: SignerKind }) {
  const t = translator(lang, kind)
  const field = (name: ContactField) => fieldOf(lang, { typed, faults }, name, [kind])
  const { error, ...email } = field('new_email')
  const doubt = doubtInWords(lang, { typed, faults })
  // What the page has asked about once it does not ask again.
  const checked = doubt === null ? typed.email_checked : typed.new_email
  return (
    <Fieldset legend={t('contact.legend')} hint={t('form.representative.note')}>
      {kind === 'organisation' ? null : <input type="hidden" name="kind" value={kind} />}
      {kind !== 'person' && (
        <>
          <TextField {...field('new_representative')} autocomplete="off" spellcheck={false} required />
          <TextField {...field('new_role')} autocomplete="off" required />
        </>
      )}
      <TextField
        {...email}
        error={error ?? doubt ?? undefined}
        hint={t('field.email.hint')}
        type="email"
        inputmode="email"
        autocomplete="off"
        required
      />
      {checked && <input type="hidden" name="email_checked" value={checked} />}
    </Fieldset>
  )
}

function doubtInWords(lang: Language, { typed, faults }: Omit<FieldsProps, 'lang'>): string | null {
  const t = translator(lang)
  const doubt = faults.new_email ? null : doubtOf(typed)
  if (doubt === null) return null
  return doubt.kind === 'slip'
    ? t('field.email.doubtful', { likely: doubt.likely })
    : t('contact.disposable' satisfies MessageKey)
}

/** What the page says first of a form that was not taken, each linked to its field. */
export function contactErrors(
  lang: Language,
  state: Omit<FieldsProps, 'lang'>,
): { field: ContactField; message: string }[] {
  const doubt = doubtInWords(lang, state)
  return [
    ...summaryOf(lang, contactFields, state),
    ...(doubt === null ? [] : [{ field: 'new_email' as const, message: doubt }]),
  ]
}
