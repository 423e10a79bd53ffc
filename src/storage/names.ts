import type { Names } from '../domain/organisation.ts'

type NameColumns = Record<'nameEn' | 'nameBe' | 'nameRu', string | null>

/** The names of an organisation by language, from the row that has a column for each. */
export const namesOf = ({ nameEn, nameBe, nameRu }: NameColumns): Names => ({
  en: nameEn,
  be: nameBe,
  ru: nameRu,
})
