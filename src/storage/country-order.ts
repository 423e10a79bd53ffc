import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Reader } from './client.ts'
import { publicSignatories } from './schema/public.ts'
import {
  asValueOf,
  namesContain,
  type QueryShape,
  type QueryValues,
  signatoryColumns,
  sortNameOf,
} from './signatory-list-sql.ts'

const { id, statement, section, foundingPlace, country } = publicSignatories

/** All of one section from one country, null: from none that was stated. The founding section is the first, 0. */
export type CountryGroup = { section: number; country: string | null; count: number }

type Page = { after: string | null; most: number; shape: QueryShape; values: QueryValues & { slug: string } }

/** As the index of the order has it: null is equal to nothing. */
const countryKey = sql`coalesce(${country}, '')`

/**
 * The signatories of the groups, which come in the reader's order of countries: `most` at most, after the one given,
 * by name within each group. Founding signatories come first in their own order, whatever their country. Where no
 * words are looked for, no more groups are read than the page needs.
 */
export async function selectByCountry(reader: Reader, groups: readonly CountryGroup[], page: Page) {
  const rows: Awaited<ReturnType<typeof selectRun>> = []
  for (const run of await runsOf(reader, groups, page)) {
    if (rows.length >= page.most) break
    rows.push(...(await selectRun(reader, run, { ...page, most: page.most - rows.length })))
  }
  return rows
}

/** Groups that one query reads; `isAfter`: it begins after the page's `after`. */
type Run = { groups: readonly CountryGroup[]; isAfter: boolean }

async function runsOf(reader: Reader, groups: readonly CountryGroup[], page: Page): Promise<Run[]> {
  const { after, values } = page
  if (after === null) return runsWithin(groups, page)
  const [row] = await reader
    .select({ section, country })
    .from(publicSignatories)
    .where(and(eq(statement, values.slug), eq(id, after)))
  if (!row) return []
  const isOwn = (group: CountryGroup) =>
    group.section === row.section && (row.section === 0 || group.country === row.country)
  const following = groups.slice(groups.findLastIndex(isOwn) + 1)
  return [{ groups: groups.filter(isOwn), isAfter: true }, ...runsWithin(following, page)]
}

/**
 * Small groups together, as long as they fit on a page, and each larger one alone: it is read in the order of its
 * index. Of a search nobody knows how many each group has, so its groups are read at once.
 */
function runsWithin(groups: readonly CountryGroup[], { shape, most }: Page): Run[] {
  if (shape.alternatives !== null) return [{ groups, isAfter: false }]
  const runs: CountryGroup[][] = []
  let room = 0
  for (const group of groups) {
    if (group.count > room) runs.push([])
    room = (group.count > room ? most : room) - group.count
    runs.at(-1)?.push(group)
  }
  return runs.map(run => ({ groups: run, isAfter: false }))
}

function selectRun(reader: Reader, { groups, isAfter }: Run, { after, most, shape, values }: Page) {
  const [first] = groups
  const names = [foundingPlace, sortNameOf(shape.lang), id]
  const keys = sql.join(names, sql`, `)
  const ofAfter = sql`(SELECT ${keys} FROM ${publicSignatories} WHERE ${statement} = ${values.slug} AND ${id} = ${after})`
  const condition = and(
    eq(statement, values.slug),
    shape.alternatives === null ? undefined : namesContain(shape.alternatives, asValueOf(values)),
    isAfter ? sql`(${keys}) > ${ofAfter}` : undefined,
  )
  const query = reader.select(signatoryColumns).from(publicSignatories)
  const inOrder = names.map(name => asc(name))
  if (first && groups.length === 1)
    return query
      .where(and(condition, eq(section, first.section), sql`${countryKey} = ${first.country ?? ''}`))
      .orderBy(...inOrder)
      .limit(most)
  return query
    .innerJoin(placesOf(groups), sql`${section} = run.section AND ${countryKey} = run.country`)
    .where(condition)
    .orderBy(sql`run.place`, ...inOrder)
    .limit(most)
}

/** The groups as a table with their places. */
function placesOf(groups: readonly CountryGroup[]): SQL {
  const rows = groups.map((group, index) => ({
    section: group.section,
    country: group.country ?? '',
    place: group.section === 0 ? 0 : index + 1,
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS run (section int, country text, place int)`
}
