import type { Openness } from '../../domain/statement-times.ts'
import type { StatementSummary } from '../../storage/statement-summaries.ts'

/** A statement, and whether organisations may ask to endorse it. */
export type HomeStatement = { statement: StatementSummary; openness: Openness }
