import type postgres from 'postgres'
import { givenOf, organisationKey } from '../../src/domain/organisation.ts'
import { keysOf } from '../../src/storage/endorsement-rows.ts'
import { seededOrganisation } from '../bench/organisations.ts'
import { endorsementRow } from './rows.ts'
import { slug } from './stage.ts'

/** Lengthens the real statement's list by `count` organisations at one stroke: through the product it takes long. */
export async function lengthenList(sql: postgres.Sql, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => {
    const { name, name_en: en, name_be: be, name_ru: ru, country, website, comment } = seededOrganisation(i)
    const { skeletons, searchText } = keysOf({ name, names: givenOf({ en, be, ru }), country, website })
    return endorsementRow('approved', {
      name,
      name_en: en,
      name_be: be,
      name_ru: ru,
      country,
      website,
      comment,
      organisation_key: organisationKey(name),
      skeletons,
      search_text: searchText,
      signed_on: '2026-03-02',
    })
  })
  await sql`INSERT INTO endorsements ${sql(rows)}`
  await sql`UPDATE statements SET revision = revision + 1 WHERE slug = ${slug}`
}
