import { expect } from 'vitest'
import type { Action } from '../../../src/domain/actions.ts'
import { changeContact } from '../../../src/domain/contact-change.ts'
import type {
  DeskError,
  Endorsement,
  RepresentativeError,
  Status,
  Transition,
} from '../../../src/domain/endorsement.ts'
import * as endorsing from '../../../src/domain/endorsing.ts'
import * as leaving from '../../../src/domain/leaving.ts'
import * as moderation from '../../../src/domain/moderation.ts'
import * as reaching from '../../../src/domain/reaching.ts'
import * as reconfirming from '../../../src/domain/reconfirming.ts'
import type { Result } from '../../../src/domain/result.ts'
import type { PresentText } from '../../../src/domain/statement.ts'
import { revealName, withholdName } from '../../../src/domain/withheld-name.ts'

export const hour = 60 * 60 * 1000
export const day = 24 * hour
export const askedAt = new Date('2026-03-01T12:00:00.000Z')
export const later = (ms: number, from: Date = askedAt) => new Date(from.getTime() + ms)

export const details = {
  id: '4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11',
  statement: 'forcible-expulsion',
  version: 1,
  textLanguage: 'en',
  language: 'be',
  organisation: {
    name: 'Vilnius Human Rights Forum',
    names: {},
    country: 'LT',
    website: null,
  },
  comment: null,
  nameWithheld: false,
} as const

export const common = { ...details, revision: 4 }

/** One endorsement in each status, all on revision 4. Frozen: a transition decides, it does not do. */
export const states: { [S in Status]: Extract<Endorsement, { status: S }> } = {
  requested: { ...common, status: 'requested', requestedAt: askedAt, expiresAt: later(7 * day) },
  confirmed: {
    ...common,
    status: 'confirmed',
    requestedAt: askedAt,
    confirmedAt: later(day),
    waitingSince: later(day),
    firstApproval: null,
  },
  returned: {
    ...common,
    status: 'returned',
    requestedAt: askedAt,
    confirmedAt: later(hour),
    returnedAt: later(day),
  },
  approved: {
    ...common,
    status: 'approved',
    approvedAt: later(day),
    signedOn: '2026-03-02',
    founding: false,
  },
  rejected: {
    ...common,
    status: 'rejected',
    requestedAt: askedAt,
    confirmedAt: later(hour),
    rejectedAt: later(day),
    returnedAt: null,
  },
  withdrawn: {
    ...common,
    status: 'withdrawn',
    withdrawnAt: later(2 * day),
    byRepresentative: false,
    was: { approvedAt: later(day), signedOn: '2026-03-02', founding: false },
  },
  expired: { ...common, status: 'expired', requestedAt: askedAt, expiredAt: later(7 * day) },
}
for (const state of Object.values(states)) Object.freeze(state)
export const statuses = Object.keys(states) as Status[]

/** What an amendment puts in the place of what was there; a correction the same, but whether the name is shown. */
export const amendment = {
  organisation: { ...details.organisation, name: 'Vilnius Forum for Human Rights' },
  comment: 'We stand with them.',
  nameWithheld: true,
}

type TransitionError = RepresentativeError | DeskError
export type TransitionResult = Result<Transition<Endorsement>, TransitionError>

/** All that any command says; each takes what it needs. */
export type Command = {
  now: Date
  shownRevision: number
  linkExpiresAt: Date
  moderator: string
  secondNeeded: boolean
  joined: Date[]
  isProved: boolean
  isSame: boolean
  byOneHourLink: boolean
  shownVersion: number
  textLanguage: string
  text: PresentText
}

/**
 * Every action of the table, as its caller makes it: a name is withheld that is shown, and revealed that is not. A
 * signatory was withdrawn by the moderator `first`.
 */
const transitions: Record<Action, (e: Endorsement, command: Command) => TransitionResult> = {
  resend: (e, { now }) => endorsing.resendLink(e, now),
  revise: (e, command) => endorsing.revise(e, { ...command, amendment }, command.now),
  supersede: (e, { now }) => endorsing.supersede(e, now),
  confirm: (e, command) => endorsing.confirmEmail(e, command, command.now),
  disown: (e, { now }) => endorsing.disown(e, now),
  amend: (e, { shownRevision, now }) => endorsing.amend(e, { shownRevision, amendment }, now),
  reconfirm: (e, command) => reconfirming.reconfirm(e, command, command.now),
  withdrawOwn: (e, command) => leaving.withdrawOwn(e, command, command.now),
  changeContact: e => changeContact(e),
  eraseOwn: (e, { now }) => leaving.eraseOwn(e, now),
  withholdName: e => withholdName({ ...e, nameWithheld: false }),
  revealName: (e, command) => revealName({ ...e, nameWithheld: true }, command),
  approve: (e, command) => moderation.approve(e, command, command.now),
  reject: (e, command) => moderation.reject(e, command, command.now),
  return: (e, command) => moderation.returnForChanges(e, command, command.now),
  undo: (e, command) => moderation.undo(e, command, command.now),
  reopen: (e, command) => moderation.reopen(e, command, command.now),
  correct: (e, command) => moderation.correct(e, { ...command, amendment, signsAs: ['organisation'] }),
  withdraw: (e, command) => moderation.withdraw(e, command, command.now),
  restore: (e, command) => moderation.restore(e, { ...command, withdrawnBy: 'first' }, command.now),
  readdress: (e, command) => reaching.readdress(e, command, command.now),
  expire: (e, { now }) => endorsing.expire(e, now),
}
export const actions = Object.keys(transitions) as Action[]

export const decide = (e: Endorsement, action: Action, command: Partial<Command> = {}): TransitionResult =>
  transitions[action](e, {
    now: later(2 * day),
    shownRevision: e.revision,
    linkExpiresAt: later(7 * day),
    moderator: 'first',
    secondNeeded: false,
    joined: [],
    isProved: false,
    isSame: false,
    byOneHourLink: true,
    shownVersion: 2,
    textLanguage: 'en',
    text: { version: 2, saysSince: 2 },
    ...command,
  })

/** The state that a decision leads to. Throws if it is refused. */
export function stateAfter(decided: TransitionResult): Endorsement {
  if (!decided.ok) throw new Error(`refused: ${decided.error.reason}`)
  return decided.value.to
}

type Reason = TransitionError['reason']

/** The whole of a refusal: some say how things stand. */
export function refusal(reason: Reason, { status, revision }: Endorsement): TransitionResult {
  const stands = { changed_meanwhile: { revision, status }, wrong_status: { status }, link_used: { status } }
  const more = Object.entries(stands).find(([of]) => of === reason)?.[1]
  return { ok: false, error: { reason, ...more } as TransitionError }
}

/** A status that is reached, a refusal's reason, or what the transition has among other things. */
type Outcome = Status | Reason | (Partial<Omit<Transition<Endorsement>, 'to'>> & { to?: object })

const isStatus = (word: string): word is Status => word in states

/** `given(state).when(action).then(outcome)`: how a rule reads. */
export const given = (e: Endorsement) => ({
  when: (action: Action, command: Partial<Command> = {}) => ({
    then(outcome: Outcome) {
      const decided = decide(e, action, command)
      if (typeof outcome === 'object') expect(decided).toMatchObject({ ok: true, value: outcome })
      else if (isStatus(outcome)) expect(stateAfter(decided).status).toBe(outcome)
      else expect(decided).toEqual(refusal(outcome, e))
    },
  }),
})
