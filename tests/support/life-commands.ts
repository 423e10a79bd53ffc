import fc from 'fast-check'
import { expect } from 'vitest'
import { type Action, statesFor } from '../../src/domain/actions.ts'
import { day, hour, minute, second } from '../../src/domain/durations.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { disown } from '../../src/endorsements/confirm/disown.ts'
import { withdrawWaiting } from '../../src/endorsements/leaving/withdraw-waiting.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import type { DecisionCommand, DecisionDeps } from '../../src/moderation/on-request.ts'
import * as desk from '../../src/moderation/request/decide.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { askToEndorse } from './ask-to-endorse.ts'
import { keepsInvariants } from './invariants.ts'
import * as life from './life-model.ts'
import { asking, privateToken, type Scene } from './scene.ts'

/** The product, and who is there from the beginning. */
export type World = { scene: Scene; moderators: readonly string[] }
type Command = fc.AsyncCommand<life.Life, World>
type Answer = { ok: true; value: unknown } | { ok: false; error: { reason: string } }

const names = ['Forum', 'Sunrise', 'Legal Aid']
const addresses = ['one@forum.example', 'two@sunrise.example', 'three@aid.example']

const explanation = { code: 'own', text: 'For a reason.' }
const decisions = {
  approve: { verb: desk.approve, model: life.approve },
  reject: { verb: withReason(desk.reject), model: life.reject },
  return: { verb: withReason(desk.returnForChanges), model: life.returnForChanges },
  undo: { verb: desk.undo, model: life.undo },
  reopen: { verb: desk.reopen, model: life.reopen },
  withdraw: { verb: withReason(desk.withdraw), model: life.withdraw },
  restore: { verb: desk.restore, model: life.restore },
}
type Decision = keyof typeof decisions
const deciding = Object.keys(decisions) as Decision[]
const leadingOn: Decision[] = ['approve', 'approve', 'approve', 'restore']
const rivals = ['approve', 'reject', 'return', 'withdraw'] as const satisfies Decision[]
type Rival = (typeof rivals)[number]
const byLink = ['confirm', 'confirm', 'confirm', 'disown', 'withdrawOwn'] as const
type ByLink = (typeof byLink)[number]

function withReason<T>(verb: (deps: DecisionDeps, decision: DecisionCommand & typeof explanation) => T) {
  return (deps: DecisionDeps, decision: DecisionCommand) => verb(deps, { ...decision, ...explanation })
}

const always = () => true
const isAbout = (whom: Whom, action: Action) => (model: life.Life) =>
  candidates(model, whom, action).length > 0
const choose = (model: life.Life, whom: Whom, action: Action) =>
  pick(candidates(model, whom, action), whom.at)

/**
 * Whom a command is about, by their place: most often among those of whom the product would do it, as a desk offers
 * nothing else; sometimes among all.
 */
const whom = fc.record({ at: fc.nat(9), isSensible: fc.constantFrom(true, true, true, false) })
type Whom = typeof whom extends fc.Arbitrary<infer Drawn> ? Drawn : never

/** Drawn by fast-check; what leads on to the list more often than what leads away from it. */
export const commands = fc.commands(
  [
    ...Array.from({ length: 4 }, () =>
      fc.record({ name: fc.constantFrom(...names), address: fc.constantFrom(...addresses) }).map(askCommand),
    ),
    ...byLink.map(kind => whom.map(drawn => linkCommand(kind, drawn))),
    ...[...deciding, ...leadingOn].map(kind =>
      fc
        .record({ whom, by: fc.nat(1), isStale: fc.constantFrom(...Array<boolean>(9).fill(false), true) })
        .map(drawn => decisionCommand(kind, drawn)),
    ),
    fc.record({ whom, one: fc.constantFrom(...rivals), other: fc.constantFrom(...rivals) }).map(raceCommand),
    fc.constantFrom(30 * second, 2 * minute, 5 * hour, 2 * day, 8 * day, 31 * day).map(passCommand),
  ],
  { size: 'max', maxCommands: 60 },
)

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T

const candidates = ({ requests }: life.Life, { isSensible }: Whom, action: Action): life.Modelled[] =>
  requests.filter(({ status }) => !isSensible || (statesFor[action] as readonly string[]).includes(status))

function command(
  text: string,
  isPossible: (model: life.Life) => boolean,
  run: (model: life.Life, world: World) => Promise<void>,
): Command {
  return {
    check: isPossible,
    run: async (model, world) => {
      await run(model, world)
      await deliverDue(world.scene.deps, 50)
      await holds(model, world)
    },
    toString: () => text,
  }
}

function askCommand({ name, address }: { name: string; address: string }): Command {
  return command(`ask for ${name} from ${address}`, always, async (model, { scene }) => {
    const expected = life.ask(model, { name, address })
    const contact = { representative: 'Somebody', role: 'Director', email: address }
    const website = 'https://website.example'
    const answer = await askToEndorse(scene.deps, asking({ name, contact, organisation: { website } }))
    expect(answer.ok).toBe(true)
    const known = model.requests.map(({ id }) => id)
    const rows = await scene.sql<{ id: string }[]>`SELECT id FROM endorsements WHERE requested_at IS NOT NULL`
    const added = rows.map(({ id }) => id).filter(id => !known.includes(id))
    expect(added).toHaveLength(expected === 'asked' ? 1 : 0)
    for (const id of added) life.asked(model, { id, name, address })
  })
}

