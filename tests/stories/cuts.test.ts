import { expect, it } from 'vitest'
import { type Cut, useCutStage } from '../support/cut-stage.ts'
import { isAnswered, isOfStart, type Point } from '../support/cutter.ts'
import { freshDatabase } from '../support/database.ts'
import { sampled, someOf, spread } from '../support/exhaustive.ts'
import { target } from '../support/target.ts'

// The connection to the database is cut at the messages of the four forms that matter most, once before a message goes
// on and once after. What is looked at: what the person is told, that sending the form again is enough, and what is
// stored in the end.

const { cutter, flows, prepare, record, sendArmed, isAsWished, stage } = useCutStage(freshDatabase)

/** CUTS=all: at every message, also where that makes no difference to either end. */
const isEach = process.env.CUTS === 'all'

/**
 * Without CUTS=all those that make a difference: after a message of the product that PostgreSQL answers, before one of
 * PostgreSQL's that the product answers. A cut between them leaves what one of these does.
 */
function cutsAt(points: readonly Point[]): Cut[] {
  const cuts = points.flatMap(point => [
    { point, side: 'before' as const },
    { point, side: 'after' as const },
  ])
  if (isEach) return cuts
  return cuts.filter(
    ({ point, side }) => isAnswered(point) && (side === 'after') === point.name.startsWith('>'),
  )
}

it.each(flows)(
  `a connection that is cut at each message of %s, on ${target}${sampled}`,
  async flow => {
    const [first] = await prepare(flow, 1)
    if (!first) throw new Error('nothing was prepared')
    const pid = stage.pid()
    // Of one flow also the messages by which a connection begins.
    if (flow === 'confirm') cutter().cutAll()
    const all = cutsAt(await record(first))
    // On workerd each request has connections of its own, which begin in it.
    const cuts = target === 'workerd' ? spread(all, 24) : someOf(all, 6)
    // All of them before the first cut: who prepares them takes the mails that are owed.
    const attempts = await prepare(flow, cuts.length)
    const missed: Cut[] = []
    for (const [i, attempt] of attempts.entries()) {
      const cut = cuts[i]
      if (!cut) break
      try {
        if (isOfStart(cut.point)) cutter().cutAll()
        const { isDone, isCut } = await sendArmed(attempt, cut)
        if (!isCut) missed.push(cut)
        // As a person would.
        if (!isDone) expect((await attempt.send()).status).toBe(303)
      } catch (error) {
        throw new Error(`cut ${cut.side} ${cut.point.name}, ${cut.point.nth}`, { cause: error })
      }
    }
    await isAsWished(flow, [first, ...attempts])
    expect(stage.pid()).toBe(pid)
    // A message more or less passes where two statements are sent beside each other, or a connection begins.
    expect(missed.length).toBeLessThanOrEqual(Math.max(2, cuts.length / 10))
  },
  3_600_000,
)
