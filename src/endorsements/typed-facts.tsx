import { countryName, type Language, type MessageKey, translator } from '../i18n/index.ts'
import { Facts } from '../ui/parts.tsx'

/** A field whose label is in the catalogue. */
type Labelled = MessageKey extends infer Key ? (Key extends `field.${infer Name}` ? Name : never) : never

/** What was typed into a form that was not taken, field by field, to be read and copied. */
export function TypedFacts<Field extends Labelled>(props: {
  lang: Language
  fields: readonly Field[]
  typed: Partial<Record<Field, string>>
}) {
  const { lang, fields, typed } = props
  const t = translator(lang)
  return (
    <Facts
      items={fields.flatMap(name => {
        const value = typed[name]
        if (!value) return []
        if (name === 'withheld') return [{ label: t('field.withheld'), value: t('withheld.yes') }]
        const text = name === 'country' ? (countryName(lang, value) ?? value) : value
        return [{ label: t(`field.${name}`), value: text, verbatim: name !== 'country' }]
      })}
    />
  )
}
