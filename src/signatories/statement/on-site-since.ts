import { utcDate } from '../../domain/dates.ts'

/**
 * The day (YYYY-MM-DD in UTC) of a statement's first version on this site: it may have been published elsewhere before.
 */
export const onSiteSince = ({
  earlier,
  publishedAt,
}: {
  earlier: readonly { publishedAt: string }[]
  publishedAt: string
}): string => utcDate(new Date((earlier.at(-1) ?? { publishedAt }).publishedAt))