function linkCommand(kind: ByLink, drawn: Whom): Command {
  return command(`${kind} ${drawn.at}`, isAbout(drawn, kind), async (model, { scene }) => {
    const request = choose(model, drawn, kind)
    const { id } = request
    if (kind === 'withdrawOwn') {
      const token = await privateToken(scene, id)
      return agree(await withdrawWaiting(scene.deps, token), life.withdrawOwn(model, request))
    }
    const mailed = scene.mail.tokensTo(request.address)
    const links = await Promise.all(mailed.map(token => linkOf(scene, token)))
    const link = links.findLast(candidate => candidate?.id === id)
    if (!link) return
    if (kind === 'disown') return agree(await disown(scene.deps, link.token), life.disown(model, request))
    const revision = await revisionOf(scene, id)
    // Which of two reasons is named where both hold is not what this is about.
    return agree(
      await confirm(scene.deps, link.token, revision),
      life.confirm(model, request, link.expiresAt),
    )
  })
}

function decisionCommand(
  kind: Decision,
  { whom, by, isStale }: { whom: Whom; by: number; isStale: boolean },
): Command {
  const text = `${kind} ${whom.at} by ${by}${isStale ? ', stale' : ''}`
  return command(text, isAbout(whom, kind), async (model, { scene, moderators }) => {
    const request = choose(model, whom, kind)
    const moderator = pick(moderators, by)
    const revision = await revisionOf(scene, request.id)
    const { verb, model: predicts } = decisions[kind]
    const shown = isStale ? revision - 1 : revision
    const answer = await verb(scene.deps, { id: request.id, revision: shown, moderator })
    agree(answer, isStale ? { refused: 'changed_meanwhile' } : predicts(model, request, moderator))
  })
}

/** Two moderators at once, on what both of them saw: one of them at most decides. */
function raceCommand({ whom, one, other }: { whom: Whom; one: Rival; other: Rival }): Command {
  return command(
    `${one} against ${other} on ${whom.at}`,
    isAbout(whom, 'approve'),
    async (model, { scene, moderators }) => {
      const request = choose(model, whom, 'approve')
      const revision = await revisionOf(scene, request.id)
      const [first, second] = [pick(moderators, 0), pick(moderators, 1)]
      const answers = await Promise.all([
        decisions[one].verb(scene.deps, { id: request.id, revision, moderator: first }),
        decisions[other].verb(scene.deps, { id: request.id, revision, moderator: second }),
      ])
      const before = structuredClone(request)
      const won = answers.findIndex(({ ok }) => ok)
      expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1)
      const verdict = decisions[won === 1 ? other : one].model(model, request, won === 1 ? second : first)
      if (won >= 0) return agree(answers[won] as Answer, verdict)
      // Neither was possible: the other one too.
      expect(verdict).toHaveProperty('refused')
      expect(decisions[other].model(model, request, second)).toHaveProperty('refused')
      expect(request).toEqual(before)
    },
  )
}

function passCommand(time: number): Command {
  return command(`let ${time / minute} minutes pass`, always, async (model, { scene }) => {
    scene.moveClock(time)
    model.now += time
    await sweep(scene.deps)
    life.sweep(model)
  })
}

function agree(answer: Answer, verdict: life.Verdict): void {
  if ('to' in verdict) expect(answer).toMatchObject({ ok: true })
  else expect(answer).toMatchObject({ ok: false, error: { reason: verdict.refused } })
}

async function revisionOf(scene: Scene, id: string): Promise<number> {
  return Number((await scene.row(id)).revision)
}

async function linkOf(scene: Scene, token: string) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.from(token, 'base64url')))
  const [row] = await scene.sql<{ endorsement_id: string; expires_at: Date }[]>`
    SELECT endorsement_id, expires_at FROM tokens WHERE hash = ${hash} AND purpose = 'confirm'`
  return row && { token, id: row.endorsement_id, expiresAt: row.expires_at.getTime() }
}

/** What the database says is what the model says, and the invariants hold. */
async function holds(model: life.Life, { scene }: World): Promise<void> {
  const { sql } = scene
  const rows = await sql<{ id: string; status: string; has_contact: boolean }[]>`
    SELECT id, status, EXISTS (SELECT FROM contacts WHERE endorsement_id = id) AS has_contact
    FROM endorsements WHERE requested_at IS NOT NULL`
  const standing = (list: readonly { id: string; status: string }[]) =>
    Object.fromEntries(list.map(({ id, status }) => [id, status]))
  expect(standing(rows)).toEqual(standing(model.requests))
  for (const { id, has_contact } of rows)
    expect(has_contact).toBe(model.requests.find(request => request.id === id)?.hasContact)

  await keepsInvariants(sql)
}

/** Every message that was owed has come to an end: it is sent, or was taken back. */
export async function allMailEnds({ scene }: World): Promise<void> {
  scene.moveClock(day)
  for (let count = 1; count > 0; ) count = await deliverDue(scene.deps, 50)
  expect(await scene.count('outbox', 'sent_at IS NULL AND cancelled_at IS NULL AND parked_at IS NULL')).toBe(
    0,
  )
  expect(await scene.count('outbox', 'sealed IS NOT NULL')).toBe(0)
}
