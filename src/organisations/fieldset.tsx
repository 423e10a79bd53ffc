import { countries, type Language, languages, type MessageKey, translator } from '../i18n/index.ts'
import { Fieldset, TextArea, TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { deceptionInWords } from './deception.ts'
import { type Faults, joinLines, nameField, type OrganisationField, type Typed } from './form.ts'

/** What was typed, and the first fault of each field. */
export type FieldsState<Field extends string> = { typed: Typed<Field>; faults: Faults<Field> }

/** What is wrong with a field, in words. */
export function faultMessage<Field extends string>(
  lang: Language,
  { typed, faults }: FieldsState<Field>,
  field: Field,
): string | undefined {
  const t = translator(lang)
  const fault = faults[field]
  if (fault !== 'deceptive') return fault && t(`field.${field}.${fault}` as MessageKey)
  const text = typed[field] ?? ''
  return deceptionInWords(
    lang,
    t(`field.${field}` as MessageKey),
    field === 'comment' ? joinLines(text) : text,
  )
}

/** The entries of an error summary, in the fields' order. */
export const summaryOf = <Field extends string>(
  lang: Language,
  fields: readonly Field[],
  state: FieldsState<Field>,
): { field: Field; message: string }[] =>
  fields.flatMap(field => {
    const message = faultMessage(lang, state, field)
    return message ? [{ field, message }] : []
  })

/** A field's name, label, value and fault. */
export const fieldOf = <Field extends string>(lang: Language, state: FieldsState<Field>, name: Field) => ({
  name,
  label: translator(lang)(`field.${name}` as MessageKey),
  value: state.typed[name],
  error: faultMessage(lang, state, name),
})

/** The fields of the public details: asked for, amended and corrected with the same ones. */
export function OrganisationFieldset({
  lang,
  legend,
  note,
  typed,
  faults,
}: {
  lang: Language
  legend: string
  note: string
  typed: Typed
  faults: Faults
}) {
  const t = translator(lang)
  const field = (name: OrganisationField) => fieldOf(lang, { typed, faults }, name)
  return (
    <>
      <Fieldset legend={legend} hint={note}>
        <TextField
          {...field('organisation')}
          hint={t('field.organisation.hint')}
          autocomplete="organization"
          required
        />
        <Select
          {...field('country')}
          hint={t('field.country.hint')}
          empty={t('field.country.none')}
          options={countries(lang).map(({ code, name }) => ({ value: code, label: name }))}
          autocomplete="country"
        />
        <TextField
          {...field('website')}
          hint={t('field.website.hint')}
          optional={t('form.optional')}
          type="url"
          inputmode="url"
          autocomplete="url"
        />
        <TextArea
          {...field('comment')}
          hint={t('field.comment.hint')}
          optional={t('form.optional')}
          rows={3}
        />
      </Fieldset>
      <Fieldset legend={t('field.otherNames')} hint={t('field.otherNames.hint')}>
        {languages.map(language => (
          <TextField {...field(nameField(language))} optional={t('form.optional')} lang={language} />
        ))}
      </Fieldset>
    </>
  )
}
