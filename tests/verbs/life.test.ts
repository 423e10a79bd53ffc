import fc from 'fast-check'
import { it } from 'vitest'
import { isExhaustive } from '../support/exhaustive.ts'
import { allMailEnds, commands, type World } from '../support/life-commands.ts'
import { newLife } from '../support/life-model.ts'
import { addModerator, openScene } from '../support/scene.ts'

// The real verbs on a real database, against a model of the life of an endorsement: representatives, two moderators and
// the clock, in any order that fast-check draws. A seed that found something is run again by LIFE_SEED.

const seed = Number(process.env.LIFE_SEED ?? Date.now() % 2 ** 31)
const runs = Number(process.env.LIFE_RUNS ?? (isExhaustive ? 100 : 6))

it(`lives as the model does, ${runs} lives from seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(commands, async drawn => {
      const scene = await openScene()
      try {
        await scene.sql`UPDATE statements SET second_moderator = 'always'`
        const world: World = { scene, moderators: [await addModerator(scene), await addModerator(scene)] }
        await fc.asyncModelRun(() => ({ model: newLife(scene.deps.now().getTime()), real: world }), drawn)
        await allMailEnds(world)
      } finally {
        await scene.close()
      }
    }),
    { seed, numRuns: runs, endOnFailure: !isExhaustive },
  )
}, 3_600_000)
