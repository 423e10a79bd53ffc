import { describe, expect, it } from 'vitest'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { resendByLink } from '../../src/endorsements/confirm/resend.ts'
import { revise } from '../../src/endorsements/confirm/revise.ts'
import { keepContact } from '../../src/endorsements/contact-person/keep-contact.ts'
import { proposeContact } from '../../src/endorsements/contact-person/propose-contact.ts'
import { takeOver } from '../../src/endorsements/contact-person/take-over.ts'
import { withdrawWaiting } from '../../src/endorsements/leaving/withdraw-waiting.ts'
import type { LinkPurpose } from '../../src/endorsements/one-hour/one-hour-actions.ts'
import { useOneHourLink } from '../../src/endorsements/one-hour/use-one-hour-link.ts'
import { amend } from '../../src/endorsements/private-page/amend.ts'
import { amendPerson } from '../../src/endorsements/private-page/amend-person.ts'
import {
  proposeCorrection,
  takeProposalBack,
} from '../../src/endorsements/private-page/propose-correction.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { claim, release } from '../../src/moderation/claim/claim.ts'
import { decline } from '../../src/moderation/proposal/decline.ts'
import { correctAddress, sendConfirmLink } from '../../src/moderation/reach/confirm-links.ts'
import { write } from '../../src/moderation/reach/write.ts'
import {
  approve,
  correct,
  reject,
  reopen,
  restore,
  returnForChanges,
  undo,
  withdraw,
} from '../../src/moderation/request/decide.ts'
import { note } from '../../src/moderation/request/note.ts'
import { stampOf } from '../../src/moderation/shown-stamp.ts'
import { findProposal } from '../../src/storage/proposals.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { newContactToken, somebodyElse } from '../support/contact-person.ts'
import { oneHourToken } from '../support/one-hour.ts'
import { ask, askAndConfirm, asking, minute, privateToken, useScene } from '../support/scene.ts'

// One database for all: every case must leave it as it was, and asks under a name and an address of its own.
const moderator = crypto.randomUUID()
const scene = useScene({ once: true, moderators: [moderator] })

const why = { code: 'not-an-organisation', text: 'The site does not name you.' }
const amendment = () => {
  const { organisation } = asking()
  return { organisation, comment: 'Changed.', nameWithheld: false }
}

const waiting = async () => (await askAndConfirm(scene)).id
const on = (id: string, revision: number) => ({ id, revision, moderator })
/** Takes somebody so far that a verb can follow, and throws if a step is refused. */
async function after(id: string, ...steps: ((id: string) => Promise<{ ok: boolean }>)[]): Promise<string> {
  for (const step of steps) if (!(await step(id)).ok) throw new Error('a step before was refused')
  return id
}
const approved = (id: string) => approve(scene.deps, on(id, 2))
const returned = (id: string) => returnForChanges(scene.deps, { ...on(id, 2), ...why })
const rejected = (id: string) => reject(scene.deps, { ...on(id, 2), ...why })
const withdrawn = (id: string) => withdraw(scene.deps, { ...on(id, 3), ...why })
const use = (purpose: LinkPurpose, token: string, revision: number) =>
  useOneHourLink(scene.deps, purpose, token, revision)
const withheld = async (id: string) => use('withhold', await oneHourToken(scene, id, 'withhold'), 3)
const listed = async () => {
  const id = await after(await waiting(), approved)
  return { id, token: await privateToken(scene, id) }
}
const proposed = async () => {
  const one = await listed()
  await proposeCorrection(scene.deps, one.token, 3, amendment())
  return one
}
const needsSecond = (setting: string) => scene.sql`UPDATE statements SET second_moderator = ${setting}`

