import type { PresentText } from '../../domain/statement.ts'
import type { Extension } from '../../domain/statement-times.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import type { SignedCounts } from '../../storage/signed-counts.ts'
import type { StatementTimes } from '../../storage/statement-times.ts'
import type { Title } from '../../storage/statements.ts'
import type { TimesCommand, TimesRefusal } from './change-times.ts'
import { type FormFault, fieldValue } from './times-form.ts'

/** What became of a form, as the page that it leads to says. */
export type TimesSaying = 'done' | 'round' | FormFault | TimesRefusal['reason']

/** The same in words. */
export const timesSayings = {
  done: 'times.said.done',
  round: 'times.said.round',
  unticked: 'times.said.unticked',
  moment: 'times.said.moment',
  statement_unknown: 'times.said.changed',
  changed_meanwhile: 'times.said.changed',
  not_private: 'times.said.changed',
  not_public: 'times.said.notPublic',
  of_the_files: 'times.ofTheFiles',
  list_frozen: 'times.frozen',
  in_the_past: 'times.said.past',
  not_later: 'times.said.notLater',
  before_opening: 'times.said.beforeOpening',
  after_the_deadline: 'times.said.afterDeadline',
} as const satisfies Record<TimesSaying, MessageKey>

export const isTimesSaying = (word: string | undefined): word is TimesSaying =>
  word !== undefined && Object.hasOwn(timesSayings, word)

/** The fields in which a moment is typed. */
export const momentFields = ['publish_at', 'closes_at'] as const
type MomentField = (typeof momentFields)[number]
export type TypedMoment = { field: MomentField; value: string }

/** What stands in such a field, and what is wrong with what was typed there. */
export function momentField(
  lang: Language,
  { typed, said, times: { timeZone } }: TimesView,
  field: MomentField,
  stored: Date | null,
): { value: string; error: string | undefined } {
  if (typed?.field !== field) return { value: fieldValue(stored, timeZone), error: undefined }
  return { value: typed.value, error: said && translator(lang)(timesSayings[said]) }
}

/** What is wrong with the box that a form asks for, where it was sent without. */
export const boxFault = (
  lang: Language,
  { said, unticked }: TimesView,
  action: TimesCommand['action'],
): string | undefined =>
  said === 'unticked' && unticked === action ? translator(lang)('times.said.unticked') : undefined

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
  /** What was refused. */
  typed?: TypedMoment | undefined
  /** The form that was sent without its box. */
  unticked?: string | undefined
}
