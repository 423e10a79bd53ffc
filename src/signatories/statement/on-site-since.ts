import { utcDate } from '../../domain/dates.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'

/**
 * The day (YYYY-MM-DD in UTC) of a statement's first version on this site: it may have been published elsewhere before.
 */
export const onSiteSince = ({
  earlier,
  publishedAt,
}: Pick<PublicStatement, 'earlier' | 'publishedAt'>): string =>
  utcDate(new Date((earlier.at(-1) ?? { publishedAt }).publishedAt))