/** Sets the stage for a verb, and gives the call that is to fail. */
const verbs = {
  request: async () => {
    const asked = asking()
    return () => askToEndorse(scene.deps, asked)
  },
  again: async () => {
    const asked = asking()
    await ask(scene, asked)
    return () => askToEndorse(scene.deps, asked)
  },
  confirm: async () => {
    const { token } = await ask(scene)
    return () => confirm(scene.deps, token, 1)
  },
  disown: async () => {
    const { token } = await askAndConfirm(scene)
    return () => disown(scene.deps, token)
  },
  revise: async () => {
    const { token } = await ask(scene)
    const changed = { ...amendment(), representative: 'Ona', role: 'Director' }
    return () => revise(scene.deps, token, 1, changed)
  },
  resend: async () => {
    const { token } = await ask(scene)
    return () => resendByLink(scene.deps, token)
  },
  amend: async () => {
    const token = await privateToken(scene, await waiting())
    const changed = amendment()
    return () => amend(scene.deps, token, 2, changed)
  },
  answer: async () => {
    const token = await privateToken(scene, await after(await waiting(), returned))
    scene.moveClock(minute)
    const changed = amendment()
    return () => amend(scene.deps, token, 3, changed)
  },
  person: async () => {
    const token = await privateToken(scene, await waiting())
    return () => amendPerson(scene.deps, token, { representative: 'Ona', role: 'Chair' })
  },
  leave: async () => {
    const token = await privateToken(scene, await waiting())
    return () => withdrawWaiting(scene.deps, token)
  },
  'leave the list': async () => {
    const token = await oneHourToken(scene, await after(await waiting(), approved), 'withdraw')
    return () => use('withdraw', token, 3)
  },
  erase: async () => {
    const token = await oneHourToken(scene, await after(await waiting(), approved), 'erase')
    return () => use('erase', token, 3)
  },
  withhold: async () => {
    const token = await oneHourToken(scene, await after(await waiting(), approved), 'withhold')
    return () => use('withhold', token, 3)
  },
  reveal: async () => {
    const token = await oneHourToken(scene, await after(await waiting(), approved, withheld), 'reveal')
    return () => use('reveal', token, 4)
  },
  'name a contact': async () => {
    const token = await oneHourToken(scene, await waiting(), 'contact')
    const contact = somebodyElse()
    return () => proposeContact(scene.deps, token, contact)
  },
  'take over': async () => {
    const token = await newContactToken(scene, await waiting(), somebodyElse())
    return () => takeOver(scene.deps, token)
  },
  'keep the contact': async () => {
    const id = await waiting()
    await newContactToken(scene, id, somebodyElse())
    const token = await privateToken(scene, id)
    return () => keepContact(scene.deps, token)
  },
  propose: async () => {
    const { token } = await listed()
    const changed = amendment()
    return () => proposeCorrection(scene.deps, token, 3, changed)
  },
  'take back': async () => {
    const { token } = await proposed()
    return () => takeProposalBack(scene.deps, token)
  },
  decline: async () => {
    const { id } = await proposed()
    const proposal = stampOf(await findProposal(scene.deps.db, id))
    return () => decline(scene.deps, { ...on(id, 3), proposal, text: 'No.' })
  },
  'first-approve': async () => {
    const id = await waiting()
    await needsSecond('always')
    return () => approve(scene.deps, on(id, 2))
  },
  approve: async () => {
    const id = await waiting()
    return () => approved(id)
  },
  reject: async () => {
    const id = await waiting()
    return () => rejected(id)
  },
  return: async () => {
    const id = await waiting()
    return () => returned(id)
  },
  undo: async () => {
    const id = await after(await waiting(), rejected)
    return () => undo(scene.deps, on(id, 3))
  },
  reopen: async () => {
    const id = await after(await waiting(), rejected)
    scene.moveClock(minute)
    await deliverDue(scene.deps, 50)
    return () => reopen(scene.deps, on(id, 3))
  },
  'reopen unsaid': async () => {
    const id = await after(await waiting(), rejected)
    return () => reopen(scene.deps, on(id, 3))
  },
  correct: async () => {
    const id = await after(await waiting(), approved)
    const changed = amendment()
    return () => correct(scene.deps, { ...on(id, 3), amendment: changed })
  },
  withdraw: async () => {
    const id = await after(await waiting(), approved)
    return () => withdrawn(id)
  },
  restore: async () => {
    const id = await after(await waiting(), approved, withdrawn)
    return () => restore(scene.deps, on(id, 4))
  },
  note: async () => {
    const id = await waiting()
    return () => note(scene.deps, { id, moderator, text: 'A remark.' })
  },
  claim: async () => {
    const id = await waiting()
    return () => claim(scene.deps, { id, moderator, takenFrom: null })
  },
  release: async () => {
    const id = await waiting()
    await claim(scene.deps, { id, moderator, takenFrom: null })
    return () => release(scene.deps, { id, moderator })
  },
  write: async () => {
    const id = await waiting()
    return () => write(scene.deps, { ...on(id, 2), text: 'Who signs?' })
  },
  'send-link': async () => {
    const { id } = await ask(scene)
    return () => sendConfirmLink(scene.deps, on(id, 1))
  },
  readdress: async () => {
    const { id } = await ask(scene)
    const { email } = asking().contact
    return () => correctAddress(scene.deps, { ...on(id, 1), email, reason: 'Told by telephone.' })
  },
}
type Verb = keyof typeof verbs
/** What changes no state. */
const withoutEvent: readonly Verb[] = ['note', 'claim', 'release', 'write']

