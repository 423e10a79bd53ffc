import { sortedTags } from '../domain/language.ts'
import { longestComment } from '../domain/limits.ts'
import { type SignerKind, signerKinds } from '../domain/statement.ts'
import { tidyLine } from '../domain/text.ts'
import { addressInside, emailFaults, foldAt } from '../domain/address-faults.ts'
import { meantAddress } from '../domain/address-typos.ts'
import {
  countries,
  fieldText,
  type Language,
  languageOfField,
  languages,
  type MessageKey,
  nameField,
  translator,
} from '../i18n/index.ts'
import { Checkbox, Fieldset, Radios, TextArea, TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { deceptionInWords } from './deception.ts'
import {
  type AmendField,
  type Faults,
  joinLines,
  kindOfForm,
  type OrganisationField,
  type Typed,
  withNameFields,
} from './form.ts'
import { OnlyFor, perKind, perKindText } from './per-kind.tsx'

/** What was typed, and the first fault of each field. */
type FieldsState<Field extends string> = { typed: Typed<Field>; faults: Faults<Field> }

/** What is wrong with a field, in words. */
export function faultMessage<Field extends string>(
  lang: Language,
  { typed, faults }: FieldsState<Field>,
  field: Field,
): string | undefined {
  const fault = faults[field]
  if (fault !== undefined && isOfEmail(field, fault)) return emailMessage(lang, fault, typed[field])
  if (fault !== 'deceptive') return fault && fieldText(lang, field, fault, kindOfForm(typed))
  const text = typed[field] ?? ''
  return deceptionInWords(
    lang,
    fieldText(lang, field, undefined, kindOfForm(typed)),
    field === 'comment' ? joinLines(text) : text,
  )
}

type OfEmail = (typeof emailFaults)[number] | 'mixed'

/** Whose fault says the same of every address, whoever's it is. */
const isOfEmail = (field: string, fault: string): fault is OfEmail =>
  field.endsWith('email') && ['mixed', ...emailFaults].includes(fault)

const emailMessage = (lang: Language, fault: OfEmail, typed = ''): string =>
  translator(lang)(`field.email.${fault}`, {
    inside: addressInside(foldAt(typed)) ?? '',
    meant: meantAddress(tidyLine(foldAt(typed))) ?? '',
  })

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

/** A field's name, label, value and fault; `of`: whom the form is for. */
export const fieldOf = <Field extends string>(
  lang: Language,
  state: FieldsState<Field>,
  name: Field,
  of: readonly SignerKind[] = [kindOfForm(state.typed)],
) => ({
  name,
  label: perKindText(of, kind => fieldText(lang, name, undefined, kind)),
  value: state.typed[name],
  error: faultMessage(lang, state, name),
})

/** Where most of those who ask are based: our languages' countries, and where their exile lives. */
const likelyCountries = ['BY', 'LT', 'PL', 'UA', 'DE', 'CZ', 'GE', 'LV', 'EE']

type CountryOptions = Record<'likely' | 'all', readonly { value: string; label: string }[]>

const optionsByLanguage = new Map<Language, CountryOptions>()

/** Made once for each language, at its first use: their HTML is written once for each array. */
export function countryOptionsIn(lang: Language): CountryOptions {
  const known = optionsByLanguage.get(lang)
  if (known) return known
  const all = countries(lang).map(({ code, name }) => ({ value: code, label: name }))
  const likely = likelyCountries.flatMap(code => all.filter(({ value }) => value === code))
  const made = { all, likely }
  optionsByLanguage.set(lang, made)
  return made
}

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

type DetailsProps = {
  lang: Language
  /** What becomes of it, where that is not the usual. */
  note?: MessageKey
  /** Over the fields, where somebody else than the signatory fills them in. */
  legend?: MessageKey
  typed: Typed
  faults: Faults
  /** As whom one may sign by the form, one at least. */
  signers: readonly SignerKind[]
  /** In which languages the statement's text exists. */
  textLanguages?: readonly string[] | undefined
}

/** As whom one signs: asked first where there is a choice, else told by the form itself. */
function SignerChoice({ lang, signers, typed, faults }: Omit<DetailsProps, 'note' | 'legend'>) {
  const [only, ...others] = signers
  const t = translator(lang)
  // A form for organisations alone is as it was before others could sign.
  if (only === 'organisation' && others.length === 0) return null
  if (others.length === 0) return <input type="hidden" name="kind" value={only ?? ''} />
  return (
    <Radios
      name="kind"
      legend={t('field.kind')}
      error={faultMessage(lang, { typed, faults }, 'kind')}
      value={typed.kind}
      options={signerKinds
        .filter(kind => signers.includes(kind))
        .map(kind => ({ value: kind, label: t(`signer.as.${kind}`), hint: t(`signer.as.${kind}.hint`) }))}
    />
  )
}

/** The fields of the public details: asked for, amended and corrected with the same ones. */
export function OrganisationFieldset(props: DetailsProps) {
  const {
    lang,
    note = 'form.organisation.note',
    legend = 'form.organisation.legend',
    typed,
    faults,
    signers,
    textLanguages = [],
  } = props
  const t = translator(lang)
  const words = (text: MessageKey, of = signers) => perKind(lang, of, text)
  const field = (name: OrganisationField, of = signers) => fieldOf(lang, { typed, faults }, name, of)
  const options = countryOptionsIn(lang)
  const isPerson = signers.every(kind => kind === 'person')
  const bodies = signers.filter(kind => kind !== 'person')
  return (
    <>
      <SignerChoice lang={lang} signers={signers} typed={typed} faults={faults} />
      <Fieldset legend={words(legend)} hint={words(note)}>
        <TextField
          {...field('organisation')}
          hint={words('field.organisation.hint')}
          autocomplete={isPerson ? 'name' : 'organization'}
          required
        />
        <OnlyFor kinds={signers} of={['person']}>
          <TextField
            {...field('title', ['person'])}
            hint={t('field.title.hint')}
            optional={t('form.optional')}
            autocomplete="organization-title"
          />
        </OnlyFor>
        <OnlyFor kinds={signers} of={['person']}>
          <TextField
            {...field('affiliation', ['person'])}
            hint={t('field.affiliation.hint')}
            optional={t('form.optional')}
            autocomplete="organization"
          />
        </OnlyFor>
        <Select
          {...field('country')}
          hint={words('field.country.hint')}
          optional={t('form.optional')}
          empty={t('field.country.none')}
          options={options.all}
          often={{
            heading: t('field.country.likely'),
            allHeading: t('field.country.all'),
            options: options.likely,
          }}
          autocomplete="country"
        />
        <OnlyFor kinds={signers} of={bodies}>
          <TextField
            {...field('website', bodies)}
            hint={t('field.website.hint')}
            optional={t('form.optional')}
            type="url"
            inputmode="url"
            autocomplete="url"
          />
        </OnlyFor>
        <TextArea
          {...field('comment')}
          hint={words('field.comment.hint')}
          optional={t('form.optional')}
          rows={3}
          most={longestComment}
        />
      </Fieldset>
      <Fieldset legend={words('field.otherNames')} hint={words('field.otherNames.hint')}>
        {languagesToName(lang, { typed, faults }, textLanguages).map(language => (
          <TextField {...field(nameField(language))} optional={t('form.optional')} lang={language} />
        ))}
      </Fieldset>
    </>
  )
}

type WithheldProps = { lang: Language; typed: Typed<AmendField>; signers: readonly SignerKind[] }

/** The box by which a representative has the name withheld; no moderator's form has it. */
export function WithheldBox({ lang, typed, signers }: WithheldProps) {
  return (
    <Checkbox
      name="withheld"
      label={perKind(lang, signers, 'field.withheld')}
      hint={perKind(lang, signers, 'withheld.hint')}
      checked={Boolean(typed.withheld)}
    />
  )
}
