import type { Openness } from '../domain/statement-times.ts'
import type { HeldStatement } from '../held/snapshot.ts'

/** What a page about a statement shows: the held list, how old it is, and whether organisations may ask to endorse. */
export type StatementView = Pick<HeldStatement, 'statement' | 'asOf'> & {
  openness: Openness
}
