import { describe, expect, it } from 'vitest'
import { type Cut, type FlowName, useCutStage } from '../support/cut-stage.ts'
import { isAnswered, type Point } from '../support/cutter.ts'
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.ts'

// PostgreSQL, and the product, are ended by `kill -9` around the commit and in the middle of the four forms that matter
// most. What is looked at: that nothing is lost or done twice once both are there again.

let server: OwnPostgres
const { stage, flows, prepare, record, sendArmed, isAsWished, cutter, endsCut } = useCutStage(async () => {
  server = await ownPostgres()
  return server
})

function killsAt(points: readonly Point[]): Cut[] {
  // Before its Execute nothing is committed, after it all is.
  const commit = points.find(({ name }) => name === '> E commit')
  const answered = points.filter(isAnswered)
  const middle = answered[Math.floor(answered.length / 2)]
  if (!commit || !middle) throw new Error('there is no commit')
  return [
    { point: commit, side: 'before' },
    { point: commit, side: 'after' },
    { point: middle, side: 'after' },
  ]
}

async function ready(flow: FlowName) {
  const [first, ...attempts] = await prepare(flow, 4)
  if (!first) throw new Error('nothing was prepared')
  const kills = killsAt(await record(first))
  const pairs = attempts.map((attempt, i) => ({ attempt, kill: kills[i] }))
  return { all: [first, ...attempts], pairs }
}

describe.each(flows)('%s', flow => {
  it('outlives a PostgreSQL that is killed', async () => {
    const { all, pairs } = await ready(flow)
    for (const { attempt, kill } of pairs) {
      if (!kill) continue
      const { isDone, isCut } = await sendArmed(attempt, kill, () => server.kill())
      expect(isCut, kill.point.name).toBe(true)
      await server.comeBack()
      if (!isDone) await expect.poll(async () => (await attempt.send()).status).toBe(303)
    }
    await isAsWished(flow, all)
  }, 300_000)

  it('outlives a product that is killed', async () => {
    const { all, pairs } = await ready(flow)
    for (const { attempt, kill } of pairs) {
      if (!kill) continue
      cutter().arm(kill.point, kill.side, () => stage.kill())
      const isDone = await attempt.send().then(
        ({ status }) => status === 303,
        () => false,
      )
      expect(await endsCut(isDone), kill.point.name).toBe(true)
      await stage.restart()
      if (!isDone) expect((await attempt.send()).status).toBe(303)
    }
    await isAsWished(flow, all)
  }, 300_000)
})