/** All that a change of the list writes beside the row itself. */
const list = ['UPDATE (revision) statements', 'UPDATE (size) record_head', 'INSERT record_entries']
const state = ['UPDATE endorsements', 'INSERT events']
const evidence = 'INSERT evidence_due'
const allowance = 'INSERT mail_allowances'
const mail = ['INSERT tokens', 'INSERT outbox']

/** Written by the owner's triggers, wherever an endorsement is: nobody can take that from the app. */
const byTrigger = ['public_signatories', 'listed_names', 'public_changes']
/** Written by every verb that changes what others' evidence sees, where others are near. */
const ofOthers = 'evidence_due'

/** Each verb's writes: it fails at each of them once. */
const writes: Record<Verb, string[]> = {
  request: [allowance, 'INSERT endorsements', 'INSERT contacts', 'INSERT details', 'INSERT events', ...mail],
  again: [allowance, ...state, ...mail],
  confirm: [...state, evidence, 'UPDATE tokens', 'INSERT flood_counts', ...mail],
  disown: [
    ...state,
    'DELETE contacts',
    'DELETE contact_changes',
    'DELETE remarks',
    'DELETE details',
    'DELETE tokens',
    'UPDATE outbox',
    'UPDATE tokens',
    allowance,
    'DELETE mail_allowances',
    'INSERT sent_forms',
  ],
  revise: [...state, 'INSERT details', 'UPDATE contacts'],
  resend: [allowance, ...state, ...mail],
  amend: [...state, 'INSERT details', evidence, ...mail],
  answer: [...state, 'INSERT details', 'UPDATE outbox', evidence, ...mail],
  person: ['UPDATE contacts', 'INSERT events'],
  leave: [...state, 'DELETE claims', ...mail],
  'leave the list': ['UPDATE tokens', ...state, 'DELETE claims', ...list, 'DELETE record_openings', ...mail],
  erase: [
    'UPDATE tokens',
    ...state,
    'DELETE claims',
    'DELETE contacts',
    'DELETE contact_changes',
    'DELETE remarks',
    'DELETE details',
    'DELETE tokens',
    'UPDATE outbox',
    'INSERT outbox',
  ],
  withhold: ['UPDATE tokens', ...state, 'INSERT details', ...list, 'DELETE record_openings', ...mail],
  reveal: ['UPDATE tokens', ...state, 'INSERT details', ...list, 'INSERT record_openings', ...mail],
  'name a contact': [
    allowance,
    'UPDATE tokens',
    'DELETE contact_changes',
    'DELETE tokens',
    'UPDATE outbox',
    'INSERT contact_changes',
    'INSERT events',
    ...mail,
  ],
  'take over': [
    'UPDATE tokens',
    ...state,
    'UPDATE contacts',
    'DELETE contact_changes',
    'DELETE tokens',
    'UPDATE outbox',
    evidence,
    ...mail,
  ],
  'keep the contact': ['DELETE contact_changes', 'DELETE tokens', 'UPDATE outbox', 'INSERT events'],
  propose: ['INSERT proposals', 'INSERT events', ...mail],
  'take back': ['DELETE proposals', 'INSERT events'],
  decline: ['DELETE proposals', 'INSERT events', 'INSERT log', 'INSERT remarks', ...mail],
  'first-approve': [...state, 'DELETE claims', 'INSERT log'],
  approve: [...state, 'DELETE claims', ...list, 'INSERT record_openings', 'INSERT log', ...mail],
  reject: [...state, 'DELETE claims', 'INSERT log', 'INSERT remarks', ...mail],
  return: [...state, 'DELETE claims', 'INSERT log', 'INSERT remarks', ...mail],
  undo: [...state, 'DELETE claims', 'UPDATE outbox', evidence, 'INSERT log'],
  reopen: [...state, 'DELETE claims', 'UPDATE outbox', evidence, 'INSERT log', ...mail],
  'reopen unsaid': [...state, 'DELETE claims', 'UPDATE outbox', evidence, 'INSERT log'],
  correct: [
    ...state,
    'DELETE claims',
    'INSERT details',
    ...list,
    'INSERT record_openings',
    'INSERT log',
    ...mail,
  ],
  withdraw: [
    ...state,
    'DELETE claims',
    ...list,
    'DELETE record_openings',
    'INSERT log',
    'INSERT remarks',
    ...mail,
  ],
  restore: [...state, 'DELETE claims', ...list, 'INSERT record_openings', 'INSERT log', ...mail],
  note: ['INSERT log', 'INSERT remarks'],
  claim: ['INSERT claims', 'INSERT log'],
  release: ['DELETE claims', 'INSERT log'],
  write: ['INSERT log', 'INSERT remarks', ...mail],
  'send-link': [allowance, ...state, 'INSERT log', ...mail],
  readdress: [
    allowance,
    ...state,
    'UPDATE contacts',
    'DELETE tokens',
    'UPDATE outbox',
    'INSERT log',
    'INSERT remarks',
    ...mail,
  ],
}
const late = Object.entries(writes).flatMap(([verb, all]) => all.map(write => [verb as Verb, write] as const))

