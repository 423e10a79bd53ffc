// What the other rooms use of this one. A language is a folder: its messages, a file for each first part of a key,
// and its names of countries and months from CLDR.

export {
  byLanguage,
  directionOf,
  interfaceFor,
  isLanguage,
  type Language,
  languages,
  valueIn,
} from '../domain/language.ts'
export type { SignerKind } from '../domain/statement.ts'
export { utc } from '../domain/time-zones.ts'
export { countries, countryName, isCountryCode } from './countries.ts'
export { formatDate } from './dates.ts'
export { fieldText, languageOfField, type NameField, nameField } from './field-text.ts'
export { andList } from './lists.ts'
export { inLanguage, languageName, languageSuggestions, languageTyped } from './language-names.ts'
export { type MessageKey, messageOptions, type Translate, translator, type WordsFor } from './messages.ts'
export { formatDay, formatMoment, formatMomentAndUtc, formatMomentInZone, formatTime } from './moments.ts'
export { preferredLanguage } from './preferred.ts'
