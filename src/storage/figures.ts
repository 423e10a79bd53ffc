import { sql } from 'drizzle-orm'
import type { FigureDay, Stage } from '../domain/figures.ts'
import type { Sight } from '../domain/sight.ts'
import type { Reader } from './client.ts'
import { endorsements, events } from './schema/endorsements.ts'
import { inSight } from './sight.ts'

/** Of which requests figures are made. */
export type FigureFilter = { statement: string | null; sight: Sight }

/** How many passed a stage, and after how long from the stage before, in the middle, in seconds; null of nobody. */
export type StageFigure = { count: number; median: number | null }
export type Figures = {
  /** A map of stages a day, in the order of the days. */
  days: ReadonlyMap<Stage, StageFigure>[]
  whole: ReadonlyMap<Stage, StageFigure>
}

type Row = { bucket: number | null; stage: Stage; count: number; median: number | null }

/**
 * What happened on each of these days, which follow each other: who asked, who confirmed, what was approved or
 * rejected. A request that was decided twice counts twice; founding signatories never asked.
 */
export async function findFigures(
  reader: Reader,
  days: readonly FigureDay[],
  filter: FigureFilter,
): Promise<Figures> {
  const moments = [...days.map(({ from }) => from), ...days.slice(-1).map(({ until }) => until)]
  const bounds = sql`${`{${moments.map(moment => moment.toISOString()).join(',')}}`}::timestamptz[]`
  const [first, end] = [sql`(${bounds})[1]`, sql`(${bounds})[${moments.length}::int]`]
  const chosen = sql`${inSight(endorsements.statement, filter.sight) ?? sql`true`}
    AND ${filter.statement === null ? sql`true` : sql`${endorsements.statement} = ${filter.statement}`}`
  const rows = await reader.execute<Row>(sql`
    WITH passed AS (
      SELECT requested_at AS at, 'asked' AS stage, NULL::interval AS took FROM ${endorsements}
      WHERE requested_at >= ${first} AND requested_at < ${end} AND ${chosen}
      UNION ALL
      SELECT ${events.at}, CASE ${events.kind} WHEN 'confirmed' THEN 'confirmed' ELSE 'decided' END,
        ${events.at} - CASE ${events.kind} WHEN 'confirmed' THEN requested_at ELSE confirmed_at END
      FROM ${events} JOIN ${endorsements} ON ${endorsements.id} = ${events.endorsementId}
      WHERE ${events.kind} IN ('confirmed', 'approved', 'rejected')
        AND ${events.at} >= ${first} AND ${events.at} < ${end} AND requested_at IS NOT NULL AND ${chosen}
    )
    SELECT width_bucket(at, ${bounds}) AS bucket, stage, count(*)::int AS count,
      extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY took))::float8 AS median
    FROM passed GROUP BY GROUPING SETS ((1, 2), (2))`)
  const of = (bucket: number | null) =>
    new Map(
      [...rows]
        .filter(row => row.bucket === bucket)
        .map(({ stage, count, median }) => [stage, { count, median }]),
    )
  return { days: days.map((_, at) => of(at + 1)), whole: of(null) }
}