/** Takes a privilege from the app, and gives what brings it back. */
async function deny(write: string): Promise<() => Promise<unknown>> {
  const { sql } = scene.database
  const [, privilege = '', column = '', table = ''] = /^(\w+)(?: \((\w+)\))? (\w+)$/.exec(write) ?? []
  if (table !== 'endorsements' || !column) {
    const held = column ? `${privilege} (${column})` : privilege
    await sql.unsafe(`REVOKE ${held} ON ${table} FROM countersign_app`)
    return () => sql.unsafe(`GRANT ${held} ON ${table} TO countersign_app`)
  }
  // Of a privilege on the whole table one column cannot be taken: all the others are given instead.
  const columns = await sql<{ name: string }[]>`
    SELECT attname AS name FROM pg_attribute WHERE attrelid = ${table}::regclass AND attnum > 0
      AND NOT attisdropped AND attgenerated = '' AND attname <> ${column}`
  const others = columns.map(({ name }) => name).join(', ')
  await sql.unsafe(`REVOKE UPDATE ON ${table} FROM countersign_app`)
  await sql.unsafe(`GRANT UPDATE (${others}) ON ${table} TO countersign_app`)
  return async () => {
    await sql.unsafe(`REVOKE UPDATE (${others}) ON ${table} FROM countersign_app`)
    await sql.unsafe(`GRANT UPDATE ON ${table} TO countersign_app`)
  }
}

describe('one transaction', () => {
  it.each(late)('%s leaves nothing when it may not %s', async (verb, write) => {
    const run = await verbs[verb]()
    try {
      const allow = await deny(write)
      try {
        expect(await scene.changesFrom(() => expect(run()).rejects.toThrow('Failed query'))).toEqual({})
      } finally {
        await allow()
      }
      const changes = await scene.changesFrom(run)
      expect(changes, 'the same call goes through afterwards').toMatchObject(
        withoutEvent.includes(verb) ? { log: '+1 -0' } : { events: '+1 -0' },
      )
    } finally {
      await needsSecond('never')
    }
  })

  it.each(Object.keys(writes) as Verb[])(
    '%s writes to no table that is not in the list above',
    async verb => {
      const run = await verbs[verb]()
      try {
        const tables = new Set([
          ...writes[verb].map(write => write.split(' ').at(-1)),
          ...byTrigger,
          ofOthers,
        ])
        expect([...tables]).toEqual(expect.arrayContaining(Object.keys(await scene.changesFrom(run))))
      } finally {
        await needsSecond('never')
      }
    },
  )
})
