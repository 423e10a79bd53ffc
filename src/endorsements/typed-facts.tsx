import { countryName, fieldText, type Language, translator } from '../i18n/index.ts'
import { kindOfForm, withNameFields } from '../organisations/form.ts'
import { Facts } from '../ui/parts.tsx'

/** What was typed into a form that was not taken, field by field, to be read and copied. */
export function TypedFacts(props: {
  lang: Language
  fields: readonly string[]
  typed: Readonly<Record<string, string | undefined>>
}) {
  const { lang, fields, typed } = props
  const t = translator(lang, kindOfForm(typed))
  return (
    <Facts
      items={withNameFields(fields, typed).flatMap(name => {
        const value = typed[name]
        if (!value) return []
        if (name === 'kind') return [{ label: t('field.kind'), value: t(`signer.${kindOfForm(typed)}`) }]
        if (name === 'withheld') return [{ label: t('field.withheld'), value: t('withheld.yes') }]
        const text = name === 'country' ? (countryName(lang, value) ?? value) : value
        return [
          {
            label: fieldText(lang, name, undefined, kindOfForm(typed)),
            value: text,
            verbatim: name !== 'country',
          },
        ]
      })}
    />
  )
}
