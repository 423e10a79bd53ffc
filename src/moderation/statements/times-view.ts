import type { Extension } from '../../domain/rounds.ts'
import type { PresentText } from '../../domain/statement.ts'
import type { SignedIn } from '../../env.ts'
import type { StatementTimes } from '../../storage/rounds.ts'
import type { SignedCounts } from '../../storage/signed-counts.ts'
import type { Title } from '../../storage/statements.ts'
import type { TimesRefusal } from './change-times.ts'
import type { FormFault } from './times-form.ts'

/** What became of a form, as the page that it leads to says. */
export type TimesSaying = 'done' | 'round' | FormFault | TimesRefusal['reason']

/** What the page shows. */
export type TimesView = {
  signedIn: SignedIn
  times: StatementTimes
  /** Null of a draft without a text. */
  text: PresentText | null
  title: Title | null
  /** Of its private address, while it is private. */
  token: string | null
  publicUrl: string
  signed: SignedCounts | null
  extensions: readonly (Extension & { at: Date })[]
  now: Date
  said: TimesSaying | undefined
}
