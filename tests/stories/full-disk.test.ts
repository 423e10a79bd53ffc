import { expect, it } from 'vitest'
import { type Attempt, type FlowName, goesThrough, useCutStage } from '../support/cut-stage.ts'
import { ownPostgres } from '../support/own-postgres.ts'
import { openSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { target } from '../support/target.ts'

let disk: SmallDisk
const { stage, flows, prepare, isAsWished } = useCutStage(async () => {
  disk = openSmallDisk()
  const server = await ownPostgres(disk.path)
  return {
    ...server,
    async drop() {
      await server.drop()
      disk.close()
    },
  }
})

/** In what room its tables have, PostgreSQL takes a few forms more. */
const most = 60

it(`keeps every form while the disk is full, and takes it afterwards, on ${target}`, async () => {
  const { sql } = stage.database()
  const asks = await prepare('ask', most)
  const others = new Map<FlowName, Attempt[]>()
  for (const flow of flows) if (flow !== 'ask') others.set(flow, await prepare(flow, 3))

  await disk.fill(sql)
  const sent: Attempt[] = []
  const refused: Attempt[] = []
  for (const attempt of asks) {
    sent.push(attempt)
    if (await goesThrough(attempt)) continue
    refused.push(attempt)
    break
  }
  expect(sent.length).toBeLessThan(most)
  for (const attempt of [...others.values()].flat()) if (!(await goesThrough(attempt))) refused.push(attempt)
  await expect.poll(() => stage.logged().filter(line => line.includes('53100'))).not.toEqual([])
  expect((await stage.visitor.list()).count).toBeGreaterThan(0)

  await disk.free(sql)
  for (const attempt of refused) expect(await goesThrough(attempt)).toBe(true)
  await isAsWished('ask', sent)
  for (const [flow, attempts] of others) await isAsWished(flow, attempts)
}, 300_000)
