import { longestComment } from '../domain/limits.ts'
import { sortedTags } from '../domain/language.ts'
import {
  byLanguage,
  countries,
  fieldText,
  type Language,
  languageOfField,
  languages,
  nameField,
  translator,
  valueIn,
} from '../i18n/index.ts'
import { Checkbox, Fieldset, TextArea, TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { deceptionInWords } from './deception.ts'
import {
  type AmendField,
  type Faults,
  joinLines,
  type OrganisationField,
  type Typed,
  withNameFields,
} from './form.ts'

/** What was typed, and the first fault of each field. */
type FieldsState<Field extends string> = { typed: Typed<Field>; faults: Faults<Field> }

/** What is wrong with a field, in words. */
export function faultMessage<Field extends string>(
  lang: Language,
  { typed, faults }: FieldsState<Field>,
  field: Field,
): string | undefined {
  const fault = faults[field]
  if (fault !== 'deceptive') return fault && fieldText(lang, field, fault)
  const text = typed[field] ?? ''
  return deceptionInWords(lang, fieldText(lang, field), field === 'comment' ? joinLines(text) : text)
}

/** The entries of an error summary, in the fields' order. */
export const summaryOf = <Field extends string>(
  lang: Language,
  fields: readonly Field[],
  state: FieldsState<Field>,
): { field: Field; message: string }[] =>
  (withNameFields(fields, state.faults) as Field[]).flatMap(field => {
    const message = faultMessage(lang, state, field)
    return message ? [{ field, message }] : []
  })

/** A field's name, label, value and fault. */
export const fieldOf = <Field extends string>(lang: Language, state: FieldsState<Field>, name: Field) => ({
  name,
  label: fieldText(lang, name),
  value: state.typed[name],
  error: faultMessage(lang, state, name),
})

/** Where most of those who ask are based: our languages' countries, and where their exile lives. */
const likelyCountries = ['BY', 'LT', 'PL', 'UA', 'DE', 'CZ', 'GE', 'LV', 'EE']

type CountryOptions = Record<'likely' | 'all', { value: string; label: string }[]>

/** Made once, as their HTML is written once for each array. */
const countryOptions = byLanguage((lang): CountryOptions => {
  const all = countries(lang).map(({ code, name }) => ({ value: code, label: name }))
  const likely = likelyCountries.flatMap(code => all.filter(({ value }) => value === code))
  return { all, likely }
})

/**
 * The languages in which a further name is asked for: those of the interface and of the statement's texts. Whoever
 * fills in the form in one of them has given the name in it already; one that was given all the same stays in sight.
 */
function languagesToName(
  lang: Language,
  { typed, faults }: { typed: Typed; faults: Faults },
  textLanguages: readonly string[],
): readonly string[] {
  const given = Object.keys({ ...typed, ...faults }).flatMap(field => languageOfField(field) ?? [])
  return sortedTags([...languages, ...textLanguages, ...given]).filter(tag => {
    const field = nameField(tag)
    return tag !== lang || typed[field] || faults[field]
  })
}

/** The fields of the public details: asked for, amended and corrected with the same ones. */
export function OrganisationFieldset({
  lang,
  legend,
  note,
  typed,
  faults,
  textLanguages = [],
}: {
  lang: Language
  legend: string
  note: string
  typed: Typed
  faults: Faults
  /** In which languages the statement's text exists. */
  textLanguages?: readonly string[] | undefined
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
          optional={t('form.optional')}
          empty={t('field.country.none')}
          options={valueIn(countryOptions, lang).all}
          often={{
            heading: t('field.country.likely'),
            allHeading: t('field.country.all'),
            options: valueIn(countryOptions, lang).likely,
          }}
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
          most={longestComment}
        />
      </Fieldset>
      <Fieldset legend={t('field.otherNames')} hint={t('field.otherNames.hint')}>
        {languagesToName(lang, { typed, faults }, textLanguages).map(language => (
          <TextField {...field(nameField(language))} optional={t('form.optional')} lang={language} />
        ))}
      </Fieldset>
    </>
  )
}

/** The box by which a representative has the name withheld; no moderator's form has it. */
export function WithheldBox({ lang, typed }: { lang: Language; typed: Typed<AmendField> }) {
  const t = translator(lang)
  return (
    <Checkbox
      name="withheld"
      label={t('field.withheld')}
      hint={t('withheld.hint')}
      checked={Boolean(typed.withheld)}
    />
  )
}
