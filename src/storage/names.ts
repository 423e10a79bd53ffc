import type { Names } from '../domain/organisation.ts'

/** The names of an organisation by language, from its row. */
export const namesOf = ({ names }: { names: Names }): Names => names
