import type { Amendment } from '../../domain/endorsing.ts'
import { countryName, type Language, translator } from '../../i18n/index.ts'
import {
  type AmendField,
  amendFields,
  kindOfForm,
  typedDetails,
  withNameFields,
} from '../../organisations/form.ts'

/** Which fields differ between two states of the public details, as a mail or a page shows them. */
export function changesBetween(language: Language, one: Amendment, other: Amendment) {
  const [was, is] = [typedDetails(one), typedDetails(other)]
  return withNameFields(amendFields, was, is).flatMap(field => {
    const before = inWords(language, field, was[field])
    const after = inWords(language, field, is[field])
    return before === after ? [] : [{ field, before, after }]
  })
}

function inWords(language: Language, field: AmendField, text = ''): string {
  if (field === 'kind') return translator(language)(`signer.${kindOfForm({ kind: text })}`)
  if (field === 'withheld') return translator(language)(text ? 'withheld.yes' : 'withheld.no')
  return (field === 'country' && text ? countryName(language, text) : text) ?? ''
}
