import { allows, isCorrectable } from '../../domain/actions.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { amendmentsAnHour, amendmentsInAll, oneHourLinksADay } from '../../domain/limits.ts'
import type { Language, MessageKey } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { Notice } from '../../ui/parts.tsx'
import type { SentForm } from '../sent-form.ts'

type OutcomeWords = {
  status: 200 | 409 | 422 | 429
  kind: 'done' | 'info' | 'stop'
  /** Null where a field of the form says it. */
  says: MessageKey | null
  /** The same in a private round, where no list says it. */
  inRound?: MessageKey
  /** The page can be opened again when more has happened: then some of it holds no more. */
  isTrueOf?: (e: Endorsement) => boolean
}

const isWaiting = (e: Endorsement) => e.status === 'confirmed'

/** What became of a form without anything typed: words of the page's address. */
const sayings = {
  done: { status: 200, kind: 'done', says: 'amend.done', isTrueOf: isWaiting },
  same: { status: 200, kind: 'info', says: 'amend.same', isTrueOf: isWaiting },
  'person-saved': { status: 200, kind: 'done', says: 'private.person.saved' },
  'person-same': { status: 200, kind: 'info', says: 'private.person.same' },
  'link-sent': { status: 200, kind: 'done', says: 'private.said.sent' },
  'link-capped': { status: 429, kind: 'stop', says: 'private.said.capped' },
  signed: {
    status: 200,
    kind: 'done',
    says: 'private.said.signed',
    inRound: 'round.signed',
    isTrueOf: e => e.status === 'approved',
  },
  'version-changed': { status: 409, kind: 'stop', says: 'private.said.versionChanged' },
  'contact-kept': { status: 200, kind: 'done', says: 'private.contact.kept' },
  proposed: { status: 200, kind: 'done', says: 'propose.done', isTrueOf: isCorrectable },
  'proposal-same': { status: 200, kind: 'info', says: 'propose.same', isTrueOf: isCorrectable },
  'proposal-gone': { status: 200, kind: 'done', says: 'propose.gone', isTrueOf: isCorrectable },
  'section-moved': { status: 200, kind: 'done', says: 'private.section.moved', isTrueOf: isCorrectable },
  'section-kept': { status: 200, kind: 'info', says: 'private.section.kept', isTrueOf: isCorrectable },
  'section-taken': { status: 409, kind: 'stop', says: 'private.section.taken', isTrueOf: isCorrectable },
  'updates-on': { status: 200, kind: 'done', says: 'update.private.on' },
  'updates-off': { status: 200, kind: 'done', says: 'update.private.off' },
  unticked: { status: 422, kind: 'stop', says: null },
  changed: { status: 409, kind: 'stop', says: 'private.said.changed' },
  busy: { status: 409, kind: 'stop', says: 'private.said.busy', isTrueOf: e => allows('withdrawOwn', e) },
} as const satisfies Record<string, OutcomeWords>

export type Saying = keyof typeof sayings
export const isSaying = (word: string): word is Saying => Object.hasOwn(sayings, word)

type Typed<Sent> = Sent extends unknown ? Omit<Sent, 'link'> : never

/** What became of a form that was just sent; what was typed comes back where it was not taken. */
export type FormOutcome =
  | { kind: 'said'; said: Saying }
  | Typed<Extract<SentForm, { kind: 'amend' | 'person' | 'propose' }>>

const statuses = { faulty: 422, changed: 409, busy: 409, taken: 409, often: 429, spent: 429 } as const

export const statusOf = (sent: FormOutcome) =>
  sent.kind === 'said' ? sayings[sent.said].status : statuses[sent.outcome]

type OutcomeProps = { lang: Language; endorsement: Endorsement; sent: FormOutcome; isPrivate: boolean }

export function OutcomeNotice({ lang, endorsement, sent, isPrivate }: OutcomeProps) {
  const said = wordsOf(sent)
  if (!said?.says || said.isTrueOf?.(endorsement) === false) return null
  const says = (isPrivate && said.inRound) || said.says
  const limits = { hourly: amendmentsAnHour, all: amendmentsInAll, most: oneHourLinksADay }
  return (
    <Notice kind={said.kind}>
      <p>{wordsFor(lang, endorsement)(says, limits)}</p>
    </Notice>
  )
}

function wordsOf(sent: FormOutcome): OutcomeWords | null {
  if (sent.kind === 'said') return sayings[sent.said]
  // The person's own form says beside its fields what became of it.
  if (sent.kind === 'person' || sent.outcome === 'faulty') return null
  const says =
    sent.kind === 'propose' ? (`propose.${sent.outcome}` as const) : (`amend.${sent.outcome}` as const)
  return { status: statuses[sent.outcome], kind: 'stop', says }
}
