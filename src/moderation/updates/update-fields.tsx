import { type Language, languages } from '../../domain/language.ts'
import { writtenKinds } from '../../domain/updates.ts'
import { languageName, translator } from '../../i18n/index.ts'
import { Radios, TextArea } from '../../ui/fields.tsx'
import { Notice } from '../../ui/parts.tsx'
import { faultInWords } from '../moderator-text.ts'
import { fieldOfText, type TypedUpdate, type UpdateFaults } from './update-form.ts'

type FieldsProps = { lang: Language; typed: TypedUpdate; faults: UpdateFaults }

/** What the update is about, and its text in each language of the interface: one is enough. */
export function UpdateFields({ lang, typed, faults }: FieldsProps) {
  const t = translator(lang)
  return (
    <>
      <Radios
        name="kind"
        legend={t('update.kind')}
        value={typed.kind}
        options={writtenKinds.map(value => ({ value, label: t(`update.kind.${value}`) }))}
      />
      {languages.map(language => (
        <TextArea
          name={fieldOfText(language)}
          label={languageName(lang, language)}
          value={typed.texts[language]}
          error={errorOf(lang, language, typed, faults)}
          rows={6}
          lang={language}
        />
      ))}
    </>
  )
}

/** What was kept as the session ended is in the form again. */
export function KeptBack({ lang }: { lang: Language }) {
  return (
    <Notice kind="info">
      <p role="status">{translator(lang)('write.kept.back')}</p>
    </Notice>
  )
}

function errorOf(lang: Language, language: Language, typed: TypedUpdate, faults: UpdateFaults) {
  const t = translator(lang)
  if (faults.none) return language === lang ? t('update.fault.none') : undefined
  const fault = faults[language]
  const text = typed.texts[language] ?? ''
  return fault && faultInWords(lang, languageName(lang, language), { text, fault, of: 'desk' })
}

/** The errors of the form for its summary, each with its field. */
export const updateErrors = ({ lang, typed, faults }: FieldsProps): { field: string; message: string }[] =>
  languages.flatMap(language => {
    const message = errorOf(lang, language, typed, faults)
    return message ? [{ field: fieldOfText(language), message }] : []
  })
