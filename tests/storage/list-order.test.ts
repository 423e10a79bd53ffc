import { beforeAll, describe, expect, it } from 'vitest'
import type { ListOrder } from '../../src/domain/statement.ts'
import { type Language, languages } from '../../src/i18n/index.ts'
import { eachBatch } from '../../src/signatories/list/each-batch.ts'
import { heldInOrder } from '../../src/signatories/list/list-order.ts'
import { listToPage } from '../../src/signatories/list/search-list.ts'
import { type PublicStatement, readStatement } from '../../src/storage/public-statements.ts'
import { findListPage } from '../../src/storage/signatory-list.ts'
import { endorsementRow } from '../support/rows.ts'
import { slug, useScene } from '../support/scene.ts'

// A list in memory and the same list in PostgreSQL have one order, whatever it is.

const scene = useScene({ once: true })
const countries = ['BY', 'LT', 'DE', 'GE', 'PL', 'CH', 'AT', null]
const letters = ['а', 'Б', 'ё', 'ў', 'І', 'z', 'Ä', '«Я»', 'b', '’q', 'i', 'Ж']

const withText1 = new Set<string>()

beforeAll(async () => {
  // Fewer than are held, and enough for many pages.
  const rows = Array.from({ length: 400 }, (_, i) => {
    const kind = ['organisation', 'organisation', 'network', 'person'][i % 4] ?? ''
    return endorsementRow('approved', {
      name: `${letters[i % letters.length]} ${(i * 7919) % 401}`,
      kind,
      ...(kind === 'person' ? { person_title: 'Editor', affiliation: `Paper ${i}` } : {}),
      country: countries[(i * 31) % countries.length] ?? null,
      search_text: `text ${i % 3}`,
      signed_on: '2030-01-02',
    })
  })
  for (const [i, row] of rows.entries()) if (i % 3 === 1) withText1.add(String(row.id))
  for (const row of rows) await scene.sql`INSERT INTO endorsements ${scene.sql(row)}`
})

const inOrder = async (order: ListOrder): Promise<PublicStatement> => {
  await scene.sql`UPDATE statements SET list_order = ${order}, signers = '{organisation,network,person}'`
  const statement = await readStatement(scene.deps.publicDb, slug)
  if (!statement) throw new Error('no statement')
  return statement
}

/** All of a query, page by page. */
async function paged(statement: PublicStatement, lang: Language, q = '', most = 37): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null, more = true; more; ) {
    const page = await findListPage(
      scene.deps.publicDb,
      listToPage(statement, lang),
      { q, country: null, sort: 'list', lang },
      { after, most, mostCounted: 1000 },
    )
    if (!page) throw new Error('the page is gone')
    ids.push(...page.signatories.map(({ id }) => id))
    if (q !== '') expect(page.matchCount).toBeGreaterThan(100)
    after = page.next
    more = after !== null
  }
  return ids
}

const cases = (['date', 'name', 'country'] as const).flatMap(order =>
  languages.map(lang => ({ order, lang })),
)

describe.each(cases)('the list by $order in $lang', ({ order, lang }) => {
  it('is paged by PostgreSQL as it is sorted in memory, each signatory once', async () => {
    const statement = await inOrder(order)
    const inMemory = heldInOrder(statement, lang).map(({ id }) => id)
    expect(inMemory).toHaveLength(411)
    expect(await paged(statement, lang)).toEqual(inMemory)
    expect(await paged(statement, lang, '', 1), 'one at a time').toEqual(inMemory)
  })

  it('is searched in the same order', async () => {
    const statement = await inOrder(order)
    const found = heldInOrder(statement, lang).filter(({ id }) => withText1.has(id))
    expect(found).toHaveLength(133)
    expect(await paged(statement, lang, 'text 1')).toEqual(found.map(({ id }) => id))
  })

  it('is read whole in batches where it is longer than what is held', async () => {
    const statement = await inOrder(order)
    const inMemory = heldInOrder(statement, lang).map(({ id }) => id)
    // As if fewer were held than there are.
    const longer = { ...statement, signatories: statement.signatories.slice(0, 100) }
    const met: string[] = []
    for await (const batch of eachBatch(scene.deps.publicDb, longer, lang, ''))
      met.push(...batch.map(({ id }) => id))
    expect(met).toEqual(inMemory)
  })
})

it('stands in sections, founding signatories first in their own order, whatever the order', async () => {
  for (const order of ['date', 'name', 'country'] as const) {
    const signatories = heldInOrder(await inOrder(order), 'be')
    const sections = signatories.map(({ founding, kind }) => (founding ? 'founding' : kind))
    const runs = sections.filter((section, index) => section !== sections[index - 1])
    expect(runs).toEqual(['founding', 'organisation', 'network', 'person'])
    expect(signatories[0]?.name).toBe('Human Constanta')
  }
})
